// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/livesandboxes.h"

namespace bw::engine
{

LiveSandboxes::Visit::Visit(std::shared_ptr<Entry> entry)
    : m_entry(std::move(entry))
{
}

LiveSandboxes::Visit::~Visit()
{
    const std::scoped_lock lock(m_entry->mutex);
    --m_entry->visits;
    m_entry->changed.notify_all();
}

sandbox::Sandbox &LiveSandboxes::Visit::sandbox() const { return *m_entry->sandbox; }

std::stop_token LiveSandboxes::Visit::stop() const { return m_entry->stop.get_token(); }

void LiveSandboxes::set(const BuildId &build, sandbox::Sandbox *sandbox)
{
    std::shared_ptr<Entry> gone;
    {
        const std::scoped_lock lock(m_mutex);
        gone = m_entries.take(build);
        if (sandbox != nullptr) {
            auto entry = std::make_shared<Entry>();
            entry->sandbox = sandbox;
            m_entries.insert(build, std::move(entry));
        }
    }
    if (!gone)
        return;
    {
        const std::scoped_lock lock(gone->mutex);
        gone->closed = true;
    }
    gone->stop.request_stop();
    std::unique_lock lock(gone->mutex);
    gone->changed.wait(lock, [&gone] { return gone->visits == 0; });
}

std::unique_ptr<LiveSandboxes::Visit> LiveSandboxes::visit(const BuildId &build)
{
    std::shared_ptr<Entry> entry;
    {
        const std::scoped_lock lock(m_mutex);
        entry = m_entries.value(build);
    }
    if (!entry)
        return nullptr;
    const std::scoped_lock lock(entry->mutex);
    if (entry->closed)
        return nullptr;
    ++entry->visits;
    return std::make_unique<Visit>(std::move(entry));
}

}  // namespace bw::engine
