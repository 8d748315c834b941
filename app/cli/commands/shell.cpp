// SPDX-License-Identifier: GPL-3.0-or-later
#include "acting.h"
#include "api/shellclient.h"
#include "commands/commands.h"
#include "engine/wrongstate.h"
#include "readside.h"
#include "shellinput.h"
#include "terminalfilter.h"

#include <QCoreApplication>

#include <array>
#include <cerrno>
#include <optional>

#include <unistd.h>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype mostJson = 1 << 20;

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

/// Both outputs, to where they belong.
class ShellOutput final
{
public:
    explicit ShellOutput(bool json)
        : m_json(json)
        , m_shown {::isatty(STDOUT_FILENO) == 1, ::isatty(STDERR_FILENO) == 1}
    {
    }

    void take(bool isError, QByteArrayView bytes)
    {
        const size_t which = isError ? 1 : 0;
        if (m_json) {
            QByteArray &kept = m_kept.at(which);
            const QByteArrayView fits = bytes.first(std::min(bytes.size(), mostJson - kept.size()));
            kept.append(fits);
            m_cut = m_cut || fits.size() < bytes.size();
        } else if (m_shown.at(which)) {
            put(isError, m_filters.at(which).feed(bytes));
        } else {
            put(isError, bytes);
        }
    }
    [[nodiscard]] Json object(const BuildId &build, const engine::ShellEnd &end) const
    {
        return Json {{"build", toStd(build.value)},
                     {"exit_code", end.exitCode},
                     {"signalled", end.signalled},
                     {"stdout", toStd(QString::fromUtf8(m_kept.at(0)))},
                     {"stderr", toStd(QString::fromUtf8(m_kept.at(1)))},
                     {"cut", m_cut}};
    }

private:
    static void put(bool isError, QByteArrayView bytes)
    {
        while (!bytes.isEmpty()) {
            const ssize_t n =
                ::write(isError ? STDERR_FILENO : STDOUT_FILENO, bytes.data(), static_cast<size_t>(bytes.size()));
            if (n < 0 && errno != EINTR && errno != EAGAIN)
                return;
            bytes = bytes.sliced(std::max<ssize_t>(n, 0));
        }
    }

    const bool m_json;
    const std::array<bool, 2> m_shown;
    std::array<TerminalFilter, 2> m_filters;
    std::array<QByteArray, 2> m_kept;
    bool m_cut = false;
};

Result<engine::ShellEnd> converse(const Invocation &invocation, Acting &acting, const BuildId &build,
                                  const engine::ShellRequest &request, ShellOutput &output)
{
    std::stop_source leaving;
    const std::stop_callback onStop(invocation.stop, [&leaving] { leaving.request_stop(); });
    const auto shell = acting.shell(build);
    std::optional<RawTerminal> terminal;
    std::optional<ShellInput> input;
    const auto ended = shell->run(
        request,
        {.started =
             [&] {
                 // Not before it stands: until then Ctrl+C is this program's own.
                 if (request.terminal)
                     terminal.emplace();
                 input.emplace(*shell, terminal ? &*terminal : nullptr, [&leaving] { leaving.request_stop(); });
             },
         .output = [&output](bool isError, QByteArrayView bytes) { output.take(isError, bytes); }},
        leaving.get_token());
    input.reset();
    return ended;
}

engine::ShellRequest requestFrom(const Invocation &invocation)
{
    engine::ShellRequest request;
    request.command = invocation.arguments.mid(1).join(u' ');
    request.terminal = !invocation.out().json() && ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;
    const RawTerminal::Size size = RawTerminal::size();
    request.columns = size.columns;
    request.rows = size.rows;
    request.terminalType = qEnvironmentVariable("TERM");
    return request;
}

}  // namespace

ExitCode runShell(const Invocation &invocation)
{
    const engine::ShellRequest request = requestFrom(invocation);
    if (request.command.isEmpty() && !request.terminal)
        return report(
            invocation,
            Error {ErrorCode::InvalidArgument,
                   text(QT_TRANSLATE_NOOP("bw::cli", "no terminal")),
                   {{u"what"_s, text(QT_TRANSLATE_NOOP("bw::cli", "a shell without a terminal"))},
                    {u"remedy"_s, text(QT_TRANSLATE_NOOP("bw::cli", "buildwright shell ID COMMAND runs one command"))}},
                   {}});
    auto side = ReadSide::open(invocation);
    if (!side)
        return report(invocation, side.error());
    const auto id = (*side)->resolve(invocation.arguments.first());
    const auto build = id ? (*side)->build(*id) : Result<Build>(fail(id.error()));
    if (!build)
        return report(invocation, build.error());
    // A sandbox lives only in the process that owns the data directory.
    auto acting = Acting::connect(invocation);
    if (!acting)
        return report(invocation, engine::wrongState(*build, u"shell"_s));
    ShellOutput output(invocation.out().json());
    const auto ended = converse(invocation, **acting, build->id, request, output);
    if (!ended && ended.error().code == ErrorCode::Cancelled)
        return ExitCode::Done;
    if (!ended)
        return report(invocation, ended.error());
    invocation.out().object(output.object(build->id, *ended));
    return static_cast<ExitCode>(ended->exitCode);
}

}  // namespace bw::cli
