// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>

namespace bw::engine
{

/// What a command policy says of a command, for a person who asks before a build does.
struct PolicyOpinion {
    QString policy;
    QString answer;  ///< key: "allow", "ask", "deny"
    QString rule;
    QString part;  ///< the command it is about, hidden characters made visible
    QString why;   ///< English, as the agent reads it
};
/// Error: NotFound (the policy).
Result<PolicyOpinion> policyOpinion(const QString &policy, const QString &command);

struct PolicyInfo {
    QString name;
    QString title;
};
QList<PolicyInfo> policies();

}  // namespace bw::engine
