// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/e2b/cloudkeeper.h"

#include "sandbox/e2b/timelimit.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcCloud, "bw.sandbox.e2b", QtInfoMsg)

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

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
    if (!m_thread.joinable())
        m_thread = std::jthread([this](std::stop_token stop) { run(std::move(stop)); });
}

void CloudKeeper::forget(const QString &request, bool inDoubt)
{
    const std::lock_guard lock(m_mutex);
    m_expected.remove(request);
    m_doubt = m_doubt || inDoubt;
}

void CloudKeeper::hold(const QString &request, const QString &id, std::function<void()> onLost)
{
    const std::lock_guard lock(m_mutex);
    m_expected.remove(request);
    m_held.insert(id, Held {std::move(onLost), m_clock.steady(), true});
}

void CloudKeeper::setLengthened(const QString &id, bool lengthened)
{
    const std::lock_guard lock(m_mutex);
    if (const auto held = m_held.find(id); held != m_held.end()) {
        held->lengthen = lengthened;
        held->lengthened = m_clock.steady();
    }
}

void CloudKeeper::release(const QString &id, bool ended)
{
    const std::lock_guard lock(m_mutex);
    m_held.remove(id);
    m_doubt = m_doubt || !ended;
}

QSet<QString> CloudKeeper::heldIds() const
{
    const std::lock_guard lock(m_mutex);
    const QStringList ids = m_held.keys();
    return {ids.cbegin(), ids.cend()};
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
    if (held == m_held.end())
        return;
    qCWarning(lcCloud) << "sandbox" << id << "is gone";
    const std::function<void()> onLost = std::exchange(held->onLost, {});
    held->lengthen = false;
    if (onLost)
        onLost();
}

void CloudKeeper::run(std::stop_token stop)
{
    while (m_clock.sleep(m_options.look, stop)) {
        lengthenAll(stop);
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
    for (const QString &id : due) {
        const Status set = m_control->setTimeout(id, m_options.timeToLive, stop);
        if (!set && set.error().code == ErrorCode::NotFound) {
            lose(id);
            continue;
        }
        if (!set) {
            if (set.error().code != ErrorCode::Cancelled)
                qCWarning(lcCloud) << "sandbox" << id << "is not lengthened:" << set.error().detail;
            continue;
        }
        const std::lock_guard lock(m_mutex);
        if (const auto held = m_held.find(id); held != m_held.end())
            held->lengthened = now;
    }
}

void CloudKeeper::look(std::stop_token stop)
{
    const QSet<QString> before = heldIds();
    {
        const std::lock_guard lock(m_mutex);
        if (m_held.isEmpty() && !m_doubt)
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
        qCInfo(lcCloud) << "sandbox" << one.id << "belongs to nobody here and is ended";
        whole = m_control->end(one.id, stop).has_value() && whole;
    }
    for (const QString &id : std::as_const(missing)) {
        // A list may be a moment late: the sandbox itself decides.
        const auto known = m_control->get(id, stop);
        if ((known && known->state == "paused"_L1) || (!known && known.error().code == ErrorCode::NotFound))
            lose(id);
    }
    if (whole)
        return;
    const std::lock_guard lock(m_mutex);
    m_doubt = true;
}

}  // namespace bw::sandbox
