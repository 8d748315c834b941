// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/e2b/controlplane.h"
#include "sandbox/sandbox.h"

#include <QMap>
#include <QSet>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace bw::sandbox
{

/// Looks after the sandboxes that one process has at E2B, on a thread of its own: lengthens their time to live while
/// they are used, pauses those that wait for a person, tells those that are gone, and ends those that carry this
/// process's mark but that nobody here holds (of a call that was cut, or that could not be ended before). Thread-safe.
class CloudKeeper final
{
public:
    struct Options {
        QMap<QString, QString> mark;  ///< metadata of everything of this process, and of nothing else
        std::chrono::seconds timeToLive {300};
        std::chrono::milliseconds lengthen {60'000};  ///< how often
        std::chrono::milliseconds look {20'000};      ///< how often; a loss is noticed after this at the latest
        std::chrono::milliseconds lastLook {
            5'000};  ///< how long the end of this object may take where something is left
        std::chrono::milliseconds lastPause {
            30'000};  ///< how long it may take where something that is kept has to be paused
    };
    CloudKeeper(std::shared_ptr<ControlPlane> control, Clock &clock, Options options);
    /// Pauses what is kept and runs: nobody else would.
    ~CloudKeeper();
    CloudKeeper(const CloudKeeper &) = delete;
    CloudKeeper &operator=(const CloudKeeper &) = delete;

    [[nodiscard]] const Options &options() const { return m_options; }

    /// A sandbox with this request mark is being made: it is not left over.
    void expect(const QString &request);
    /// It is not made after all. `inDoubt`: perhaps it is, without our knowing.
    void forget(const QString &request, bool inDoubt);
    /// It is made, for this build. `onLost` is called at most once, on the keeper's thread, and must be short.
    void hold(const QString &request, const QString &id, std::function<void()> onLost, const QString &build = {});
    /// How many are at work here for other builds than these.
    [[nodiscard]] int heldForOthers(const QSet<QString> &builds) const;
    /// Ends by itself at its own time from now on, or is lengthened again.
    void setLengthened(const QString &id, bool lengthened);
    /// It is about to be ended by us: that it is gone is no news from here on.
    void expectEnd(const QString &id);
    /// Nobody uses it any more. `ended` false: it could not be told so, and is ended later.
    void release(const QString &id, bool ended);

    /// It waits with its build: lengthened for `running`, then paused, then left alone. One that is kept already stays
    /// as it is. `told` is called on the keeper's thread, or at the end of this object.
    void keep(const QString &id, std::chrono::milliseconds running, std::function<void(KeptChange)> told);
    /// Somebody wants a kept one: it is left alone from here on, until hold() or release(). Waits for a pause that is
    /// under way. Error: Cancelled.
    Status claim(const QString &id, std::stop_token stop);
    /// Pauses all that is kept and runs, to make room for others; how many.
    int pauseKept(std::stop_token stop);
    [[nodiscard]] int keptRunning() const;

    /// One look at everything; what the thread does again and again.
    void look(std::stop_token stop);

    static constexpr const char *requestMark = "request";

private:
    struct Held {
        std::function<void()> onLost {};
        QString build {};
        std::chrono::milliseconds lengthened {0};
        bool lengthen = true;
        std::optional<std::chrono::milliseconds> pauseAt {};  ///< of a kept one
        bool lost = false;                                    ///< and its user was told, or ends it
        bool paused = false;
        bool busy = false;  ///< is being paused just now
        std::function<void(KeptChange)> told {};
    };
    void begin();
    void run(std::stop_token stop);
    void lengthenAll(std::stop_token stop);
    void lengthenOne(const QString &id, std::stop_token stop);
    int pauseDue(bool all, std::stop_token stop);
    bool pauseOne(const QString &id, std::stop_token stop);
    void markPaused(const QString &id);
    void lose(const QString &id);
    void forgetKept(const QString &id);
    [[nodiscard]] QSet<QString> runningIds() const;
    [[nodiscard]] bool isKept(const QString &id) const;
    [[nodiscard]] bool isExpected(const ListedCloudSandbox &listed) const;

    const std::shared_ptr<ControlPlane> m_control;
    Clock &m_clock;
    const Options m_options;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_free;
    QMap<QString, Held> m_held;
    QSet<QString> m_expected;
    bool m_doubt = false;
    std::jthread m_thread;
};

}  // namespace bw::sandbox
