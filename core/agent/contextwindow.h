// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "claude/model.h"

namespace bw::agent
{

/// How full the window of a model is, and which measures there are against it. The newest answer's usage is exact; what
/// was appended since is estimated from its bytes. Pure.
class ContextWindow final
{
public:
    ContextWindow() = default;
    /// A recording's turns are fixed: its window never fills.
    ContextWindow(const claude::ModelInfo &info, bool demonstration);

    /// An answer came to this request.
    void answered(const claude::ModelRequest &request, const claude::Turn &turn);
    /// The conversation was replaced by something shorter.
    void restarted();
    /// Input tokens that this request will have, about.
    [[nodiscard]] qint64 estimate(const claude::ModelRequest &request) const;
    /// The request would fill more than 70 % of the window (claude-api reference §9). Never before an answer has come
    /// to what there is: a beginning cannot be made smaller.
    [[nodiscard]] bool isFull(const claude::ModelRequest &request) const;
    /// Where clearing by the service is to begin; 0 = it cannot.
    [[nodiscard]] qint64 clearAbove() const;
    [[nodiscard]] bool summarizes() const { return m_summarizes; }
    void summaryFailed() { m_summarizes = false; }

private:
    qint64 m_window = 0;  // 0 = without end
    bool m_clears = false;
    bool m_summarizes = false;
    bool m_answered = false;
    qint64 m_tokens = 0;  // of the newest answer, input and output
    qint64 m_bytes = 0;   // of its request and itself
};

}  // namespace bw::agent
