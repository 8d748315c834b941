// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/launcher.h"
#include "sandbox/local/localprovider.h"

#include <QTemporaryDir>

namespace bw::test
{

/// A provider with a data folder of its own that others cannot enter, as the real one.
class LocalFixture
{
public:
    explicit LocalFixture(Clock *clock = nullptr)
        : m_clock(clock != nullptr ? *clock : m_system)
        , m_provider({m_folder.path() + QStringLiteral("/data/sandboxes"),
                      QStringLiteral(BW_BINARY_DIR "/bin/buildwright-sandboxd"),
                      {}},
                     m_launcher, m_clock)
    {
    }

    sandbox::LocalProvider &provider() { return m_provider; }
    [[nodiscard]] QString sandboxesFolder() const { return m_folder.path() + QStringLiteral("/data/sandboxes"); }
    [[nodiscard]] static sandbox::SandboxRequest request()
    {
        sandbox::SandboxRequest request;
        request.network = NetworkPolicy::None;
        request.diskBytes = 256LL << 20;
        request.memoryBytes = 512LL << 20;
        return request;
    }
    struct Output {
        sandbox::CommandResult result;
        QByteArray text;  ///< both streams
    };
    /// Runs a line of bash; an error of the sandbox itself is exit code -1 with its text.
    static Output run(sandbox::Sandbox &sandbox, const QString &text, std::chrono::milliseconds limit = {})
    {
        sandbox::Command command;
        command.program = QStringLiteral("/bin/bash");
        command.args = {QStringLiteral("-c"), text};
        command.timeLimit = limit;
        Output output;
        const auto keep = [&output](QByteArrayView bytes) { output.text.append(bytes); };
        const auto result = sandbox.exec(command, {keep, keep}, {});
        if (result) {
            output.result = *result;
        } else {
            output.result.exitCode = -1;
            output.text += (toKey(result.error().code) + QLatin1Char(' ') + result.error().detail).toUtf8();
        }
        return output;
    }

private:
    QTemporaryDir m_folder {QStringLiteral("/tmp/bw-local-XXXXXX")};
    SystemClock m_system;
    Clock &m_clock;
    Launcher m_launcher;
    sandbox::LocalProvider m_provider;
};

}  // namespace bw::test
