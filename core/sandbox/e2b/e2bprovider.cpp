// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/e2b/e2bprovider.h"

#include "sandbox/e2b/cloudmarks.h"
#include "sandbox/e2b/cloudrequest.h"
#include "sandbox/e2b/cloudtier.h"
#include "sandbox/e2b/e2bsandbox.h"
#include "sandbox/e2b/imagepreparer.h"
#include "sandbox/e2b/timelimit.h"

#include <QVersionNumber>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

void loseSandbox(E2bSandbox &sandbox, const std::function<void(const SandboxId &, const QString &)> &told)
{
    sandbox.markLost();
    if (told)
        told(sandbox.id(), u"E2B's control plane says that it is gone"_s);
}

}  // namespace

E2bProvider::E2bProvider(E2bProviderConfig config, net::HttpTransport &transport, Clock &clock)
    : m_config(std::move(config))
    , m_clock(clock)
    , m_control(std::make_shared<ControlPlane>(transport, clock, m_config.settings, m_config.control))
    , m_identity(m_config.dataFolder)
    , m_owner(newIdText() + newIdText())
    , m_preparer(std::make_unique<ImagePreparer>(
          m_config.dataFolder, m_control, clock,
          [this](const SandboxRequest &request, const QString &name, std::stop_token stop) {
              return createAny(request, name, std::move(stop));
          }))
{
}

E2bProvider::~E2bProvider() = default;

Status E2bProvider::check(std::stop_token stop)
{
    const auto possible = checkFor({}, std::move(stop));
    return possible ? Status {} : fail(possible.error());
}

Result<QStringList> E2bProvider::checkFor(const SandboxRequest &request, std::stop_token stop)
{
    if (const Status set = m_config.settings.check(); !set)
        return fail(set.error());
    if (m_config.settings.debug)
        return QStringList();
    if (!request.nodeVersion.isEmpty() && !ImagePreparer::isVersion(request.nodeVersion))
        return fail(
            ErrorCode::InvalidArgument, u"node "_s + request.nodeVersion,
            {{u"what"_s, u"--node "_s + request.nodeVersion}, {u"remedy"_s, u"Write it as 22 or as 22.11.0."_s}});
    // Needs the key: one that is not taken is told here.
    const auto running = m_control->running(stop);
    if (!running)
        return fail(running.error());
    const QString name = templateOf(request);
    const Result<bool> known = name == "base"_L1 ? Result<bool>(true) : m_control->hasTemplate(name, stop);
    if (!known)
        return fail(known.error());
    if (!*known)
        return CloudRequest::unavailable(u"E2B has no template \"%1\" for this key"_s.arg(name),
                                         u"Choose another template, or none."_s);
    // What only waits makes room.
    int waiting = 0;
    {
        const std::lock_guard lock(m_mutex);
        waiting = m_keeper ? m_keeper->keptRunning() : 0;
    }
    return CloudTier::check(choices().tier, *running ? std::optional(std::max(0, **running - waiting)) : std::nullopt);
}

Result<QMap<QString, QString>> E2bProvider::mark()
{
    const Result<QString> data = m_identity.take(m_owner);
    if (!data)
        return fail(data.error());
    return QMap<QString, QString> {
        {CloudMarks::product, CloudMarks::ours}, {CloudMarks::data, *data}, {CloudMarks::owner, m_owner}};
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
    const QString name = templateOf(request);
    return request.nodeVersion.isEmpty() ? createAny(request, name, std::move(stop))
                                         : createPrepared(request, name, std::move(stop));
}

Result<std::unique_ptr<E2bSandbox>> E2bProvider::createPrepared(const SandboxRequest &request, const QString &name,
                                                                std::stop_token stop)
{
    const ImagePreparer::Wanted wanted {name, request.nodeVersion, choices().nodeSource};
    for (bool again = false;; again = true) {
        const Result<QString> image = m_preparer->image(wanted, request, stop);
        if (!image)
            return fail(image.error());
        auto made = createAny(request, *image, stop);
        // What was prepared is gone at E2B: once more from the template.
        if (made || again || *image == name || made.error().code != ErrorCode::SandboxUnavailable)
            return made;
        if (const Status forgotten = m_preparer->forget(wanted); !forgotten)
            return fail(forgotten.error());
    }
}

Result<std::unique_ptr<E2bSandbox>> E2bProvider::createAny(const SandboxRequest &request, const QString &image,
                                                           std::stop_token stop)
{
    const auto keeping = keeper();
    if (!keeping)
        return fail(keeping.error());
    auto made = createOne(request, image, *keeping, stop);
    if (made)
        return made;
    const ErrorCode why = made.error().code;
    if (why == ErrorCode::SandboxLost || (why == ErrorCode::LimitHit && (*keeping)->pauseKept(stop) > 0))
        made = createOne(request, image, *keeping, stop);
    if (made || made.error().code != ErrorCode::LimitHit)
        return made;
    return createWithRoom(request, image, *keeping, made.error(), std::move(stop));
}

/// Whether somebody here can make room: another build that has a sandbox and does not wait for one itself. Where all of
/// them wait, this one gives up, and what it has is room for the others.
bool E2bProvider::mayComeFree(const QString &build, const CloudKeeper &keeper)
{
    const std::lock_guard lock(m_mutex);
    m_waiting.insert(build);
    if (keeper.heldForOthers(m_waiting) > 0)
        return true;
    m_waiting.remove(build);
    return false;
}

Result<std::unique_ptr<E2bSandbox>> E2bProvider::createWithRoom(const SandboxRequest &request, const QString &image,
                                                                const std::shared_ptr<CloudKeeper> &keeper,
                                                                const Error &why, std::stop_token stop)
{
    const QString &build = request.build.value;
    const auto until = m_clock.steady() + m_config.room.patience;
    Result<std::unique_ptr<E2bSandbox>> made = fail(why);
    bool told = false;
    for (auto wait = m_config.room.first; m_clock.steady() + wait <= until && mayComeFree(build, *keeper);
         wait = std::min(wait * 2, m_config.room.longest)) {
        if (!std::exchange(told, true) && request.onLimitHit)
            request.onLimitHit(
                u"sandboxes"_s,
                u"%1; the build waits until another one of yours gives a sandbox back"_s.arg(why.detail));
        made = m_clock.sleep(wait, stop) ? createOne(request, image, keeper, stop) : fail(ErrorCode::Cancelled);
        if (made || made.error().code != ErrorCode::LimitHit)
            break;
    }
    const std::lock_guard lock(m_mutex);
    m_waiting.remove(build);
    return made;
}

Result<std::unique_ptr<E2bSandbox>> E2bProvider::createOne(const SandboxRequest &request, const QString &image,
                                                           const std::shared_ptr<CloudKeeper> &keeper,
                                                           std::stop_token stop)
{
    const QString mark = newIdText() + newIdText();
    NewCloudSandbox wanted;
    wanted.templateId = image;
    wanted.timeout = request.timeToLive.count() > 0 ? request.timeToLive : keeper->options().timeToLive;
    wanted.metadata = keeper->options().mark;
    wanted.metadata.insert(CloudMarks::build, request.build.value);
    wanted.metadata.insert(QString::fromLatin1(CloudKeeper::requestMark), mark);
    CloudRequest::setNetwork(wanted, request);
    CloudRequest::setEnvironment(wanted, request, m_config.settings.domain);
    keeper->expect(mark);
    const Result<CloudSandbox> made = makeOrFind(wanted, mark, stop);
    if (!made) {
        const Error &error = made.error();
        keeper->forget(mark, error.code == ErrorCode::Cancelled || error.args.contains(u"sent"_s));
        if (error.code == ErrorCode::NotFound)
            return CloudRequest::unavailable(error.detail, u"Choose another template, or none."_s);
        return fail(error);
    }
    auto sandbox = std::make_unique<E2bSandbox>(*made, m_control, keeper);
    keeper->hold(
        mark, made->id, [lost = sandbox.get(), told = request.onLost] { loseSandbox(*lost, told); },
        request.build.value);
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
        return CloudRequest::unavailable(u"the template's daemon is too old (%1)"_s.arg(made.envdVersion),
                                         u"Build the template again."_s);
    const Result<ListedCloudSandbox> listed = m_control->get(made.id, stop);
    if (!listed && listed.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::SandboxLost, listed.error().detail, {{u"sandbox"_s, made.id}});
    if (!listed)
        return fail(listed.error());
    sandbox.setLimits(CloudRequest::limitReport(*listed, request));
    sandbox.setRules(request.network);
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

std::optional<std::chrono::seconds> E2bProvider::keepsFor() const
{
    if (!m_config.isKept || m_config.settings.debug)
        return std::nullopt;
    return choices().pauseAfter;
}

Status E2bProvider::keep(std::unique_ptr<Sandbox> sandbox, std::chrono::seconds running,
                         std::function<void(KeptChange)> told)
{
    const auto keeping = keeper();
    auto *const ours = dynamic_cast<E2bSandbox *>(sandbox.get());
    if (!keepsFor() || !keeping || ours == nullptr)
        return sandbox->destroy();
    // Whoever goes on expects that nothing runs, as in a new one.
    if (const Status quiet = ours->quieten(); !quiet) {
        (void)sandbox->destroy();
        return fail(quiet.error());
    }
    const QString id = sandbox->id().value;
    (*keeping)->keep(id, running, std::move(told));
    ours->leave();
    m_taken.remove(id);
    return {};
}

Result<std::unique_ptr<Sandbox>> E2bProvider::takeUp(const SandboxId &id, const SandboxRequest &request,
                                                     std::stop_token stop)
{
    m_taken.insert(id.value);
    auto taken = takeUpOne(id, request, std::move(stop));
    if (!taken)
        m_taken.remove(id.value);
    if (!taken && taken.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::SandboxLost, taken.error().detail, {{u"sandbox"_s, id.value}});
    return taken;
}

Result<CloudSandbox> E2bProvider::connectOurs(const SandboxId &id, const SandboxRequest &request,
                                              const std::shared_ptr<CloudKeeper> &keeper, std::stop_token stop)
{
    if (const Status mine = keeper->claim(id.value, stop); !mine)
        return fail(mine.error());
    const auto listed = m_control->get(id.value, stop);
    if (!listed)
        return fail(listed.error());
    if (!isOurs(*listed) || listed->metadata.value(CloudMarks::build) != request.build.value)
        return fail(ErrorCode::NotFound, u"not of this build"_s, {{u"kind"_s, u"sandbox"_s}, {u"name"_s, id.value}});
    auto connected = m_control->connect(id.value, keeper->options().timeToLive, stop);
    if (!connected && connected.error().code == ErrorCode::LimitHit && keeper->pauseKept(stop) > 0)
        connected = m_control->connect(id.value, keeper->options().timeToLive, std::move(stop));
    return connected;
}

Result<std::unique_ptr<Sandbox>> E2bProvider::takeUpOne(const SandboxId &id, const SandboxRequest &request,
                                                        std::stop_token stop)
{
    const auto keeping = keeper();
    if (!keeping)
        return fail(keeping.error());
    const auto connected = connectOurs(id, request, *keeping, stop);
    if (!connected) {
        (*keeping)->release(id.value, true);
        return fail(connected.error());
    }
    auto sandbox = std::make_unique<E2bSandbox>(*connected, m_control, *keeping);
    (*keeping)->hold(
        {}, id.value, [lost = sandbox.get(), told = request.onLost] { loseSandbox(*lost, told); }, request.build.value);
    // What the person allowed meanwhile.
    NewCloudSandbox rules;
    CloudRequest::setNetwork(rules, request);
    Status ready = m_control->setNetwork(id.value, rules, stop);
    if (ready)
        ready = setUp(*sandbox, *connected, request, std::move(stop));
    if (!ready)
        return fail(ready.error());  // its end is that of the object
    return sandbox;
}

Status E2bProvider::discard(const SandboxId &id)
{
    constexpr std::chrono::seconds longest(5);
    const auto keeping = keeper();
    if (!keeping)
        return fail(keeping.error());
    const TimeLimit limit(longest);
    m_taken.insert(id.value);
    Status gone = (*keeping)->claim(id.value, limit.token());
    if (gone)
        gone = end(id.value, limit.token());
    (*keeping)->release(id.value, gone || gone.error().code == ErrorCode::NotFound);
    m_taken.remove(id.value);
    return gone || gone.error().code == ErrorCode::NotFound ? Status {} : gone;
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
