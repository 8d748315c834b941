// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/buildstate.h"
#include "spec/specarea.h"
#include "spec/textedit.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace bw::spec
{

enum class SpecFormat { Xml, Markdown };
QString toKey(SpecFormat format);  ///< "xml", "markdown"
std::optional<SpecFormat> specFormatFromKey(const QString &key);

/// Where something stands in the source: lines count from 1.
struct LineRange {
    int first = 0;
    int last = 0;
    friend bool operator==(const LineRange &, const LineRange &) = default;
};

struct SpecFeature {
    QString id;  ///< stable: as written, else made from the text; unique in the specification
    QString text;
    QString group;  ///< empty = none
    LineRange lines;
    QString writtenId {};    ///< as it stands in the source; empty = none
    QStringList depends {};  ///< ids of other features, as written
    TextSpan whole {};       ///< with its tags, or with the list's mark
    TextSpan inner {};       ///< the text alone
    friend bool operator==(const SpecFeature &, const SpecFeature &) = default;
};

/// A named group: of features, a table, a group of endpoints, a page, a part of the stack or of the design. Groups
/// without anything in them are there, too.
struct SpecGroup {
    SpecArea area = SpecArea::Features;
    QString name {};
    LineRange lines {};
    TextSpan whole {};
    TextSpan inner {};  ///< between its tags, or from below its heading
    TextSpan label {};  ///< its name in the source; null = it has none
    friend bool operator==(const SpecGroup &, const SpecGroup &) = default;
};

/// One entry of an area other than the features:
///   area        group             name                 text
///   Stack       "frontend"        "framework"          "React"
///   DataModel   the table         the column           type and constraints
///   Endpoints   the group         "GET /api/things"    what it does
///   Pages       the page          empty                one section
///   Design      "colors"          "primary"            "#2563eb"
///   Priorities  empty             the level, "1"       what comes then
///   Criteria    empty             the category         the criterion
struct SpecItem {
    SpecArea area = SpecArea::Stack;
    QString group {};
    QString name {};
    QString text {};
    LineRange lines {};
    TextSpan whole {};
    TextSpan inner {};  ///< what setting the item replaces (for columns and Markdown with the name)
    friend bool operator==(const SpecItem &, const SpecItem &) = default;
    /// Of equal keys in two versions the item is the same one. Not unique where a specification says a thing twice.
    [[nodiscard]] QString key() const;
};

/// A part of a specification as it stands: those that are read as data, too, and whatever we do not know.
struct SpecSection {
    QString name;  ///< heading, or tag
    QString text;  ///< inner text
    LineRange lines;
    std::optional<SpecArea> area {};  ///< nothing: a free section
    TextSpan whole {};
    TextSpan inner {};
    friend bool operator==(const SpecSection &, const SpecSection &) = default;
};

/// What to build, as data. The source is kept byte for byte and is what counts; the rest is what was found in it, with
/// the places where it stands. A change is made in the source (spec/specchange.h) and read again, so that both are
/// always in step and everything that is not data stays as it was.
struct AppSpec {
    SpecFormat format = SpecFormat::Markdown;
    QByteArray source;
    QString name;
    QString overview;
    std::optional<Tier> tier;
    std::optional<int> targetFeatures;
    QList<SpecFeature> features;
    QList<SpecSection> sections;  ///< all but the features, in order
    QList<SpecGroup> groups {};   ///< of all areas, in order
    QList<SpecItem> items {};     ///< of all areas, in order
    /// Inner spans of what stands in the source once; null = it does not stand there.
    TextSpan nameSpan {}, overviewSpan {}, tierSpan {}, targetSpan {};
    QMap<SpecArea, TextSpan> areaSpans {};  ///< inner span of each area that is there
    TextSpan body {};                       ///< where a missing area is added: at its end
    friend bool operator==(const AppSpec &, const AppSpec &) = default;

    [[nodiscard]] bool hasUserInterface() const;  ///< at least two words that only a user interface needs
    [[nodiscard]] const SpecFeature *feature(const QString &id) const;
    [[nodiscard]] QList<SpecItem> itemsOf(SpecArea area) const;
    [[nodiscard]] QList<SpecGroup> groupsOf(SpecArea area) const;
};

}  // namespace bw::spec
