// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/e2b/cloudkeeper.h"

#include "sandbox/e2b/timelimit.h"

#include <QLoggingCategory>

#include <algorithm>
#include <atomic>
#include <vector>

Q_LOGGING_CATEGORY(lcCloud, "bw.sandbox.e2b", QtInfoMsg)

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

/// A call takes its time, and what is done for hundreds of sandboxes must not take hundreds of that.
void sideBySide(const QStringList &ids, const std::function<void(const QString &)> &body)
{
    constexpr qsizetype atATime = 16;
    std::atomic<qsizetype> next = 0;
    const auto work = [&] {
        for (qsizetype at = next++; at < ids.size(); at = next++)
            body(ids.at(at));
    };
    std::vector<std::jthread> others;
    for (qsizetype at = 1; at < std::min(atATime, ids.size()); ++at)
        others.emplace_back(work);
    work();
}

}  // namespace

CloudKeeper::CloudKeeper(std::shared_ptr<ControlPlane> control, Clock &clock, Options options)
    : m_control(std::move(control))
    , m_clock(clock)
    , m_options(std::move(options))
{
}

CloudKeeper::~CloudKeeper()
{
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
    if (keptRunning() > 0) {
        const TimeLimit limit(m_options.lastPause);
        pauseDue(true, limit.token());
    }
    bool left = false;
    {
        const std::lock_guard lock(m_mutex);
        left = m_doubt;
    }
    if (!left)
        return;
    const TimeLimit limit(m_options.lastLook);
    look(limit.token());
}

void CloudKeeper::expect(const QString &request)
{
    const std::lock_guard lock(m_mutex);
    m_expected.insert(request);
    begin();
}

/// Under the lock.
void CloudKeeper::begin()
{
    if (!m_thread.joinable())
        m_thread = std::jthread([this](std::stop_token stop) { run(std::move(stop)); });
}

void CloudKeeper::forget(const QString &request, bool inDoubt)
{
    const std::lock_guard lock(m_mutex);
    m_expected.remove(request);
    m_doubt = m_doubt || inDoubt;
}

int CloudKeeper::heldForOthers(const QSet<QString> &builds) const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(std::ranges::count_if(m_held, [&builds](const Held &held) {
        return !held.pauseAt && !held.paused && !held.build.isEmpty() && !builds.contains(held.build);
    }));
}

void CloudKeeper::hold(const QString &request, const QString &id, std::function<void()> onLost, const QString &build)
{
    const std::lock_guard lock(m_mutex);
    m_expected.remove(request);
    m_held.insert(id, Held {.onLost = std::move(onLost), .build = build, .lengthened = m_clock.steady()});
    begin();
}

void CloudKeeper::setLengthened(const QString &id, bool lengthened)
{
    const std::lock_guard lock(m_mutex);
    if (const auto held = m_held.find(id); held != m_held.end()) {
        held->lengthen = lengthened;
        held->lengthened = m_clock.steady();
    }
}

void CloudKeeper::expectEnd(const QString &id)
{
    const std::lock_guard lock(m_mutex);
    if (const auto held = m_held.find(id); held != m_held.end()) {
        held->lost = true;
        held->lengthen = false;
    }
}

void CloudKeeper::release(const QString &id, bool ended)
{
    const std::lock_guard lock(m_mutex);
    m_held.remove(id);
    m_doubt = m_doubt || !ended;
}

QSet<QString> CloudKeeper::runningIds() const
{
    const std::lock_guard lock(m_mutex);
    QSet<QString> ids;
    for (const auto &[id, held] : m_held.asKeyValueRange()) {
        if (!held.paused && !held.lost)
            ids.insert(id);
    }
    return ids;
}

bool CloudKeeper::isKept(const QString &id) const
{
    const std::lock_guard lock(m_mutex);
    const auto held = m_held.find(id);
    return held != m_held.end() && held->pauseAt.has_value();
}

bool CloudKeeper::isExpected(const ListedCloudSandbox &listed) const
{
    const std::lock_guard lock(m_mutex);
    return m_held.contains(listed.id) || m_expected.contains(listed.metadata.value(QLatin1StringView(requestMark)));
}

/// Told under the lock: whoever lets go of a sandbox waits for this, so that nobody is told of its end after its end.
void CloudKeeper::lose(const QString &id)
{
    const std::lock_guard lock(m_mutex);
    const auto held = m_held.find(id);
    if (held == m_held.end() || held->lost)
        return;
    qCWarning(lcCloud) << "sandbox" << id << "is gone";
    held->lost = true;
    const std::function<void()> onLost = std::exchange(held->onLost, {});
    held->lengthen = false;
    if (onLost)
        onLost();
}

void CloudKeeper::keep(const QString &id, std::chrono::milliseconds running, std::function<void(KeptChange)> told)
{
    const std::lock_guard lock(m_mutex);
    if (const auto known = m_held.find(id); known != m_held.end() && known->pauseAt)
        return;
    const auto now = m_clock.steady();
    m_held.insert(id, Held {.lengthened = now, .pauseAt = now + running, .told = std::move(told)});
    begin();
}

Status CloudKeeper::claim(const QString &id, std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    const bool free = m_free.wait(lock, std::move(stop), [this, &id] {
        const auto held = m_held.find(id);
        return held == m_held.end() || !held->busy;
    });
    if (!free)
        return fail(ErrorCode::Cancelled);
    // Left alone, and still somebody's: no look may take it for left over.
    m_held.insert(id, Held {.lengthen = false, .paused = true});
    return {};
}

int CloudKeeper::pauseKept(std::stop_token stop) { return pauseDue(true, std::move(stop)); }

int CloudKeeper::keptRunning() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(
        std::ranges::count_if(m_held, [](const Held &held) { return held.pauseAt && !held.paused; }));
}

int CloudKeeper::pauseDue(bool all, std::stop_token stop)
{
    QStringList due;
    {
        const std::lock_guard lock(m_mutex);
        const auto now = m_clock.steady();
        for (auto held = m_held.begin(); held != m_held.end(); ++held) {
            if (!held->pauseAt || held->paused || held->busy || (!all && *held->pauseAt > now))
                continue;
            held->busy = true;
            due.append(held.key());
        }
    }
    std::atomic<int> paused = 0;
    sideBySide(due, [&](const QString &id) { paused += pauseOne(id, stop) ? 1 : 0; });
    return paused;
}

bool CloudKeeper::pauseOne(const QString &id, std::stop_token stop)
{
    const Result<bool> paused = m_control->pause(id, true, stop);
    // False is a conflict: paused by somebody else, or just being ended.
    const bool rests =
        paused && (*paused || m_control->get(id, stop).value_or(ListedCloudSandbox {}).state == "paused"_L1);
    if (rests) {
        markPaused(id);
        return true;
    }
    if (!paused && paused.error().code == ErrorCode::NotFound) {
        forgetKept(id);
        return false;
    }
    if (!paused && paused.error().code != ErrorCode::Cancelled)
        qCWarning(lcCloud) << "sandbox" << id << "is not paused:" << paused.error().detail;
    const std::lock_guard lock(m_mutex);
    if (const auto held = m_held.find(id); held != m_held.end())
        held->busy = false;
    m_free.notify_all();
    return false;
}

/// Told before anybody may claim it: what is recorded stays in order.
void CloudKeeper::markPaused(const QString &id)
{
    std::function<void(KeptChange)> told;
    {
        const std::lock_guard lock(m_mutex);
        const auto held = m_held.find(id);
        if (held == m_held.end() || !held->pauseAt || held->paused)
            return;
        held->paused = true;
        held->lengthen = false;
        held->busy = true;
        told = held->told;
    }
    if (told)
        told(KeptChange::Paused);
    const std::lock_guard lock(m_mutex);
    if (const auto held = m_held.find(id); held != m_held.end())
        held->busy = false;
    m_free.notify_all();
}

void CloudKeeper::forgetKept(const QString &id)
{
    std::function<void(KeptChange)> told;
    {
        const std::lock_guard lock(m_mutex);
        const auto held = m_held.find(id);
        if (held == m_held.end() || !held->pauseAt)
            return;
        told = std::move(held->told);
        held->busy = true;
    }
    qCWarning(lcCloud) << "sandbox" << id << "is gone while its build waited";
    if (told)
        told(KeptChange::Gone);
    const std::lock_guard lock(m_mutex);
    m_held.remove(id);
    m_free.notify_all();
}

void CloudKeeper::run(std::stop_token stop)
{
    while (m_clock.sleep(m_options.look, stop)) {
        lengthenAll(stop);
        pauseDue(false, stop);
        look(stop);
    }
}

void CloudKeeper::lengthenAll(std::stop_token stop)
{
    QStringList due;
    const auto now = m_clock.steady();
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &[id, held] : m_held.asKeyValueRange()) {
            if (held.lengthen && now - held.lengthened >= m_options.lengthen)
                due.append(id);
        }
    }
    sideBySide(due, [&](const QString &id) { lengthenOne(id, stop); });
}

void CloudKeeper::lengthenOne(const QString &id, std::stop_token stop)
{
    const auto now = m_clock.steady();
    const bool kept = isKept(id);
    const Status set = m_control->setTimeout(id, m_options.timeToLive, std::move(stop));
    if (!set && set.error().code == ErrorCode::NotFound) {
        // Somebody may have paused it: what it is decides the look.
        if (!kept)
            lose(id);
        return;
    }
    if (!set) {
        if (set.error().code != ErrorCode::Cancelled)
            qCWarning(lcCloud) << "sandbox" << id << "is not lengthened:" << set.error().detail;
        return;
    }
    const std::lock_guard lock(m_mutex);
    if (const auto held = m_held.find(id); held != m_held.end())
        held->lengthened = now;
}

void CloudKeeper::look(std::stop_token stop)
{
    const QSet<QString> before = runningIds();
    {
        const std::lock_guard lock(m_mutex);
        if (before.isEmpty() && !m_doubt)
            return;
        m_doubt = false;
    }
    const auto listed = m_control->list({.metadata = m_options.mark}, stop);
    bool whole = listed.has_value();
    if (!listed && listed.error().code != ErrorCode::Cancelled)
        qCWarning(lcCloud) << "E2B does not list our sandboxes:" << listed.error().detail;
    QSet<QString> missing = listed ? before : QSet<QString>();
    for (const ListedCloudSandbox &one : listed.value_or(QList<ListedCloudSandbox>())) {
        if (one.state != "paused"_L1)
            missing.remove(one.id);
        if (isExpected(one))
            continue;
        // One that its build gave back since the list was made is gone already.
        const Result<bool> ended = m_control->end(one.id, stop);
        if (ended.value_or(false))
            qCInfo(lcCloud) << "sandbox" << one.id << "belonged to nobody here and was ended";
        whole = ended.has_value() && whole;
    }
    for (const QString &id : std::as_const(missing)) {
        // A list may be a moment late: the sandbox itself decides.
        const bool kept = isKept(id);
        const auto known = m_control->get(id, stop);
        const bool paused = known && known->state == "paused"_L1;
        const bool gone = !known && known.error().code == ErrorCode::NotFound;
        if (kept && paused)
            markPaused(id);
        else if (kept && gone)
            forgetKept(id);
        else if (paused || gone)
            lose(id);
    }
    if (whole)
        return;
    const std::lock_guard lock(m_mutex);
    m_doubt = true;
}

}  // namespace bw::sandbox
