// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <memory>

class QSocketNotifier;

namespace bw::desktop
{

/// Whether this machine has a way out: a default route, as the kernel says. Asks nobody outside, needs neither
/// NetworkManager nor D-Bus, and never polls: the kernel tells of changes (rtnetlink(7)).
class NetworkWatch final : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Unknown,  ///< it cannot be told here
        Online,
        Proxy,  ///< no route, but a proxy is named in the environment
        Offline,
    };
    explicit NetworkWatch(QObject *parent = nullptr);
    ~NetworkWatch() override;

    [[nodiscard]] State state() const { return m_state; }
    /// Reads two small files of the kernel.
    void look();

    /// Of /proc/net/route and /proc/net/ipv6_route (proc(5)). Pure.
    static bool hasWayOut(const QByteArray &routes, const QByteArray &routes6);

Q_SIGNALS:
    void changed();

private:
    void listen();
    void heard();

    State m_state = State::Unknown;
    int m_socket = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_soon;  ///< changes come in swarms
};

}  // namespace bw::desktop
