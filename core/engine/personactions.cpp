// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/personactions.h"

#include "engine/parts.h"

#include <algorithm>
#include <array>

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

struct Entry {
    QLatin1StringView key;
    ActionFunction function;
};

/// A rejected feature and a rejected gate are told apart by whether a feature is named.
Result<BuildId> reject(const ActionContext &context)
{
    return context.action.feature.isEmpty() ? rejectGate(context) : rejectFeature(context);
}

constexpr std::array table {
    Entry {"approve"_L1, approveGate},  Entry {"reject"_L1, reject},       Entry {"answer"_L1, answerQuestion},
    Entry {"accept"_L1, acceptFeature}, Entry {"skip"_L1, skipFeature},    Entry {"retry"_L1, retryFeature},
    Entry {"tell"_L1, tellAgent},       Entry {"budget"_L1, changeBudget}, Entry {"restart"_L1, restartBuild},
    Entry {"clone"_L1, cloneBuild},     Entry {"name"_L1, nameCheckpoint}, Entry {"move"_L1, moveBuild},
};

}  // namespace

Result<BuildId> PersonActions::perform(const Build &build, const PersonAction &action)
{
    const auto found = std::ranges::find(table, action.action, &Entry::key);
    if (found == table.end())
        return fail(ErrorCode::InvalidArgument, action.action,
                    {{u"what"_s, action.action}, {u"remedy"_s, keys().join(u", "_s)}});
    return found->function({m_parts, m_admission, build, action});
}

QStringList PersonActions::keys()
{
    QStringList keys;
    for (const Entry &entry : table)
        keys.append(entry.key);
    return keys;
}

}  // namespace bw::engine
