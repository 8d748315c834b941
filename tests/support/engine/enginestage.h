// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/buildservice.h"
#include "engine/parts.h"
#include "support/agent/workspaceprovider.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace bw::test
{

/// The engine as the programs make it, but with sandboxes that need no namespace, settings of its own and recorded
/// answers: two shell scripts, built in a second or two. Used by one thread.
class EngineStage final
{
public:
    explicit EngineStage(int places = 3)
        : m_folder(QDir::tempPath() + QStringLiteral("/bw-engine-XXXXXX"))
    {
        qputenv("XDG_CONFIG_HOME", m_folder.filePath(QStringLiteral("config")).toUtf8());
        for (const char *name : {"ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "MAX_CONCURRENT_BUILDS"})
            qunsetenv(name);
        auto database =
            store::Database::open(path(QStringLiteral("data")), store::DataDirectory::Mode::Owner, parts.clock);
        if (!database)
            qFatal("%s", qPrintable(database.error().detail));
        parts.database = std::move(*database);
        parts.log = std::make_unique<store::EventLog>(parts.database->writer());
        parts.sandboxes = std::make_unique<WorkspaceProvider>();
        parts.limits = std::make_unique<engine::LimitKeeper>(*parts.database, parts.clock, [this] { return limits; });
        parts.queue = std::make_unique<build::BuildQueue>(build::QueuePlaces {.local = places}, &parts.clock);
        builds = std::make_unique<engine::BuildService>(parts);
        if (!QFile::copy(source(QStringLiteral("small.jsonl")), recording()))
            qFatal("the recording cannot be copied");
    }
    ~EngineStage() { builds->stopAll(std::chrono::seconds(20)); }
    EngineStage(const EngineStage &) = delete;
    EngineStage &operator=(const EngineStage &) = delete;

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString recording() const { return path(QStringLiteral("small.jsonl")); }

    [[nodiscard]] engine::BuildRequest request() const
    {
        QFile spec(source(QStringLiteral("small_spec.xml")));
        engine::BuildRequest request;
        if (spec.open(QIODevice::ReadOnly))
            request.specText = spec.readAll();
        request.specName = QStringLiteral("small_spec.xml");
        request.options.model = QStringLiteral("recording:") + recording();
        return request;
    }
    [[nodiscard]] Build get(const BuildId &id) const { return parts.builds().get(id).value_or(Build {}); }
    /// Waits for the end of its work; false after a minute.
    bool rests(const BuildId &id) { return parts.queue->waitFor(id, {}, std::chrono::seconds(60)); }

    /// A build that stands in a state, without having worked.
    BuildId standing(BuildState state)
    {
        const auto id = newId<BuildId>();
        const QList<NewEvent> events {
            {EventType::BuildCreated,
             Json {{"name", "standing"}, {"options", toJson(request().options)}, {"demonstration", true}}},
            {EventType::BuildState, Json {{"from", "running"}, {"to", toStd(toKey(state))}, {"reason", ""}}}};
        if (!parts.log->appendAndWait(id, events))
            qFatal("the log takes nothing");
        return id;
    }

    build::BuildLimits limits;
    engine::Parts parts;
    std::unique_ptr<engine::BuildService> builds;

private:
    static QString source(const QString &name)
    {
        return QStringLiteral(BW_SOURCE_DIR "/tests/support/messages/") + name;
    }
    QTemporaryDir m_folder;
};

}  // namespace bw::test
