// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildsandbox.h"

#include "build/hostquestions.h"

namespace bw::build
{

using namespace Qt::StringLiterals;

BuildSandbox::~BuildSandbox()
{
    if (m_sandbox)
        (void)m_sandbox->destroy();
}

sandbox::SandboxRequest BuildSandbox::request() const
{
    const BuildOptions &options = m_run.job.options;
    sandbox::SandboxRequest request;
    request.build = m_run.job.build;
    request.network = options.network;
    request.allowedHosts = m_run.environment.allowedHosts + m_run.grantedHosts;
    request.allowedAddresses = m_run.environment.allowedAddresses;
    request.memoryBytes = options.memoryBytes;
    request.processes = options.processes;
    request.diskBytes = options.diskBytes;
    request.niceness = options.niceness;
    // The same work has to make the same tree, and commits are files of it: who and when are constants.
    for (const QString &who : {u"AUTHOR"_s, u"COMMITTER"_s}) {
        request.env.insert(u"GIT_%1_NAME"_s.arg(who), u"Buildwright"_s);
        request.env.insert(u"GIT_%1_EMAIL"_s.arg(who), u"agent@buildwright.invalid"_s);
        request.env.insert(u"GIT_%1_DATE"_s.arg(who), u"2000-01-01T00:00:00+0000"_s);
    }
    // These come from any thread, and nobody can be told that the log failed: the next commit tells it.
    request.onNetworkDenied = [log = m_run.log](const QString &host, int port, const QString &why) mutable {
        (void)log.append(EventType::NetworkDenied,
                         Json {{"host", toStd(host)}, {"port", port}, {"reason", toStd(why)}});
    };
    request.onLimitHit = [log = m_run.log](const QString &limit, const QString &text) mutable {
        (void)log.append(EventType::SandboxLimitHit, Json {{"limit", toStd(limit)}, {"text", toStd(text)}});
    };
    return request;
}

Status BuildSandbox::create(std::stop_token stop)
{
    m_whole = false;
    auto granted = HostQuestions(m_run).granted();
    if (!granted)
        return fail(granted.error());
    m_run.grantedHosts = std::move(*granted);
    auto made = m_run.environment.sandboxes.create(request(), stop);
    if (!made)
        return fail(made.error());
    m_sandbox = std::move(*made);
    const std::string id = toStd(m_sandbox->id().value);
    auto committed = m_run.log.commit(EventType::SandboxCreated,
                                      Json {{"sandbox", id},
                                            {"provider", toStd(m_run.environment.sandboxes.name())},
                                            {"network", toStd(toKey(m_run.job.options.network))},
                                            {"purpose", "work"}});
    if (!committed)
        return fail(committed.error());
    if (auto said = m_run.log.append(EventType::SandboxLimits, Json {{"sandbox", id}, {"limits", m_sandbox->limits()}});
        !said)
        return said;
    if (m_run.checkpoint) {
        auto restored = restoreCheckpoint(*m_sandbox, m_run.environment.blobs, m_run.checkpoint->manifest, stop);
        if (!restored)
            return restored;
        committed = m_run.log.commit(EventType::SandboxRestored,
                                     Json {{"sandbox", id}, {"checkpoint", toStd(m_run.checkpoint->id)}});
        if (!committed)
            return fail(committed.error());
    }
    m_whole = true;
    return {};
}

Status BuildSandbox::destroy(const QString &why)
{
    m_whole = false;
    if (!m_sandbox)
        return {};
    const auto sandbox = std::move(m_sandbox);
    const Status gone = sandbox->destroy();
    Json payload {{"sandbox", toStd(sandbox->id().value)}};
    if (!gone)
        payload["why"] = toStd(gone.error().detail);
    else if (!why.isEmpty())
        payload["why"] = toStd(why);
    return m_run.log.append(EventType::SandboxDestroyed, std::move(payload));
}

Status BuildSandbox::lost(const Error &error)
{
    if (!m_sandbox)
        return {};
    auto said = m_run.log.commit(EventType::SandboxLost,
                                 Json {{"sandbox", toStd(m_sandbox->id().value)}, {"why", toStd(error.detail)}});
    const Status destroyed = destroy(u"lost"_s);
    return said ? destroyed : fail(said.error());
}

Status BuildSandbox::recover(const Error &error, std::stop_token stop)
{
    if (m_sandbox && m_sandbox->stat(QString::fromLatin1(sandbox::workspacePath), stop)) {
        auto said =
            m_run.log.commit(EventType::SandboxLost,
                             Json {{"sandbox", toStd(error.args.value(u"sandbox"_s))}, {"why", toStd(error.detail)}});
        return said ? Status() : fail(said.error());
    }
    if (auto said = lost(error); !said)
        return said;
    return create(std::move(stop));
}

}  // namespace bw::build
