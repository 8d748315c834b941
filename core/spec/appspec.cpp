// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/appspec.h"

#include <QRegularExpression>
#include <QSet>

namespace bw::spec
{

using namespace Qt::StringLiterals;

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
