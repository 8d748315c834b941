// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/envd/envdsandbox.h"

#include "sandbox/envd/envdcall.h"

#include <thread>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

/// The end of what tar said, for an error's detail.
class Complaints
{
public:
    void add(QByteArrayView bytes)
    {
        m_text.append(bytes);
        if (m_text.size() > 8192)
            m_text.remove(0, m_text.size() - 4096);
    }
    [[nodiscard]] std::unexpected<Error> error(const CommandResult &result) const
    {
        const QString why = result.status + u": "_s + QString::fromUtf8(m_text).trimmed();
        return fail(ErrorCode::ArchiveInvalid, why, {{u"why"_s, why}});
    }

private:
    QByteArray m_text;
};

Command tarCommand(const QStringList &args)
{
    Command command;
    command.program = u"/usr/bin/tar"_s;
    command.args = args;
    command.cwd = u"/"_s;
    // Names as they are: bytes, neither translated nor quoted.
    command.env = {{u"LC_ALL"_s, u"C"_s}, {u"TAR_OPTIONS"_s, QString()}};
    return command;
}

}  // namespace

Status EnvdSandbox::archiveOut(const QString &path, const ByteSink &sink, std::stop_token stop)
{
    Call scope(*this, stop);
    std::stop_source end;
    const std::stop_callback onStop(scope.token(), [&end] { end.request_stop(); });
    Complaints complaints;
    Status taken;
    OutputSink output;
    output.onStdout = [&](QByteArrayView bytes) {
        if (!taken)
            return;
        taken = sink(bytes);
        if (!taken)
            end.request_stop();
    };
    output.onStderr = [&complaints](QByteArrayView bytes) { complaints.add(bytes); };
    const Result<CommandResult> result =
        exec(tarCommand({u"--create"_s, u"--file=-"_s, u"--format=gnu"_s, u"--sort=name"_s, u"--numeric-owner"_s,
                         u"--directory"_s, path, u"."_s}),
             output, end.get_token());
    if (!taken)
        return taken;
    if (!result)
        return fail(result.error());
    // 1 = whole, but a file changed while it was read: that happens beside running programs.
    if (result->signalled || result->exitCode > 1)
        return complaints.error(*result);
    return {};
}

Status EnvdSandbox::archiveIn(const QString &path, const ByteSource &source, std::stop_token stop)
{
    if (const Status made = makeFolder(path, stop); !made)
        return made;
    const Result<std::unique_ptr<Process>> tar =
        start(tarCommand({u"--extract"_s, u"--file=-"_s, u"--preserve-permissions"_s, u"--no-same-owner"_s,
                          u"--directory"_s, path}),
              true, stop);
    if (!tar)
        return fail(tar.error());
    Complaints complaints;
    Result<CommandResult> result = CommandResult {};
    Status fed;
    {
        // tar may complain while it is fed: both directions at once.
        const std::jthread listener([&] {
            OutputSink output;
            output.onStderr = [&complaints](QByteArrayView bytes) { complaints.add(bytes); };
            result = (*tar)->wait(output, stop);
        });
        Status sent;
        while (fed && sent) {
            const Result<QByteArray> piece = stop.stop_requested() ? fail(ErrorCode::Cancelled) : source();
            if (!piece)
                fed = fail(piece.error());
            else if (piece->isEmpty())
                break;
            else
                sent = (*tar)->sendStdin(*piece);
        }
        if (!fed || !(*tar)->closeStdin())
            (void)(*tar)->kill();
    }
    if (!fed)
        return fed;
    if (!result)
        return fail(isDestroyed() ? lost() : result.error());
    if (result->signalled || result->exitCode != 0)
        return complaints.error(*result);
    return {};
}

}  // namespace bw::sandbox
