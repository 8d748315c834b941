// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/callpurpose.h"

using namespace Qt::StringLiterals;

namespace bw::claude
{

CallPurpose callPurpose(const QString &purpose)
{
    const qsizetype colon = purpose.indexOf(u':');
    const QString role = purpose.left(colon);
    const QString feature = colon < 0 ? QString() : purpose.mid(colon + 1);
    if (role == "code"_L1 || role == "search"_L1 || role == "review"_L1)
        return {Phase::Implement, feature};
    if (role.startsWith("verify"_L1))
        return {Phase::Verify, feature};
    return {Phase::Plan, {}};
}

}  // namespace bw::claude
