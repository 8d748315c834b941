// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace bw::spec
{

/// What an author wrote behind a feature in a list: `{#id}` or `{#id depends="a, b"}`.
struct FeatureMarks {
    QString id {};
    QStringList depends {};
    friend bool operator==(const FeatureMarks &, const FeatureMarks &) = default;
};

/// Takes the marks off the end of `text`; it is trimmed only where there were some.
FeatureMarks takeFeatureMarks(QString &text);
/// "" or " {#id …}".
QString featureMarksText(const FeatureMarks &marks);
/// Ids between commas or blanks.
QStringList dependencyList(const QString &text);

/// The two parts of an entry in a list: "name: text". No name: all of it is text.
struct NamedText {
    QString name {};
    QString text {};
};
/// A short name before the first ": ".
NamedText splitName(const QString &entry);
/// "GET /x" and what it does, of "GET /x: what", "`GET /x` - what" and the like; else no name.
NamedText splitEndpoint(const QString &entry);

}  // namespace bw::spec
