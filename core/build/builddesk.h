// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/persondesk.h"
#include "build/buildrun.h"

namespace bw::build
{

/// The person behind a build, for the sessions of one feature (or of the plan). Questions and answers are events; what
/// was answered for a whole project comes from the environment.
class BuildDesk final : public agent::PersonDesk
{
public:
    /// `feature`: id; empty = the plan. `run.people` is as new as the beginning of the session.
    BuildDesk(BuildRun &run, QString feature)
        : m_run(run)
        , m_feature(std::move(feature))
    {
    }

    [[nodiscard]] bool asks(const QString &kind) const override;
    Result<std::optional<QString>> answer(const agent::Question &question) override;
    Status ask(const agent::Question &question) override;
    [[nodiscard]] bool waits() const override { return m_asked; }

private:
    BuildRun &m_run;
    QString m_feature;
    bool m_asked = false;
};

}  // namespace bw::build
