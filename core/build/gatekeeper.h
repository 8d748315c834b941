// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/buildsandbox.h"

namespace bw::build
{

/// Where a build waits for a person. Opening a gate is an event; then the run ends with Cancelled, and `run.waits` says
/// why. Used by the build's worker thread only.
class GateKeeper final
{
public:
    GateKeeper(BuildRun &run, BuildSandbox &sandbox)
        : m_run(run)
        , m_sandbox(sandbox)
    {
    }

    /// Takes in what was answered meanwhile.
    Status refresh();

    /// The design is to be looked at before the rest is planned, and was not agreed to yet.
    [[nodiscard]] bool designIsDue() const;
    /// Opens the gate: shows DESIGN.md.
    Status openDesign(std::stop_token stop);
    /// Puts the design that was agreed on, with the person's changes, in the place of whatever the agent has there:
    /// before and after the rest is planned. Nothing to do where there was no such gate.
    Status useAgreedDesign(std::stop_token stop);

    /// Success, or Cancelled when a gate was opened: after the plan, after so many verified features, before packaging.
    Status checkPlan();
    Status checkProgress();
    Status checkRelease();
    /// Success when nothing is asked; else Cancelled: the build waits for an answer.
    Status checkQuestions();

    /// Features that wait for an answer.
    [[nodiscard]] QSet<QString> parked() const;

private:
    Status open(const QString &kind, const QString &text, const QStringList &files, const QByteArray &content,
                BuildEventKind event);

    BuildRun &m_run;
    BuildSandbox &m_sandbox;
};

}  // namespace bw::build
