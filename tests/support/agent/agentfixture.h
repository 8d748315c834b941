// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/agentcontext.h"
#include "base/threadexecutor.h"
#include "store/eventstore.h"
#include "store/storefixture.h"
#include "support/agent/scriptedmodel.h"
#include "support/agent/workspacesandbox.h"
#include "support/fakeclock.h"

namespace bw::test
{

/// Everything an agent works with: a real store, a real daemon, a scripted model, a clock that moves itself.
struct AgentFixture {
    bwtest::StoreFixture data;
    FakeClock clock;
    ScriptedModel model;
    ThreadExecutor executor {4};
    std::unique_ptr<store::EventLog> eventLog;
    std::unique_ptr<WorkspaceSandbox> sandbox;
    BuildId build {QStringLiteral("build1")};

    bool open()
    {
        if (!data.open())
            return false;
        eventLog = std::make_unique<store::EventLog>(data.log());
        auto made = WorkspaceSandbox::create();
        if (!made) {
            qWarning("%s: %s", qPrintable(toKey(made.error().code)), qPrintable(made.error().detail));
            return false;
        }
        sandbox = std::move(*made);
        return true;
    }
    [[nodiscard]] store::BuildLog log() const { return {*eventLog, build}; }
    [[nodiscard]] store::BlobStore &blobs() const { return data.database->blobs(); }
    [[nodiscard]] agent::AgentContext context()
    {
        return {model, *sandbox, log(), blobs(), clock, executor, QStringLiteral("scripted"), {}, {}};
    }
    /// What was recorded so far; of all types when none is named.
    [[nodiscard]] QList<Event> events(const QList<EventType> &types = {}) const
    {
        (void)eventLog->flush();
        const store::EventStore reader(*data.database);
        auto page = types.isEmpty() ? reader.page(build, 1, 0, 10'000) : reader.ofTypes(build, types, 1, 10'000);
        return page ? *page : QList<Event>();
    }
    [[nodiscard]] QByteArray file(const char *path) const
    {
        return sandbox->read(QStringLiteral("/workspace/") + QString::fromUtf8(path), 1 << 26, {})
            .value_or(QByteArray("(none)"));
    }
    bool put(const char *path, QByteArrayView bytes) const
    {
        return sandbox->write(QStringLiteral("/workspace/") + QString::fromUtf8(path), bytes, {}).has_value();
    }
};

}  // namespace bw::test
