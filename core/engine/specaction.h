// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/json.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace bw::engine
{

/// Who made a version, and why.
struct SpecAuthor {
    QString author = QStringLiteral("person");  ///< "person" (me), "chat", "wizard", "import", "template", "model"
    QString reason {};
    friend bool operator==(const SpecAuthor &, const SpecAuthor &) = default;
};

/// What a person does with the library. A value, so that it can go through the control socket as it is.
struct SpecAction {
    enum class Kind { Create, Duplicate, Import, Save, Restore, Rename, SetProject, Delete, Undelete };
    Kind kind = Kind::Create;
    SpecId spec {};      ///< all but Create and Import
    QString name {};     ///< Create, Rename; Import: the file's name
    QByteArray text {};  ///< Create, Import, Save
    int version = 0;     ///< Save: on top of which; Restore: which
    SpecAuthor by {};    ///< Create, Save
    ProjectId project {};
    ChatId chat {};
    friend bool operator==(const SpecAction &, const SpecAction &) = default;
};
QString toKey(SpecAction::Kind kind);
std::optional<SpecAction::Kind> specActionKindFromKey(const QString &key);
/// Texts travel as base64, since they may be any bytes.
Json toJson(const SpecAction &action);
/// Error: InvalidArgument.
Result<SpecAction> specActionFromJson(const Json &json);

/// What an action led to.
struct SpecOutcome {
    SpecId spec {};   ///< a new one for Create, Duplicate and Import
    int version = 0;  ///< its newest
    friend bool operator==(const SpecOutcome &, const SpecOutcome &) = default;
};
Json toJson(const SpecOutcome &outcome);
SpecOutcome specOutcomeFromJson(const Json &json);

}  // namespace bw::engine
