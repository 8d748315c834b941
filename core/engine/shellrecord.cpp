// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/shellrecord.h"

#include "base/ids.h"
#include "base/redactor.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr qsizetype chunkLetters = 8'000;  // at most 32 kB, whatever the letters
constexpr auto chunkTime = 50ms;
constexpr int killed = 128 + 9;

QString commandText(const ShellRequest &request)
{
    return Redactor::redact(request.command.isEmpty() ? u"bash -l"_s : request.command);
}

}  // namespace

Status ShellRecord::begin(const ShellRequest &request, const QString &user)
{
    m_id = newIdText();
    m_terminal = request.terminal;
    m_began = m_flushed = m_clock.steady();
    TerminalTranscript plain;
    QString shown = plain.feed(commandText(request).toUtf8());
    shown += plain.rest();
    const auto committed = m_log.commit(EventType::CommandStarted,
                                        Json {{"command_id", toStd(m_id)},
                                              {"command", toStd(shown.trimmed())},
                                              {"cwd", "/workspace"},
                                              {"timeout_s", 0},
                                              {"background", false},
                                              {"user", toStd(user)}});
    return committed ? Status() : fail(committed.error());
}

void ShellRecord::output(bool isError, QByteArrayView bytes)
{
    gather(isError, m_transcripts.at(isError ? 1 : 0).feed(bytes));
    if (m_clock.steady() - m_flushed >= chunkTime) {
        flush(false);
        flush(true);
    }
}

void ShellRecord::gather(bool isError, const QString &lines)
{
    if (lines.isEmpty() || m_recorded > mostText)
        return;
    m_recorded += lines.size();
    m_pending.at(isError ? 1 : 0) +=
        m_recorded <= mostText ? lines : u"[what was printed from here on is not recorded]\n"_s;
    if (m_pending.at(isError ? 1 : 0).size() >= chunkLetters)
        flush(isError);
}

// A log that takes nothing any more ends the build; the shell need not.
void ShellRecord::flush(bool isError)
{
    const QString text = Redactor::redact(std::exchange(m_pending.at(isError ? 1 : 0), {}));
    for (qsizetype at = 0; at < text.size(); at += chunkLetters)
        (void)m_log.append(EventType::CommandOutput,
                           Json {{"command_id", toStd(m_id)},
                                 {"stream", m_terminal ? "terminal" : (isError ? "stderr" : "stdout")},
                                 {"text", toStd(text.mid(at, chunkLetters))}});
    m_flushed = m_clock.steady();
}

void ShellRecord::end(const std::optional<ShellEnd> &end)
{
    for (const bool isError : {false, true}) {
        gather(isError, m_transcripts.at(isError ? 1 : 0).rest());
        flush(isError);
    }
    (void)m_log.append(EventType::CommandEnded,
                       Json {{"command_id", toStd(m_id)},
                             {"exit_code", end ? end->exitCode : killed},
                             {"timed_out", false},
                             {"signalled", !end || end->signalled},
                             {"ms", (m_clock.steady() - m_began).count()},
                             {"limits_hit", Json::array()}});
}

}  // namespace bw::engine
