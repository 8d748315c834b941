// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/envd/envdsandbox.h"

namespace bw::sandbox
{

/// One call into a sandbox: ends on the caller's stop or with the sandbox; after the sandbox's end every failure is
/// SandboxLost.
class EnvdSandbox::Call
{
public:
    Call(const EnvdSandbox &sandbox, std::stop_token stop)
        : m_sandbox(sandbox)
        , m_onStop(std::move(stop), Forward {&m_both})
        , m_onEnd(sandbox.m_end.get_token(), Forward {&m_both})
    {
    }
    Call(const Call &) = delete;
    Call &operator=(const Call &) = delete;

    [[nodiscard]] std::stop_token token() const { return m_both.get_token(); }

    /// Runs `action(token)`.
    template <typename Action>
    auto run(const Action &action) -> decltype(action(std::stop_token()))
    {
        if (m_sandbox.isDestroyed())
            return fail(m_sandbox.lost());
        auto result = action(token());
        if (!result && m_sandbox.isDestroyed())
            return fail(m_sandbox.lost());
        return result;
    }

private:
    struct Forward {
        std::stop_source *target;
        void operator()() const { target->request_stop(); }
    };
    const EnvdSandbox &m_sandbox;
    std::stop_source m_both;
    std::stop_callback<Forward> m_onStop;
    std::stop_callback<Forward> m_onEnd;
};

}  // namespace bw::sandbox
