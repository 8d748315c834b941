// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/markdownareas.h"

#include <QRegularExpression>
#include <QStringList>

#include <array>
#include <vector>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

struct Known {
    SpecArea area;
    const char *heading;
    const char *words;
};

// In this order: "API endpoints" are not "data", "implementation priorities of features" would be features.
constexpr std::array known {
    Known {SpecArea::Features, "Features", R"(\b(features?|requirements?|user stories|funktionen|anforderungen)\b)"},
    Known {SpecArea::Stack, "Technology Stack", R"(\b((tech|technology|technical)( stack| preferences)?|stack)\b)"},
    Known {SpecArea::Endpoints, "API Endpoints", R"(\b(api|endpoints?|routes)\b)"},
    Known {SpecArea::DataModel, "Data Model", R"(\b(database|data model|schema|entities|tables|datenmodell)\b)"},
    Known {SpecArea::Pages, "Pages", R"(\b(pages|screens|ui layout|views|seiten)\b)"},
    Known {SpecArea::Design, "Design System", R"(\b(design|styling|look and feel)\b)"},
    Known {SpecArea::Priorities, "Priorities", R"(\b(priority|priorities|milestones|roadmap)\b)"},
    Known {SpecArea::Criteria, "Success Criteria", R"(\b(success|acceptance) criteria\b|\bdefinition of done\b)"}};

}  // namespace

std::optional<SpecArea> areaOfHeading(const QString &title)
{
    static const std::vector<QRegularExpression> expressions = [] {
        std::vector<QRegularExpression> made;
        for (const Known &entry : known)
            made.emplace_back(QString::fromLatin1(entry.words), QRegularExpression::CaseInsensitiveOption);
        return made;
    }();
    // Most headings speak of none: they are told by one look instead of eight.
    static const QRegularExpression any = [] {
        QStringList parts;
        for (const Known &entry : known)
            parts << QString::fromLatin1(entry.words);
        return QRegularExpression(parts.join(u'|'), QRegularExpression::CaseInsensitiveOption);
    }();
    if (!any.match(title).hasMatch())
        return std::nullopt;
    for (size_t i = 0; i < known.size(); ++i) {
        if (expressions[i].match(title).hasMatch())
            return known[i].area;
    }
    return std::nullopt;
}

QString headingOfArea(SpecArea area)
{
    for (const Known &entry : known) {
        if (entry.area == area)
            return QString::fromLatin1(entry.heading);
    }
    return {};
}

}  // namespace bw::spec
