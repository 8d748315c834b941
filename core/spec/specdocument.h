// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "spec/appspec.h"

namespace bw::spec
{

/// A specification with its history, as a `.bwspec` file holds it. The format is described in docs/bwspec.md.
struct SpecDocument {
    struct Version {
        int number = 0;  ///< 1, 2, 3 …
        QByteArray source {};
        QString author {};  ///< "person", "chat", "wizard", "import", "template", "model"
        QString reason {};
        int restored = 0;  ///< the version that was brought back; 0 = none
        qint64 createdMs = 0;
        friend bool operator==(const Version &, const Version &) = default;
    };
    QString name {};
    QString origin {};
    QList<Version> versions {};  ///< oldest first, at least one
    friend bool operator==(const SpecDocument &, const SpecDocument &) = default;
};

inline constexpr int bwspecVersion = 1;
inline constexpr qint64 largestDocument = 64'000'000;  ///< bytes

/// The newest version stands there as data, too, for programs that do not read our two forms.
QByteArray writeBwspec(const SpecDocument &document);
/// Errors, each naming `path`, the place and the remedy: SpecInvalid, TooLarge. A file that holds the data without a
/// source gets one, in the XML-like form.
Result<SpecDocument> readBwspec(const QByteArray &bytes, const QString &path);
/// Whether these bytes mean to be such a file.
[[nodiscard]] bool looksLikeBwspec(const QByteArray &bytes);

/// A specification as data, without the source and the places.
Json toJson(const AppSpec &spec);

}  // namespace bw::spec
