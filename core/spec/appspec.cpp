// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/appspec.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <iterator>

namespace bw::spec
{

using namespace Qt::StringLiterals;

QString toKey(SpecFormat format) { return format == SpecFormat::Xml ? u"xml"_s : u"markdown"_s; }

std::optional<SpecFormat> specFormatFromKey(const QString &key)
{
    for (const SpecFormat format : {SpecFormat::Xml, SpecFormat::Markdown}) {
        if (toKey(format) == key)
            return format;
    }
    return std::nullopt;
}

QString SpecItem::key() const
{
    // Of what has no name the text is the name.
    return toKey(area) + u'/' + group + u'/'
        + (name.isEmpty() || area == SpecArea::Criteria ? name + u'/' + text : name);
}

const SpecFeature *AppSpec::feature(const QString &id) const
{
    const auto found = std::ranges::find(features, id, &SpecFeature::id);
    return found == features.end() ? nullptr : &*found;
}

QList<SpecItem> AppSpec::itemsOf(SpecArea area) const
{
    QList<SpecItem> found;
    std::ranges::copy_if(items, std::back_inserter(found), [area](const SpecItem &item) { return item.area == area; });
    return found;
}

QList<SpecGroup> AppSpec::groupsOf(SpecArea area) const
{
    QList<SpecGroup> found;
    std::ranges::copy_if(groups, std::back_inserter(found),
                         [area](const SpecGroup &group) { return group.area == area; });
    return found;
}

bool AppSpec::hasUserInterface() const
{
    static const QRegularExpression words(
        u"\\b(react|vue|angular|svelte|html|css|tailwind|frontend|ui|ux|web "
        u"?page|page|dashboard|website|browser|button|form|"
        u"dialog|window|navigation|sidebar|menu|screen|layout|responsive|dark mode|colou?r)s?\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    QSet<QString> found;
    for (auto it = words.globalMatch(QString::fromUtf8(source)); it.hasNext() && found.size() < 2;)
        found.insert(it.next().captured(1).toLower());
    return found.size() >= 2;
}

}  // namespace bw::spec
