// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/gitidentity.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;

QMap<QString, QString> gitIdentity()
{
    QMap<QString, QString> environment;
    for (const QString &who : {u"AUTHOR"_s, u"COMMITTER"_s}) {
        environment.insert(u"GIT_%1_NAME"_s.arg(who), u"Buildwright"_s);
        environment.insert(u"GIT_%1_EMAIL"_s.arg(who), u"agent@buildwright.invalid"_s);
        environment.insert(u"GIT_%1_DATE"_s.arg(who), u"2000-01-01T00:00:00Z"_s);
    }
    return environment;
}

}  // namespace bw::agent
