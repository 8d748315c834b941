// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/buildadmission.h"
#include "engine/personaction.h"

namespace bw::engine
{

/// Everything that a person does with a build beyond building, stopping and removing it. Each action is a function of
/// its own file, found by its key.
class PersonActions final
{
public:
    PersonActions(Parts &parts, BuildAdmission &admission)
        : m_parts(parts)
        , m_admission(admission)
    {
    }

    /// The build it led to. Errors: InvalidArgument (an unknown action, or a member missing), WrongState, and those of
    /// the action.
    Result<BuildId> perform(const Build &build, const PersonAction &action);
    /// Keys of all actions.
    static QStringList keys();

private:
    Parts &m_parts;
    BuildAdmission &m_admission;
};

/// What an action works with.
struct ActionContext {
    Parts &parts;
    BuildAdmission &admission;
    const Build &build;
    const PersonAction &action;
};
/// One action. Declared here, written in the file that its group is named after.
using ActionFunction = Result<BuildId> (*)(const ActionContext &context);

// gateactions.cpp
Result<BuildId> approveGate(const ActionContext &context);
Result<BuildId> rejectGate(const ActionContext &context);
Result<BuildId> answerQuestion(const ActionContext &context);
// featuredecisions.cpp
Result<BuildId> acceptFeature(const ActionContext &context);
Result<BuildId> rejectFeature(const ActionContext &context);
Result<BuildId> skipFeature(const ActionContext &context);
Result<BuildId> retryFeature(const ActionContext &context);
// lifeactions.cpp
Result<BuildId> tellAgent(const ActionContext &context);
Result<BuildId> changeBudget(const ActionContext &context);
// remakeactions.cpp
Result<BuildId> restartBuild(const ActionContext &context);
Result<BuildId> cloneBuild(const ActionContext &context);
// moveaction.cpp
Result<BuildId> moveBuild(const ActionContext &context);
// checkpointactions.cpp
Result<BuildId> nameCheckpoint(const ActionContext &context);

}  // namespace bw::engine
