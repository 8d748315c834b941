// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/checkpointkeeper.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace bw::build
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr qint64 largestList = 16LL << 20;
const QByteArray listName = "feature_list.json";

}  // namespace

/// One archive stream on a thread of its own.
class CheckpointKeeper::Background final
{
public:
    Background(sandbox::Sandbox &sandbox, store::BlobStore &blobs)
        : m_thread([this, &sandbox, &blobs](std::stop_token stop) {
            auto stored = storeCheckpoint(sandbox, blobs, u"work"_s, std::move(stop));
            const std::scoped_lock lock(m_mutex);
            m_result = std::move(stored);
            m_done = true;
            m_wake.notify_all();
        })
    {
    }

    /// What it made; nothing when it was not done in time, or failed.
    std::optional<Checkpoint> take(std::chrono::milliseconds patience)
    {
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, patience, [this] { return m_done; });
        }
        m_thread.request_stop();
        m_thread.join();
        return m_result ? std::optional(*m_result) : std::nullopt;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_done = false;
    Result<Checkpoint> m_result = fail(ErrorCode::Cancelled);
    std::jthread m_thread;
};

CheckpointKeeper::CheckpointKeeper(BuildRun &run, BuildSandbox &sandbox)
    : m_run(run)
    , m_sandbox(sandbox)
    , m_last(run.environment.clock.steady())
{
}

CheckpointKeeper::~CheckpointKeeper() = default;

Status CheckpointKeeper::made(const Checkpoint &checkpoint)
{
    if (auto recorded = recordCheckpoint(checkpoint, m_run.log); !recorded)
        return recorded;
    m_run.checkpoint = checkpoint;
    ++m_unthinned;
    m_last = m_run.environment.clock.steady();
    m_turns = 0;
    m_touched = false;
    return {};
}

Status CheckpointKeeper::keep(const QString &reason, std::stop_token stop)
{
    settle();
    auto stored = storeCheckpoint(*m_sandbox.get(), m_run.environment.blobs, reason, std::move(stop));
    return stored ? made(*stored) : fail(stored.error());
}

Status CheckpointKeeper::keepChanges(const QString &reason, std::stop_token stop)
{
    settle();
    if (!m_touched && m_run.checkpoint)
        return {};
    auto stored = storeCheckpoint(*m_sandbox.get(), m_run.environment.blobs, reason, std::move(stop));
    if (!stored)
        return fail(stored.error());
    if (m_run.checkpoint && m_run.checkpoint->id == stored->id) {
        m_touched = false;
        return {};
    }
    return made(*stored);
}

Status CheckpointKeeper::keepFeatureList(const QString &reason, std::stop_token stop)
{
    if (m_touched || !m_run.checkpoint)
        return keepChanges(reason, std::move(stop));
    auto manifest = loadManifest(m_run.environment.blobs, m_run.checkpoint->manifest);
    if (!manifest)
        return fail(manifest.error());
    const auto entry = std::ranges::find(manifest->entries, listName, &artifact::ManifestEntry::path);
    const QString path = QLatin1StringView(sandbox::workspacePath) + u'/' + QString::fromLatin1(listName);
    const auto info = m_sandbox.get()->stat(path, stop);
    if (!info || info->type != sandbox::FileType::File || entry == manifest->entries.end()
        || entry->type != artifact::EntryType::File) {
        m_touched = true;
        return keepChanges(reason, std::move(stop));
    }
    auto list = m_sandbox.get()->read(path, largestList, std::move(stop));
    if (!list)
        return fail(list.error());
    auto hash = m_run.environment.blobs.put(*list);
    if (!hash)
        return fail(hash.error());
    entry->hash = *hash;
    entry->size = list->size();
    entry->mode = info->mode;
    auto checkpoint = storeManifest(*manifest, m_run.environment.blobs, reason);
    return checkpoint ? made(*checkpoint) : fail(checkpoint.error());
}

void CheckpointKeeper::beforeChanges()
{
    // Half of it for the end of what is given up: a stop is heard within 100 ms.
    take(longestWait / 2);
}

void CheckpointKeeper::afterChanges()
{
    m_touched = true;
    ++m_turns;
    if (m_background || (m_turns < dueAfterTurns && m_run.environment.clock.steady() - m_last < dueAfter))
        return;
    m_background = std::make_unique<Background>(*m_sandbox.get(), m_run.environment.blobs);
}

void CheckpointKeeper::settle() { take(0ms); }

bool CheckpointKeeper::takeThinning()
{
    if (m_unthinned < thinAfter)
        return false;
    m_unthinned = 0;
    return true;
}

void CheckpointKeeper::take(std::chrono::milliseconds patience)
{
    if (!m_background)
        return;
    const auto stored = std::exchange(m_background, nullptr)->take(patience);
    // A log that cannot be written is told by the next commit.
    if (stored)
        (void)made(*stored);
}

}  // namespace bw::build
