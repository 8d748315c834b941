// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/envd/envdsandbox.h"

#include "sandbox/envd/envdcall.h"
#include "sandbox/envd/gunzip.h"
#include "sandbox/envd/processstream.h"

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

/// Names as they are: bytes, neither translated nor quoted.
Command plainCommand(const QString &program, const QStringList &args)
{
    Command command;
    command.program = program;
    command.args = args;
    command.cwd = u"/"_s;
    command.env = {{u"LC_ALL"_s, u"C"_s}, {u"TAR_OPTIONS"_s, QString()}};
    return command;
}

Command tarCommand(const QStringList &args) { return plainCommand(u"/usr/bin/tar"_s, args); }

QStringList createArguments(const QString &file, const QString &path)
{
    return {u"--create"_s,
            u"--file="_s + file,
            u"--format=gnu"_s,
            u"--sort=name"_s,
            u"--numeric-owner"_s,
            u"--directory"_s,
            path,
            u"."_s};
}

QStringList packedArguments(const QString &file, const QString &path)
{
    // Fast rather than small: the way out of a sandbox is rarely slower than its processors.
    return QStringList {u"--use-compress-program=gzip -1"_s} + createArguments(file, path);
}

/// 1 = whole, but a file changed while it was read: that happens beside running programs.
bool isWhole(const CommandResult &result) { return !result.signalled && result.exitCode <= 1; }

/// So much of an archive is held at a time; a part that was cut is sent again.
constexpr qsizetype partBytes = 8 << 20;
constexpr auto unpackParts = "set -o pipefail; cat -- \"$1\"/* | tar --extract --file=- --preserve-permissions "
                             "--no-same-owner --directory \"$2\"";

QString temporaryName() { return u"/tmp/.buildwright-archive-"_s + newIdText(); }

}  // namespace

/// One file for the whole archive, packed, which can be taken up again where it broke.
Status EnvdSandbox::archiveOutAsFile(const QString &path, const ByteSink &sink, std::stop_token stop)
{
    const QString file = temporaryName();
    Complaints complaints;
    OutputSink output;
    output.onStderr = [&complaints](QByteArrayView bytes) { complaints.add(bytes); };
    const Result<CommandResult> made = exec(tarCommand(packedArguments(file, path)), output, stop);
    Gunzip gunzip;
    const ByteSink unpacked = [&](QByteArrayView bytes) { return gunzip.feed(bytes, sink); };
    Status given;
    if (!made)
        given = fail(made.error());
    else if (!isWhole(*made))
        given = complaints.error(*made);
    else
        given = Call(*this, stop).run([&](std::stop_token both) { return client().download(file, unpacked, both); });
    if (made && given)
        given = gunzip.finish();
    // What is left of it goes with the sandbox.
    (void)remove(file, std::move(stop));
    return given;
}

Status EnvdSandbox::archiveInAsFiles(const QString &path, const ByteSource &source, std::stop_token stop)
{
    const QString folder = temporaryName();
    Status sent;
    bool more = true;
    for (int number = 0; more && sent; ++number) {
        QByteArray part;
        while (more && part.size() < partBytes) {
            const Result<QByteArray> piece = stop.stop_requested() ? fail(ErrorCode::Cancelled) : source();
            if (!piece) {
                (void)remove(folder, stop);
                return fail(piece.error());
            }
            more = !piece->isEmpty();
            part.append(*piece);
        }
        sent = write(u"%1/%2"_s.arg(folder).arg(number, 6, 10, QChar(u'0')), part, stop);
    }
    Complaints complaints;
    OutputSink output;
    output.onStderr = [&complaints](QByteArrayView bytes) { complaints.add(bytes); };
    const QStringList arguments {u"-c"_s, QString::fromLatin1(unpackParts), u"bash"_s, folder, path};
    const Result<CommandResult> unpacked =
        sent ? exec(plainCommand(u"/bin/bash"_s, arguments), output, stop) : fail(sent.error());
    (void)remove(folder, std::move(stop));
    if (!unpacked)
        return fail(unpacked.error());
    if (unpacked->signalled || unpacked->exitCode != 0)
        return complaints.error(*unpacked);
    return {};
}

Status EnvdSandbox::archiveOut(const QString &path, const ByteSink &sink, std::stop_token stop)
{
    if (client().options().hosted)
        return archiveOutAsFile(path, sink, std::move(stop));
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
    const Result<CommandResult> result = exec(tarCommand(createArguments(u"-"_s, path)), output, end.get_token());
    if (!taken)
        return taken;
    if (!result)
        return fail(result.error());
    if (result->limitsHit.contains(QLatin1StringView(ProcessStream::gap)))
        return fail(ErrorCode::StreamBroken, u"a part of the archive is missing"_s, {{u"host"_s, u"sandbox"_s}});
    return isWhole(*result) ? Status {} : complaints.error(*result);
}

Status EnvdSandbox::archiveIn(const QString &path, const ByteSource &source, std::stop_token stop)
{
    if (const Status made = makeFolder(path, stop); !made)
        return made;
    if (client().options().hosted)
        return archiveInAsFiles(path, source, std::move(stop));
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
        // One that ended before its input did says why by itself.
        const bool unwanted =
            !sent && (sent.error().code == ErrorCode::NotFound || sent.error().code == ErrorCode::WrongState);
        if (!sent && !unwanted)
            fed = sent;
        if (!fed || !(*tar)->closeStdin())
            (void)(*tar)->kill();
    }
    if (!fed)
        return isDestroyed() ? Status(fail(lost())) : fed;
    if (!result)
        return fail(isDestroyed() ? lost() : result.error());
    if (result->signalled || result->exitCode != 0)
        return complaints.error(*result);
    return {};
}

}  // namespace bw::sandbox
