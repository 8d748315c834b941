// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildsandbox.h"

#include "build/buildreasons.h"
#include "build/hostquestions.h"

namespace bw::build
{

using namespace Qt::StringLiterals;

BuildSandbox::~BuildSandbox()
{
    endVisits();
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
    request.templateName = options.templateImage;
    request.nodeVersion = options.nodeVersion;
    request.onLost = [log = m_run.log, said = m_said](const SandboxId &id, const QString &why) mutable {
        (void)sayLost(*said, log, id.value, why);
    };
    // What is prepared costs like everything else.
    request.onPreparing = [log = m_run.log, provider = m_run.environment.sandboxes.name()](const SandboxId &id,
                                                                                           bool begins) mutable {
        Json payload {{"sandbox", toStd(id.value)}};
        if (begins)
            payload.update(Json {{"provider", toStd(provider)}, {"network", "registries"}, {"purpose", "prepare"}});
        (void)log.append(begins ? EventType::SandboxCreated : EventType::SandboxDestroyed, std::move(payload));
    };
    return request;
}

Status BuildSandbox::sayLost(Said &said, store::BuildLog &log, const QString &id, const QString &why)
{
    {
        const std::lock_guard lock(said.mutex);
        if (said.ids.contains(id))
            return {};
        said.ids.insert(id);
    }
    const auto committed = log.commit(EventType::SandboxLost, Json {{"sandbox", toStd(id)}, {"why", toStd(why)}});
    return committed ? Status() : fail(committed.error());
}

Status BuildSandbox::create(std::stop_token stop)
{
    m_whole = false;
    auto granted = HostQuestions(m_run).granted();
    if (!granted)
        return fail(granted.error());
    m_run.grantedHosts = std::move(*granted);
    if (auto taken = takeUp(stop); !taken || *taken)
        return taken ? Status() : fail(taken.error());
    sandbox::SandboxRequest wanted = request();
    wanted.onPrepared = [this](const Json &how) { (void)m_run.log.append(EventType::SandboxPrepared, how); };
    auto made = m_run.environment.sandboxes.create(wanted, stop);
    if (!made)
        return fail(made.error());
    m_sandbox = std::move(*made);
    auto committed = m_run.log.commit(EventType::SandboxCreated,
                                      Json {{"sandbox", toStd(m_sandbox->id().value)},
                                            {"provider", toStd(m_run.environment.sandboxes.name())},
                                            {"network", toStd(toKey(m_run.job.options.network))},
                                            {"purpose", "work"}});
    if (!committed)
        return fail(committed.error());
    if (auto said = sayLimits(); !said)
        return said;
    if (m_run.checkpoint) {
        auto restored = restoreCheckpoint(*m_sandbox, m_run.environment.blobs, m_run.checkpoint->manifest, stop);
        if (!restored)
            return restored;
        committed = m_run.log.commit(
            EventType::SandboxRestored,
            Json {{"sandbox", toStd(m_sandbox->id().value)}, {"checkpoint", toStd(m_run.checkpoint->id)}});
        if (!committed)
            return fail(committed.error());
    }
    offer();
    return {};
}

Status BuildSandbox::openHosts(std::stop_token stop)
{
    if (!m_sandbox || m_run.job.options.network != NetworkPolicy::Registries)
        return {};
    auto granted = HostQuestions(m_run).granted();
    if (!granted)
        return fail(granted.error());
    QStringList fresh;
    for (const QString &host : std::as_const(*granted))
        if (!m_run.grantedHosts.contains(host) && !fresh.contains(host))
            fresh.append(host);
    if (fresh.isEmpty())
        return {};
    m_run.grantedHosts += fresh;
    const Status opened = m_sandbox->setAllowedHosts(request().allowedHosts, std::move(stop));
    if (!opened && (opened.error().code == ErrorCode::Cancelled || opened.error().code == ErrorCode::SandboxLost))
        return opened;
    const QString text = opened
        ? u"The sandbox may reach %1 from now on, as you allowed."_s.arg(fresh.join(u", "_s))
        : u"The next sandbox may reach %1, as you allowed; this one cannot be changed (%2)."_s.arg(
              fresh.join(u", "_s),
              opened.error().detail.isEmpty() ? toKey(opened.error().code) : opened.error().detail);
    return m_run.log.append(EventType::BuildNote, Json {{"level", opened ? "info" : "warn"}, {"text", toStd(text)}});
}

void BuildSandbox::offer()
{
    m_whole = true;
    if (m_run.environment.workPlace)
        m_run.environment.workPlace(m_sandbox.get());
}

void BuildSandbox::endVisits()
{
    if (m_sandbox && m_run.environment.workPlace)
        m_run.environment.workPlace(nullptr);
}

Status BuildSandbox::sayLimits()
{
    return m_run.log.append(EventType::SandboxLimits,
                            Json {{"sandbox", toStd(m_sandbox->id().value)}, {"limits", m_sandbox->limits()}});
}

/// True: the one that waited is in use again.
Result<bool> BuildSandbox::takeUp(std::stop_token stop)
{
    const auto kept = std::exchange(m_run.job.resume.kept, std::nullopt);
    sandbox::SandboxProvider &provider = m_run.environment.sandboxes;
    if (!kept || kept->provider != provider.name())
        return false;
    Status given;
    if (!m_run.checkpoint || kept->checkpoint != m_run.checkpoint->id) {
        given = giveUpKept(*kept, u"its workspace is not that of the newest checkpoint"_s);
        return given ? Result<bool>(false) : fail(given.error());
    }
    const auto began = m_run.environment.clock.steady();
    auto taken = provider.takeUp(kept->id, request(), std::move(stop));
    if (!taken) {
        given = taken.error().code == ErrorCode::SandboxLost
            ? sayLost(*m_said, m_run.log, kept->id.value, u"it was gone when the build went on"_s)
            : giveUpKept(*kept, taken.error().detail);
        return given ? Result<bool>(false) : fail(given.error());
    }
    m_sandbox = std::move(*taken);
    const auto committed = m_run.log.commit(EventType::SandboxResumed,
                                            Json {{"sandbox", toStd(kept->id.value)},
                                                  {"provider", toStd(kept->provider)},
                                                  {"ms", (m_run.environment.clock.steady() - began).count()}});
    if (!committed)
        return fail(committed.error());
    if (auto said = sayLimits(); !said)
        return fail(said.error());
    offer();
    return true;
}

Status BuildSandbox::giveUpKept(const KeptSandbox &kept, const QString &why)
{
    const Status gone = m_run.environment.sandboxes.discard(kept.id);
    const QString text = gone ? why : why + u"; "_s + gone.error().detail;
    return m_run.log.append(EventType::SandboxDestroyed,
                            Json {{"sandbox", toStd(kept.id.value)}, {"why", toStd(text)}});
}

Status BuildSandbox::leave()
{
    sandbox::SandboxProvider &provider = m_run.environment.sandboxes;
    auto running = provider.keepsFor();
    if (!m_sandbox || !m_whole || !m_run.checkpoint || !running)
        return destroy({});
    // Over a ceiling every second is one too many.
    if (m_run.status.reason == reason::budget || m_run.status.reason == reason::limit)
        running = std::chrono::seconds(0);
    endVisits();
    m_whole = false;
    const QString id = m_sandbox->id().value;
    // Said first: a process that dies now leaves a sandbox that the next one knows.
    const auto committed = m_run.log.commit(EventType::SandboxKept,
                                            Json {{"sandbox", toStd(id)},
                                                  {"provider", toStd(provider.name())},
                                                  {"checkpoint", toStd(m_run.checkpoint->id)},
                                                  {"pause_after_s", running->count()}});
    if (!committed)
        return fail(committed.error());
    const Status kept = provider.keep(
        std::move(m_sandbox), *running, [log = m_run.log, id = toStd(id)](sandbox::KeptChange change) mutable {
            if (change == sandbox::KeptChange::Paused)
                (void)log.append(EventType::SandboxPaused, Json {{"sandbox", id}});
            else
                (void)log.append(EventType::SandboxLost, Json {{"sandbox", id}, {"why", "it is gone"}});
        });
    if (kept)
        return {};
    return m_run.log.append(EventType::SandboxDestroyed,
                            Json {{"sandbox", toStd(id)}, {"why", toStd(kept.error().detail)}});
}

Status BuildSandbox::destroy(const QString &why)
{
    endVisits();
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
    auto said = sayLost(*m_said, m_run.log, m_sandbox->id().value, error.detail);
    const Status destroyed = destroy(u"lost"_s);
    return said ? destroyed : said;
}

Status BuildSandbox::recover(const Error &error, std::stop_token stop)
{
    if (m_sandbox && m_sandbox->stat(QString::fromLatin1(sandbox::workspacePath), stop))
        return sayLost(*m_said, m_run.log, error.args.value(u"sandbox"_s), error.detail);
    if (auto said = lost(error); !said)
        return said;
    return create(std::move(stop));
}

}  // namespace bw::build
