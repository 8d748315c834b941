// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/agent/workspacesandbox.h"

using namespace Qt::StringLiterals;

namespace bw::test
{

Result<std::unique_ptr<WorkspaceSandbox>> WorkspaceSandbox::create()
{
    auto inner = PlainSandbox::create();
    if (!inner)
        return fail(inner.error());
    return std::unique_ptr<WorkspaceSandbox>(new WorkspaceSandbox(std::move(*inner)));
}

WorkspaceSandbox::WorkspaceSandbox(std::unique_ptr<PlainSandbox> inner)
    : m_inner(std::move(inner))
{
}

QString WorkspaceSandbox::inside(const QString &path) const
{
    const QString shown = QString::fromLatin1(sandbox::workspacePath);
    if (path == shown || path.startsWith(shown + u'/'))
        return root() + path.mid(shown.size());
    return path;
}

sandbox::FileInfo WorkspaceSandbox::outside(sandbox::FileInfo info) const
{
    if (info.path.startsWith(root()))
        info.path = QString::fromLatin1(sandbox::workspacePath) + info.path.mid(root().size());
    return info;
}

Result<sandbox::CommandResult> WorkspaceSandbox::exec(const sandbox::Command &command, const sandbox::OutputSink &sink,
                                                      std::stop_token stop)
{
    sandbox::Command led = command;
    led.cwd = inside(command.cwd);
    return m_inner->exec(led, sink, stop);
}

Result<std::unique_ptr<sandbox::Process>> WorkspaceSandbox::start(const sandbox::Command &command, bool keepStdin,
                                                                  std::stop_token stop)
{
    sandbox::Command led = command;
    led.cwd = inside(command.cwd);
    return m_inner->start(led, keepStdin, stop);
}

Result<std::unique_ptr<sandbox::Process>>
WorkspaceSandbox::openTerminal(const sandbox::Command &command, const sandbox::TerminalSize &size, std::stop_token stop)
{
    sandbox::Command led = command;
    led.cwd = inside(command.cwd);
    return m_inner->openTerminal(led, size, stop);
}

Result<QByteArray> WorkspaceSandbox::read(const QString &path, qint64 maxBytes, std::stop_token stop)
{
    return m_inner->read(inside(path), maxBytes, stop);
}

Status WorkspaceSandbox::write(const QString &path, QByteArrayView bytes, std::stop_token stop)
{
    return m_inner->write(inside(path), bytes, stop);
}

Result<QList<sandbox::FileInfo>> WorkspaceSandbox::list(const QString &path, int depth, std::stop_token stop)
{
    auto found = m_inner->list(inside(path), depth, stop);
    if (!found)
        return found;
    for (sandbox::FileInfo &info : *found)
        info = outside(info);
    return found;
}

Result<sandbox::FileInfo> WorkspaceSandbox::stat(const QString &path, std::stop_token stop)
{
    auto found = m_inner->stat(inside(path), stop);
    return found ? Result<sandbox::FileInfo>(outside(*found)) : found;
}

Status WorkspaceSandbox::remove(const QString &path, std::stop_token stop)
{
    return m_inner->remove(inside(path), stop);
}

Status WorkspaceSandbox::rename(const QString &from, const QString &to, std::stop_token stop)
{
    return m_inner->rename(inside(from), inside(to), stop);
}

Status WorkspaceSandbox::makeFolder(const QString &path, std::stop_token stop)
{
    return m_inner->makeFolder(inside(path), stop);
}

Status WorkspaceSandbox::watch(const QString &path, bool recursive,
                               const std::function<void(const sandbox::WatchEvent &)> &sink, std::stop_token stop)
{
    return m_inner->watch(inside(path), recursive, sink, stop);
}

Status WorkspaceSandbox::archiveOut(const QString &path, const sandbox::ByteSink &sink, std::stop_token stop)
{
    return m_inner->archiveOut(inside(path), sink, stop);
}

Status WorkspaceSandbox::archiveIn(const QString &path, const sandbox::ByteSource &source, std::stop_token stop)
{
    return m_inner->archiveIn(inside(path), source, stop);
}

Result<QString> WorkspaceSandbox::exposePort(int port, std::stop_token stop) { return m_inner->exposePort(port, stop); }

Result<sandbox::PortAccess> WorkspaceSandbox::portAccess(int port, std::stop_token)
{
    return sandbox::PortAccess {u"http://127.0.0.1:%1"_s.arg(port), {}, {}};
}

Status WorkspaceSandbox::setTimeToLive(std::chrono::seconds ttl, std::stop_token stop)
{
    return m_inner->setTimeToLive(ttl, stop);
}

Status WorkspaceSandbox::destroy() { return m_inner->destroy(); }

}  // namespace bw::test
