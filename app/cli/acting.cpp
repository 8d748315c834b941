// SPDX-License-Identifier: GPL-3.0-or-later
#include "acting.h"

#include "account/settings.h"
#include "api/controlprotocol.h"
#include "api/controlserver.h"
#include "base/clock.h"
#include "engine/buildservice.h"
#include "engine/engine.h"
#include "net/unixhttptransport.h"

#include <QCoreApplication>
#include <QProcess>

namespace bw::cli
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr auto handOverPatience = 10s;

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

}  // namespace

QString daemonPath() { return QCoreApplication::applicationDirPath() + u"/buildwright-sandboxd"_s; }

Acting::Acting() = default;
Acting::~Acting()
{
    // The socket goes first: nothing may be handed over to an owner that is ending.
    if (m_server)
        m_server->stop();
}

Result<std::unique_ptr<Acting>> Acting::tryClient(const QString &dataFolder, std::stop_token stop)
{
    auto path = api::controlSocketPath(dataFolder);
    if (!path)
        return fail(path.error());
    auto acting = std::unique_ptr<Acting>(new Acting);
    acting->m_transport = std::make_unique<net::UnixHttpTransport>(*path);
    acting->m_client = std::make_unique<api::ControlClient>(*acting->m_transport);
    auto owner = acting->m_client->owner(stop);
    if (!owner)
        return fail(owner.error());
    return acting;
}

Result<std::unique_ptr<Acting>> Acting::tryOwner(const Invocation &invocation)
{
    auto engine = engine::Engine::open({.dataFolder = invocation.dataFolder,
                                        .daemonPath = daemonPath(),
                                        .parallelBuilds = account::Settings::load().build().parallel});
    if (!engine)
        return fail(engine.error());
    auto acting = std::unique_ptr<Acting>(new Acting);
    acting->m_engine = std::move(*engine);
    for (const BuildId &build : acting->m_engine->interrupted())
        invocation.out().noteOnce(interruptedText(build));
    auto path = api::controlSocketPath(invocation.dataFolder);
    if (!path)
        return fail(path.error());
    acting->m_socketPath = *path;
    if (auto started = acting->startServer(); !started)
        return fail(started.error());
    return acting;
}

Status Acting::startServer()
{
    m_server = std::make_unique<api::ControlServer>(m_engine->builds());
    return m_server->start(m_socketPath);
}

Result<std::unique_ptr<Acting>> Acting::open(const Invocation &invocation)
{
    SystemClock clock;
    const auto end = clock.steady() + handOverPatience;
    for (;;) {
        auto owner = tryOwner(invocation);
        if (owner || owner.error().code != ErrorCode::DataDirInUse)
            return owner;
        auto client = tryClient(invocation.dataFolder, invocation.stop);
        if (client || clock.steady() > end)
            return client ? std::move(client) : fail(owner.error());
        if (!clock.sleep(50ms, invocation.stop))
            return fail(ErrorCode::Cancelled);
    }
}

Result<std::unique_ptr<Acting>> Acting::openDetached(const Invocation &invocation)
{
    SystemClock clock;
    const auto end = clock.steady() + handOverPatience;
    bool started = false;
    for (;;) {
        auto client = tryClient(invocation.dataFolder, invocation.stop);
        if (client)
            return client;
        if (!started) {
            // It ends by itself when nothing that it was handed still runs.
            QProcess background;
            background.setProgram(invocation.program);
            background.setArguments({u"serve"_s, u"--data"_s, invocation.dataFolder});
            background.setStandardInputFile(QProcess::nullDevice());
            background.setStandardOutputFile(QProcess::nullDevice());
            background.setStandardErrorFile(QProcess::nullDevice());
            background.setUnixProcessParameters(QProcess::UnixProcessFlag::CloseFileDescriptors
                                                | QProcess::UnixProcessFlag::CreateNewSession);
            if (!background.startDetached())
                return fail(ErrorCode::Internal, u"background owner: "_s + background.errorString());
            started = true;
        }
        if (clock.steady() > end)
            return fail(client.error());
        if (!clock.sleep(50ms, invocation.stop))
            return fail(ErrorCode::Cancelled);
    }
}

Result<std::unique_ptr<ReadSide>> Acting::read(const Invocation &invocation)
{
    if (m_engine)
        return ReadSide::over(m_engine->database());
    return ReadSide::open(invocation);
}

bool Acting::mayBeAtWork(const BuildId &build) const { return !m_engine || m_engine->builds().isActive(build); }

Result<BuildId> Acting::submit(const engine::BuildRequest &request, std::stop_token stop)
{
    return m_engine ? m_engine->builds().submit(request) : m_client->submit(request, stop);
}

Status Acting::stopBuild(const BuildId &build)
{
    return m_engine ? m_engine->builds().stop(build) : m_client->stopBuild(build, {});
}

Status Acting::pause(const BuildId &build, const QString &because, std::stop_token stop)
{
    return m_engine ? m_engine->builds().pause(build, because) : m_client->pause(build, because, stop);
}

Status Acting::resume(const BuildId &build, const engine::Ceilings &ceilings, std::stop_token stop)
{
    return m_engine ? m_engine->builds().resume(build, {}, ceilings) : m_client->resume(build, {}, ceilings, stop);
}

Result<BuildId> Acting::branch(const BuildId &build, const QString &checkpoint, std::stop_token stop)
{
    return m_engine ? m_engine->builds().branch(build, checkpoint) : m_client->branch(build, checkpoint, stop);
}

Result<BuildId> Acting::act(const BuildId &build, const engine::PersonAction &action, std::stop_token stop)
{
    return m_engine ? m_engine->builds().act(build, action) : m_client->act(build, action, stop);
}

Status Acting::remove(const BuildId &build, std::stop_token stop)
{
    return m_engine ? m_engine->builds().remove(build) : m_client->remove(build, stop);
}

void Acting::finish(const Invocation &invocation)
{
    if (!m_engine)
        return;
    auto &builds = m_engine->builds();
    // The worker of a build needs a moment after its end is recorded: that is nobody else's build.
    SystemClock clock;
    for (int i = 0; i < 25 && builds.active() > 0 && clock.sleep(20ms, invocation.stop); ++i) { }
    if (const int others = builds.active(); others > 0 && !invocation.stop.stop_requested())
        invocation.out().note(
            text(QT_TRANSLATE_NOOP("bw::cli", "Waiting for builds that other programs handed over: %1")).arg(others));
    while (builds.waitUntilIdle(invocation.stop)) {
        // Something may have been handed over in this very moment: asked again when nothing can come any more.
        m_server->stop();
        if (builds.active() == 0 || !startServer())
            return;
    }
    builds.stopAll(5s);
}

}  // namespace bw::cli
