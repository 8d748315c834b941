// SPDX-License-Identifier: GPL-3.0-or-later
#include "acting.h"

#include "base/clock.h"
#include "engine/buildservice.h"
#include "engine/chatservice.h"
#include "engine/engine.h"

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

Acting::Acting(api::ActingSide side)
    : api::ActingSide(std::move(side))
{
}

Result<std::unique_ptr<Acting>> Acting::open(const Invocation &invocation)
{
    SystemClock clock;
    const auto end = clock.steady() + handOverPatience;
    for (;;) {
        auto owner = asOwner(invocation.dataFolder, daemonPath());
        if (owner) {
            for (const BuildId &build : owner->engine().interrupted())
                invocation.out().noteOnce(interruptedText(build));
            return std::unique_ptr<Acting>(new Acting(std::move(*owner)));
        }
        if (owner.error().code != ErrorCode::DataDirInUse)
            return fail(owner.error());
        if (auto client = asClient(invocation.dataFolder, invocation.stop))
            return std::unique_ptr<Acting>(new Acting(std::move(*client)));
        if (clock.steady() > end)
            return fail(owner.error());
        if (!clock.sleep(50ms, invocation.stop))
            return fail(ErrorCode::Cancelled);
    }
}

Result<std::unique_ptr<Acting>> Acting::connect(const Invocation &invocation)
{
    auto client = asClient(invocation.dataFolder, invocation.stop);
    return client ? Result<std::unique_ptr<Acting>>(std::unique_ptr<Acting>(new Acting(std::move(*client))))
                  : fail(client.error());
}

Result<std::unique_ptr<Acting>> Acting::openDetached(const Invocation &invocation)
{
    SystemClock clock;
    const auto end = clock.steady() + handOverPatience;
    bool started = false;
    for (;;) {
        auto client = asClient(invocation.dataFolder, invocation.stop);
        if (client)
            return std::unique_ptr<Acting>(new Acting(std::move(*client)));
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
    if (isOwner())
        return ReadSide::over(engine().database());
    return ReadSide::open(invocation);
}

void Acting::finish(const Invocation &invocation)
{
    if (!isOwner())
        return;
    auto &builds = engine().builds();
    // The worker of a build needs a moment after its end is recorded: that is nobody else's build.
    SystemClock clock;
    for (int i = 0; i < 25 && builds.active() > 0 && clock.sleep(20ms, invocation.stop); ++i) { }
    if (const int others = builds.active(); others > 0 && !invocation.stop.stop_requested())
        invocation.out().note(
            text(QT_TRANSLATE_NOOP("bw::cli", "Waiting for builds that other programs handed over: %1")).arg(others));
    auto &chats = engine().chats();
    while (builds.waitUntilIdle(invocation.stop) && chats.waitUntilIdle(invocation.stop)) {
        // Something may have been handed over in this very moment: asked again when nothing can come any more.
        stopListening();
        if ((builds.active() == 0 && chats.active() == 0) || !startListening())
            return;
    }
    builds.stopAll(5s);
}

}  // namespace bw::cli
