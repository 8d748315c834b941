// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/localsandbox.h"

#include "net/unixhttptransport.h"
#include "sandbox/local/wallreport.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

constexpr auto endLimit = std::chrono::milliseconds(1800);
constexpr qint64 fullBelow = 64 << 10;  ///< bytes; less than this cannot be told from nothing

SecretString newToken()
{
    QByteArray bytes(32, Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size(); i += 8) {
        const quint64 bits = QRandomGenerator::system()->generate64();
        std::memcpy(bytes.data() + i, &bits, sizeof bits);
    }
    return SecretString(bytes.toHex());
}

EnvdOptions optionsFor(const SandboxId &id)
{
    EnvdOptions options;
    options.sandboxName = id.value;
    return options;
}

}  // namespace

LocalSandbox::LocalSandbox(SandboxId id, const SandboxRequest &request, Outside outside, Clock &clock)
    : EnvdSandbox(std::move(id), std::make_unique<net::UnixHttpTransport>(outside.folder->shortPath(u"daemon.sock"_s)),
                  optionsFor(id))
    , m_request(request)
    , m_clock(clock)
    , m_outside(std::move(outside))
{
    m_outside.trafficToken = newToken();
    if (m_outside.router)
        m_outside.router->add(this->id(), m_outside.folder->shortPath(u"ports.sock"_s), m_outside.trafficToken);
}

LocalSandbox::~LocalSandbox() { (void)LocalSandbox::destroy(); }

Status LocalSandbox::open(const LaunchPlan &plan, std::stop_token stop)
{
    Json variables = Json::object();
    for (const auto &[name, value] : plan.environment().asKeyValueRange())
        variables[toStd(name)] = toStd(value);
    const SecretString token = newToken();
    const Json body {{"accessToken", token.reveal().toStdString()},
                     {"envVars", variables},
                     {"defaultUser", LaunchPlan::userName},
                     {"defaultWorkdir", workspacePath}};
    // The socket stood before the daemon did: this call waits in its queue until the daemon takes it, so that there is
    // nothing to repeat.
    if (const Status set = client().init(body, stop); !set)
        return set;
    client().setToken(token);
    const Result<QByteArray> text = client().plain("GET", u"/buildwright/self"_s, Json(), stop);
    if (!text)
        return fail(text.error());
    const Result<Json> report = parseJson(*text);
    if (!report)
        return fail(report.error());
    if (const Status same = compareWalls(*report, plan.writable(), plan.readOnly()); !same)
        return same;
    ResourceWatch::Config watch;
    watch.init = m_outside.init;
    watch.memoryBytes = m_request.memoryBytes;
    watch.processes = m_request.processes;
    watch.onHit = m_request.onLimitHit;
    watch.sharedBytes = [this] {
        // Its own calls take time: only at every fifth look, and not at the first, beside the first command.
        if (m_looks++ % 5 == 1)
            askForSpace();
        return m_sharedBytes.load();
    };
    if (m_outside.group)
        watch.groupHits = [group = m_outside.group.get()] { return group->takeHits(); };
    watch.onExpired = [this] {
        if (m_request.onLimitHit)
            m_request.onLimitHit(u"time"_s, u"the sandbox's time to live is over"_s);
        (void)end();
    };
    m_watch = std::make_unique<ResourceWatch>(std::move(watch), m_clock);
    m_watch->setTimeToLive(m_request.timeToLive);
    return {};
}

/// Only inside can be seen what lies on its file systems: the host does not look into them.
void LocalSandbox::askForSpace()
{
    if (isDestroyed())
        return;
    const Result<QByteArray> text = client().plain("GET", u"/metrics"_s, Json(), {});
    const Result<Json> metrics = text ? parseJson(*text) : fail(text.error());
    if (!metrics)
        return;
    const auto mounts = metrics->find("mounts");
    if (mounts == metrics->end() || !mounts->is_object())
        return;
    bool full = false;
    for (const auto &[point, space] : mounts->items()) {
        if (point == "/dev/shm")
            m_sharedBytes = jsonInt(space, "used");
        full = full || jsonInt(space, "total") - jsonInt(space, "used") < fullBelow;
    }
    if (m_watch)
        m_watch->noteDisk(full);
}

QStringList LocalSandbox::takeLimitsHit()
{
    if (!m_watch)
        return {};
    askForSpace();
    m_watch->lookAtGroup();
    return m_watch->takeHits();
}

Result<QString> LocalSandbox::exposePort(int port, std::stop_token)
{
    if (isDestroyed())
        return fail(ErrorCode::SandboxLost, {}, {{u"sandbox"_s, id().value}});
    if (port < 1 || port > 65535)
        return fail(ErrorCode::InvalidArgument, {}, {{u"what"_s, u"port %1"_s.arg(port)}});
    if (!m_outside.router)
        return fail(ErrorCode::Unsupported, {}, {{u"what"_s, u"ports"_s}});
    return m_outside.router->address(id(), port);
}

Result<PortAccess> LocalSandbox::portAccess(int port, std::stop_token stop)
{
    const auto address = exposePort(port, std::move(stop));
    if (!address)
        return fail(address.error());
    return PortAccess {*address,
                       {{u"e2b-traffic-access-token"_s, m_outside.trafficToken}},
                       SecretString(m_outside.router->oneTimeLink(id(), port).toUtf8())};
}

Status LocalSandbox::setTimeToLive(std::chrono::seconds ttl, std::stop_token)
{
    if (isDestroyed() || !m_watch)
        return fail(ErrorCode::SandboxLost, {}, {{u"sandbox"_s, id().value}});
    m_watch->setTimeToLive(ttl);
    return {};
}

Status LocalSandbox::setAllowedHosts(const QStringList &hosts, std::stop_token)
{
    const std::lock_guard lock(m_endMutex);
    if (m_ended || isDestroyed())
        return fail(ErrorCode::SandboxLost, {}, {{u"sandbox"_s, id().value}});
    // Without a network there is no way out that could know more hosts.
    return m_outside.egress ? m_outside.egress->setAllowedHosts(hosts) : Status();
}

Status LocalSandbox::end()
{
    markDestroyed();
    const std::lock_guard lock(m_endMutex);
    if (m_ended)
        return *m_ended;
    // With its first process the kernel ends all others of the sandbox, and tells us only when they are gone.
    const bool gone = m_outside.init.killAndWait(endLimit);
    m_outside.process->kill();
    const bool outerGone = m_outside.process->wait(endLimit, {}).has_value();
    if (m_outside.router)
        m_outside.router->remove(id());
    m_outside.egress.reset();
    if (gone && outerGone) {
        m_outside.folder.reset();
        m_ended = Status {};
    } else {
        // The folder stays, with its note: the next start clears up.
        m_ended = fail(ErrorCode::SandboxFailed, u"processes of sandbox %1 do not end"_s.arg(id().value),
                       {{u"why"_s, u"its processes do not end"_s}});
    }
    return *m_ended;
}

Status LocalSandbox::destroy()
{
    const Status ended = end();
    if (m_watch)
        m_watch->stop();
    return ended;
}

}  // namespace bw::sandbox
