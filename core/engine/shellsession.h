// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/livesandboxes.h"
#include "engine/shellrecord.h"
#include "sandbox/sandbox.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace bw::engine
{

/// One shell, or one command, of a person in the sandbox of a build at work. run() is called once; the rest may be
/// called from other threads while it runs. With the object everything that was started ends.
class ShellSession final
{
public:
    using Output = std::function<void(bool isError, QByteArrayView bytes)>;

    /// `process` runs already, and `record` has begun.
    ShellSession(std::unique_ptr<LiveSandboxes::Visit> visit, std::unique_ptr<sandbox::Process> process,
                 ShellRecord record, bool terminal);
    ~ShellSession();
    ShellSession(const ShellSession &) = delete;
    ShellSession &operator=(const ShellSession &) = delete;

    /// Hands its output over on this thread until it ends. A stop ends it. Errors: Cancelled, SandboxLost (the sandbox
    /// went first), those of the sandbox.
    Result<ShellEnd> run(const Output &output, std::stop_token stop);
    /// Requested when it has to end: whoever is still busy with its output lets go.
    [[nodiscard]] std::stop_token ending() const { return m_ending.get_token(); }
    void stop() { m_ending.request_stop(); }

    Status type(QByteArrayView bytes);
    Status endInput();
    Status resize(int columns, int rows);

private:
    struct Forward {
        std::stop_source *target;
        void operator()() const { target->request_stop(); }
    };
    Status withProcess(const std::function<Status(sandbox::Process &)> &action);
    void letGo();

    std::stop_source m_ending;
    std::unique_ptr<LiveSandboxes::Visit> m_visit;
    std::mutex m_mutex;  ///< of the process, but for its one reader
    std::unique_ptr<sandbox::Process> m_process;
    std::optional<std::stop_callback<std::function<void()>>> m_onSandboxEnd;
    ShellRecord m_record;
    bool m_terminal = false;
};

}  // namespace bw::engine
