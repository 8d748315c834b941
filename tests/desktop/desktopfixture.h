// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datasession.h"
#include "store/database.h"
#include "store/eventlog.h"

#include <QTemporaryDir>
#include <QtTest>

namespace bw::desktop
{

/// A data directory that builds can be put into, and a session that opens it as the window would.
class DesktopFixture final
{
public:
    DesktopFixture()
    {
        // Short: a socket's path has an end.
        qputenv("XDG_RUNTIME_DIR", m_folder.path().toUtf8());
        qputenv("XDG_CONFIG_HOME", m_folder.filePath(QStringLiteral("config")).toUtf8());
        qputenv("XDG_STATE_HOME", m_folder.filePath(QStringLiteral("state")).toUtf8());
        for (const char *name :
             {"ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL", "BUILDWRIGHT_MODEL"})
            qunsetenv(name);
    }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString data() const { return path(QStringLiteral("data")); }

    /// Events of builds, written as an owner that has ended since.
    struct Fact {
        QString build;
        EventType type;
        Json payload;
    };
    bool write(const QList<Fact> &facts)
    {
        SystemClock clock;
        auto database = store::Database::open(data(), store::DataDirectory::Mode::Owner, clock);
        if (!database)
            return false;
        store::EventLog log((*database)->writer());
        for (const Fact &fact : facts)
            if (!log.append(BuildId {fact.build}, {fact.type, fact.payload}))
                return false;
        return log.flush().has_value();
    }
    /// A build in a state, the earliest first.
    static QList<Fact> build(const QString &id, const QString &name, BuildState state)
    {
        return {{id, EventType::BuildCreated,
                 Json {{"name", toStd(name)}, {"options", {{"model", "demo"}}}, {"demonstration", true}}},
                {id, EventType::BuildState, Json {{"from", "running"}, {"to", toStd(toKey(state))}, {"reason", ""}}}};
    }
    static QList<Fact> lines(const QString &id, int count)
    {
        QList<Fact> facts;
        for (int i = 1; i <= count; ++i)
            facts << Fact {id, EventType::BuildNote, Json {{"text", "line " + std::to_string(i)}}};
        return facts;
    }
    std::unique_ptr<DataSession> session()
    {
        auto made = std::make_unique<DataSession>(data(), QStringLiteral(BW_BINARY_DIR "/bin/buildwright-sandboxd"));
        made->open();
        return made;
    }

private:
    QTemporaryDir m_folder {QDir::tempPath() + QStringLiteral("/bwd-XXXXXX")};
};

}  // namespace bw::desktop
