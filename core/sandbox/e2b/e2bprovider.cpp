// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/e2b/e2bprovider.h"

#include "sandbox/e2b/e2bsandbox.h"
#include "sandbox/e2b/timelimit.h"

#include <QVersionNumber>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

const QString productKey = u"product"_s;
const QString productName = u"buildwright"_s;
const QString dataKey = u"data"_s;
const QString ownerKey = u"owner"_s;
const QString buildKey = u"build"_s;

std::unexpected<Error> unavailable(const QString &why, const QString &remedy)
{
    return fail(ErrorCode::SandboxUnavailable, why, {{u"why"_s, why}, {u"remedy"_s, remedy}});
}

Json held(qint64 limit, const QString &by)
{
    Json report = Json::object();
    if (limit > 0)
        report["limit"] = limit;
    report["by"] = toStd(by);
    return report;
}

LimitReport limitReport(const ListedCloudSandbox &listed, const SandboxRequest &request)
{
    const QString by = u"E2B template "_s + listed.templateId;
    Json memory = held(listed.memoryBytes, by);
    memory["asked"] = request.memoryBytes;
    Json disk = held(listed.diskBytes, by);
    disk["asked"] = request.diskBytes;
    const Json network {{"limit", toStd(toKey(request.network))},
                        {"by", "E2B's egress rules; what they deny is not told"}};
    return {{"memory", memory},
            {"disk", disk},
            {"processors", held(listed.processors, by)},
            {"processes", held(0, u"none but the machine's"_s)},
            {"network", network}};
}

}  // namespace

E2bProvider::E2bProvider(E2bProviderConfig config, net::HttpTransport &transport, Clock &clock)
    : m_config(std::move(config))
    , m_clock(clock)
    , m_control(std::make_shared<ControlPlane>(transport, clock, m_config.settings, m_config.control))
    , m_identity(m_config.dataFolder)
    , m_owner(newIdText() + newIdText())
{
}

E2bProvider::~E2bProvider() = default;

Status E2bProvider::check(std::stop_token stop)
{
    if (const Status set = m_config.settings.check(); !set)
        return set;
    if (m_config.settings.debug)
        return {};
    if (const Status taken = m_control->checkKey(stop); !taken)
        return taken;
    if (m_config.templateName == "base"_L1)
        return {};
    const Result<bool> known = m_control->hasTemplate(m_config.templateName, stop);
    if (!known)
        return fail(known.error());
    if (!*known)
        return unavailable(u"E2B has no template \"%1\" for this key"_s.arg(m_config.templateName),
                           u"Choose another template, or none."_s);
    return {};
}

Result<QMap<QString, QString>> E2bProvider::mark()
{
    const Result<QString> data = m_identity.take(m_owner);
    if (!data)
        return fail(data.error());
    return QMap<QString, QString> {{productKey, productName}, {dataKey, *data}, {ownerKey, m_owner}};
}

Result<std::shared_ptr<CloudKeeper>> E2bProvider::keeper()
{
    const std::lock_guard lock(m_mutex);
    if (!m_keeper) {
        CloudKeeper::Options options = m_config.keeping;
        const auto ours = mark();
        if (!ours)
            return fail(ours.error());
        options.mark = *ours;
        m_keeper = std::make_shared<CloudKeeper>(m_control, m_clock, options);
    }
    return m_keeper;
}

void E2bProvider::setNetwork(NewCloudSandbox &wanted, const SandboxRequest &request)
{
    wanted.internet = request.network != NetworkPolicy::None;
    wanted.network = Json {{"allowPublicTraffic", false}};
    if (request.network == NetworkPolicy::None)
        wanted.network["denyOut"] = Json::array({"0.0.0.0/0"});
    if (request.network != NetworkPolicy::Registries)
        return;
    Json allowed = Json::array();
    for (const QString &host : request.allowedHosts)
        allowed.push_back(toStd(host));
    wanted.network["allowOut"] = std::move(allowed);
    wanted.network["denyOut"] = Json::array({"0.0.0.0/0"});
}

/// A call that was cut may have made one: it carries the mark of this request, and is then taken.
Result<CloudSandbox> E2bProvider::makeOrFind(const NewCloudSandbox &wanted, const QString &request,
                                             std::stop_token stop)
{
    Result<CloudSandbox> made = m_control->create(wanted, stop);
    if (made || made.error().args.value(u"sent"_s) != "true"_L1)
        return made;
    constexpr int looks = 3;
    const CloudFilter filter {.metadata = {{QString::fromLatin1(CloudKeeper::requestMark), request}}};
    for (int look = 0; look < looks; ++look) {
        if (look > 0 && !m_clock.sleep(std::chrono::seconds(1), stop))
            return fail(ErrorCode::Cancelled);
        const auto found = m_control->list(filter, stop);
        if (!found || found->isEmpty())
            continue;
        return m_control->connect(found->first().id, wanted.timeout, stop);
    }
    return made;
}

Result<std::unique_ptr<Sandbox>> E2bProvider::create(const SandboxRequest &request, std::stop_token stop)
{
    if (const Status set = m_config.settings.check(); !set)
        return fail(set.error());
    if (m_config.settings.debug)
        return debugSandbox(std::move(stop));
    const auto keeping = keeper();
    if (!keeping)
        return fail(keeping.error());
    auto made = createOne(request, *keeping, stop);
    // One that died before it was handed over is nobody's loss.
    if (!made && made.error().code == ErrorCode::SandboxLost)
        made = createOne(request, *keeping, stop);
    return made;
}

Result<std::unique_ptr<Sandbox>>
E2bProvider::createOne(const SandboxRequest &request, const std::shared_ptr<CloudKeeper> &keeper, std::stop_token stop)
{
    const QString mark = newIdText() + newIdText();
    NewCloudSandbox wanted;
    wanted.templateId = m_config.templateName;
    wanted.timeout = request.timeToLive.count() > 0 ? request.timeToLive : keeper->options().timeToLive;
    wanted.env = request.env;
    wanted.metadata = keeper->options().mark;
    wanted.metadata.insert(buildKey, request.build.value);
    wanted.metadata.insert(QString::fromLatin1(CloudKeeper::requestMark), mark);
    setNetwork(wanted, request);
    keeper->expect(mark);
    const Result<CloudSandbox> made = makeOrFind(wanted, mark, stop);
    if (!made) {
        const Error &error = made.error();
        keeper->forget(mark, error.code == ErrorCode::Cancelled || error.args.contains(u"sent"_s));
        if (error.code == ErrorCode::NotFound)
            return unavailable(error.detail, u"Choose another template, or none."_s);
        return fail(error);
    }
    auto sandbox = std::make_unique<E2bSandbox>(*made, m_control, keeper);
    keeper->hold(mark, made->id, [lost = sandbox.get()] { lost->markLost(); });
    keeper->setLengthened(made->id, request.timeToLive.count() == 0);
    if (const Status opened = setUp(*sandbox, *made, request, std::move(stop)); !opened) {
        (void)sandbox->destroy();
        return fail(opened.error());
    }
    return sandbox;
}

Status E2bProvider::setUp(E2bSandbox &sandbox, const CloudSandbox &made, const SandboxRequest &request,
                          std::stop_token stop)
{
    if (QVersionNumber::fromString(made.envdVersion) < QVersionNumber(0, 1, 0))
        return unavailable(u"the template's daemon is too old (%1)"_s.arg(made.envdVersion),
                           u"Build the template again."_s);
    const Result<ListedCloudSandbox> listed = m_control->get(made.id, stop);
    if (!listed && listed.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::SandboxLost, listed.error().detail, {{u"sandbox"_s, made.id}});
    if (!listed)
        return fail(listed.error());
    sandbox.setLimits(limitReport(*listed, request));
    return sandbox.open(std::move(stop));
}

Result<std::unique_ptr<Sandbox>> E2bProvider::debugSandbox(std::stop_token stop)
{
    CloudSandbox made;
    made.id = u"debug_sandbox_id"_s;
    made.envdVersion = u"99.99.99"_s;
    auto sandbox = std::make_unique<E2bSandbox>(made, m_control, nullptr);
    if (const Status opened = sandbox->open(std::move(stop)); !opened)
        return fail(opened.error());
    return sandbox;
}

bool E2bProvider::isOurs(const ListedCloudSandbox &listed) const
{
    const QString data = m_identity.id();
    return !data.isEmpty() && listed.metadata.value(productKey) == productName
        && listed.metadata.value(dataKey) == data;
}

bool E2bProvider::isOfEarlierProcess(const ListedCloudSandbox &listed) const
{
    return listed.metadata.value(ownerKey) != m_identity.lastOwner();
}

Result<QList<ListedCloudSandbox>> E2bProvider::living(std::stop_token stop)
{
    return m_control->list({.metadata = {{productKey, productName}}}, std::move(stop));
}

Result<int> E2bProvider::removeOrphans(std::stop_token stop)
{
    const QString data = m_identity.id();
    if (data.isEmpty() || m_config.settings.debug)
        return 0;
    const auto listed = m_control->list({.metadata = {{productKey, productName}, {dataKey, data}}}, stop);
    if (!listed)
        return fail(listed.error());
    int ended = 0;
    for (const ListedCloudSandbox &one : *listed) {
        // The server filtered already; what is ended is decided here all the same.
        if (!isOurs(one) || one.metadata.value(ownerKey) == m_owner)
            continue;
        const Result<bool> gone = m_control->end(one.id, stop);
        if (!gone)
            return fail(gone.error());
        ended += *gone ? 1 : 0;
    }
    return ended;
}

Status E2bProvider::end(const QString &id, std::stop_token stop)
{
    const auto listed = m_control->get(id, stop);
    if (!listed)
        return fail(listed.error());
    if (!isOurs(*listed))
        return fail(ErrorCode::NotFound, u"not of this data directory"_s, {{u"kind"_s, u"sandbox"_s}, {u"name"_s, id}});
    const Result<bool> gone = m_control->end(id, std::move(stop));
    return gone ? Status {} : fail(gone.error());
}

}  // namespace bw::sandbox
