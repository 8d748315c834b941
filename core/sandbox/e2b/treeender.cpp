// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/e2b/treeender.h"

#include "sandbox/envd/envdprocess.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcTree, "bw.sandbox.e2b.tree", QtInfoMsg)

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

/// Twice, because the first round may meet a process that makes another one just then.
constexpr auto endTree =
    "for round in 1 2; do declare -A in=([$1]=1); more=1; "
    "while [ -n \"$more\" ]; do more=; for file in /proc/[0-9]*/stat; do "
    "read -r line <\"$file\" || continue; pid=${line%% *}; words=(${line##*) }); "
    "[ -z \"${in[$pid]}\" ] && [ -n \"${in[${words[1]}]}${in[${words[3]}]}\" ] && { in[$pid]=1; more=1; }; "
    "done 2>/dev/null; done; kill -KILL \"${!in[@]}\" 2>/dev/null; done; true";

}  // namespace

QString TreeEnder::sessionMaker(QByteArrayView said)
{
    const QByteArrayView line = said.trimmed();
    return line.startsWith('/') ? QString::fromUtf8(line) : QString();
}

Command TreeEnder::inOwnSession(const Command &command, const QString &maker)
{
    Command wrapped = command;
    if (!maker.isEmpty()) {
        wrapped.program = maker;
        wrapped.args.prepend(command.program);
    }
    return wrapped;
}

void TreeEnder::end(qint64 pid)
{
    const std::lock_guard lock(m_mutex);
    m_waiting.push_back(pid);
    m_changed.notify_all();
    if (!m_thread.joinable())
        m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
}

void TreeEnder::run(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, stop, [this] { return !m_waiting.empty(); })) {
        const qint64 pid = m_waiting.front();
        m_waiting.pop_front();
        lock.unlock();
        endNow(pid, stop);
        lock.lock();
    }
}

void TreeEnder::endNow(qint64 pid, std::stop_token stop)
{
    Command command;
    command.program = u"/bin/bash"_s;
    command.args = {u"-c"_s, QString::fromLatin1(endTree), u"bash"_s, QString::number(pid)};
    command.cwd = u"/"_s;
    ProcessEvents events([](bool, QByteArrayView) { }, [](qint64) { });
    EnvdClient::StreamOptions options;
    options.deadline = std::chrono::seconds(10);
    const Status done = m_client.stream(
        u"process.Process/Start"_s, startMessage(command, false), options,
        [&events](const Json &json) { return events.take(json); }, stop);
    if (!done && !stop.stop_requested() && done.error().code != ErrorCode::SandboxLost)
        qCWarning(lcTree) << "what process" << pid << "started may go on:" << done.error().detail;
}

}  // namespace bw::sandbox
