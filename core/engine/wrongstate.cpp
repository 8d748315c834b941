// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/wrongstate.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;

QStringList possibleCommands(BuildState state)
{
    switch (state) {
    case BuildState::Pending:
        return {u"pause"_s, u"move"_s, u"stop"_s, u"delete"_s};
    case BuildState::Initializing:
    case BuildState::Running:
        return {u"tell"_s, u"pause"_s, u"move"_s, u"shell"_s, u"address"_s, u"stop"_s, u"budget"_s, u"delete"_s};
    case BuildState::Paused:
    case BuildState::Interrupted:
        return {u"resume"_s, u"tell"_s, u"budget"_s,  u"retry"_s, u"accept"_s, u"skip"_s,
                u"move"_s,   u"stop"_s, u"restart"_s, u"clone"_s, u"branch"_s, u"delete"_s};
    case BuildState::AwaitingDesignReview:
    case BuildState::AwaitingFeatureReview:
    case BuildState::AwaitingProgressReview:
    case BuildState::AwaitingReleaseReview:
        return {u"approve"_s, u"reject"_s, u"tell"_s, u"retry"_s, u"accept"_s,
                u"skip"_s,    u"move"_s,   u"stop"_s, u"delete"_s};
    case BuildState::AwaitingAnswer:
        return {u"answer"_s, u"tell"_s, u"retry"_s, u"accept"_s, u"skip"_s, u"move"_s, u"stop"_s, u"delete"_s};
    case BuildState::Completed:
        return {u"artifact"_s, u"restart"_s, u"clone"_s, u"branch"_s, u"delete"_s};
    case BuildState::Failed:
    case BuildState::Cancelled:
        return {u"resume"_s, u"tell"_s,    u"retry"_s, u"accept"_s, u"skip"_s,
                u"move"_s,   u"restart"_s, u"clone"_s, u"branch"_s, u"delete"_s};
    }
    return {};
}

Error wrongState(const Build &build, const QString &wanted)
{
    return Error {ErrorCode::WrongState,
                  wanted,
                  {{u"build"_s, build.id.value},
                   {u"state"_s, toKey(build.state)},
                   {u"possible"_s, possibleCommands(build.state).join(u", "_s)}},
                  {}};
}

}  // namespace bw::engine
