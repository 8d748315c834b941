// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/sandboxaccess.h"
#include "support/engine/enginestage.h"

#include <QTest>

namespace bw::test
{

/// An engine whose builds stay at work: their first feature waits until letGo() makes a file in the sandbox. A second
/// provider stands for E2B. Used by one thread.
class HeldStage final
{
public:
    explicit HeldStage(int places = 3)
        : stage(places)
    {
        QFile recording(stage.recording());
        if (!recording.setPermissions(QFile::ReadOwner | QFile::WriteOwner) || !recording.open(QIODevice::ReadWrite))
            qFatal("the recording cannot be changed");
        QByteArray text = recording.readAll();
        text.replace("\"sh greet.sh Ada\"", "\"until [ -e go ]; do sleep 0.02; done; rm go; sh greet.sh Ada\"");
        if (!text.contains("until [ -e go ]"))
            qFatal("the recording is another one");
        recording.resize(0);
        recording.seek(0);
        recording.write(text);
        recording.close();
        auto cloud = std::make_unique<WorkspaceProvider>();
        elsewhere = cloud.get();
        stage.parts.cloud = std::move(cloud);
    }
    /// At work in its first feature; an empty id if it never came there.
    BuildId held()
    {
        const auto id = stage.builds->submit(stage.request());
        return id && waitsIn(*id, 1) ? *id : BuildId {};
    }
    /// It began to wait so often.
    bool waitsIn(const BuildId &id, int times)
    {
        return QTest::qWaitFor(
            [&] {
                int begun = 0;
                for (const Event &event : events(id, EventType::CommandStarted))
                    begun += jsonString(event.payload, "command").contains(QStringLiteral("[ -e go ]")) ? 1 : 0;
                return begun >= times;
            },
            60'000);
    }
    bool letGo(const BuildId &id)
    {
        auto shell = access.openShell(id, {QStringLiteral("touch go"), false, 80, 24, {}}, {});
        if (!shell)
            return false;
        const auto ended = (*shell)->run([](bool, QByteArrayView) { }, {});
        return ended && ended->exitCode == 0;
    }
    QList<Event> events(const BuildId &id, EventType type)
    {
        (void)stage.parts.log->flush();
        return stage.parts.events().ofTypes(id, {type}).value_or(QList<Event>());
    }
    Result<BuildId> move(const BuildId &id, const QString &place)
    {
        engine::PersonAction action;
        action.action = QStringLiteral("move");
        action.more["to"] = toStd(place);
        return stage.builds->act(id, action);
    }

    EngineStage stage;
    engine::SandboxAccess access {stage.parts};
    WorkspaceProvider *elsewhere = nullptr;
};

}  // namespace bw::test
