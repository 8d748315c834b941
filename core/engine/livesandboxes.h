// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QHash>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>

namespace bw::sandbox
{
class Sandbox;
}

namespace bw::engine
{

/// The sandboxes in which builds work just now, for whoever uses one beside its build. Thread-safe.
class LiveSandboxes final
{
    struct Entry;

public:
    /// Permission to use a sandbox. While one is held the sandbox stays; its holder gives it back at once when told to
    /// stop.
    class Visit final
    {
    public:
        explicit Visit(std::shared_ptr<Entry> entry);
        ~Visit();
        Visit(const Visit &) = delete;
        Visit &operator=(const Visit &) = delete;

        [[nodiscard]] sandbox::Sandbox &sandbox() const;
        [[nodiscard]] std::stop_token stop() const;

    private:
        std::shared_ptr<Entry> m_entry;
    };

    /// By the build's worker: it works in this one now, or (nullptr) in none any more. The latter asks every visit to
    /// stop and returns when all are over.
    void set(const BuildId &build, sandbox::Sandbox *sandbox);
    /// nullptr: no sandbox of this build lives here.
    [[nodiscard]] std::unique_ptr<Visit> visit(const BuildId &build);

private:
    struct Entry {
        sandbox::Sandbox *sandbox = nullptr;
        std::stop_source stop;
        std::mutex mutex;
        std::condition_variable changed;
        int visits = 0;
        bool closed = false;
    };
    std::mutex m_mutex;
    QHash<BuildId, std::shared_ptr<Entry>> m_entries;
};

}  // namespace bw::engine
