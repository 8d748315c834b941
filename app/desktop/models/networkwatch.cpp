// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/networkwatch.h"

#include <QFile>
#include <QSocketNotifier>

#include <array>

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int togetherMs = 300;

std::optional<QByteArray> contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? std::optional(file.readAll()) : std::nullopt;
}

bool hasProxy()
{
    for (const char *name : {"HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"})
        if (!qEnvironmentVariableIsEmpty(name))
            return true;
    return false;
}

}  // namespace

NetworkWatch::NetworkWatch(QObject *parent)
    : QObject(parent)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(togetherMs);
    connect(&m_soon, &QTimer::timeout, this, &NetworkWatch::look);
    listen();
    look();
}

NetworkWatch::~NetworkWatch()
{
    m_notifier.reset();
    if (m_socket >= 0)
        ::close(m_socket);
}

void NetworkWatch::listen()
{
    m_socket = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    if (m_socket < 0)
        return;
    sockaddr_nl address {};
    address.nl_family = AF_NETLINK;
    address.nl_groups = RTMGRP_LINK | RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE;
    if (::bind(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(m_socket, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &NetworkWatch::heard);
}

// What exactly has changed stands in the tables: the messages are only a reason to look there.
void NetworkWatch::heard()
{
    std::array<char, 8192> message {};
    while (::recv(m_socket, message.data(), message.size(), 0) > 0) { }
    if (!m_soon.isActive())
        m_soon.start();
}

void NetworkWatch::look()
{
    const auto routes = contents(u"/proc/net/route"_s);
    const auto routes6 = contents(u"/proc/net/ipv6_route"_s);
    State found = State::Unknown;
    if (routes || routes6) {
        const bool out = hasWayOut(routes.value_or(QByteArray()), routes6.value_or(QByteArray()));
        found = out ? State::Online : hasProxy() ? State::Proxy : State::Offline;
    }
    if (std::exchange(m_state, found) != found)
        Q_EMIT changed();
}

bool NetworkWatch::hasWayOut(const QByteArray &routes, const QByteArray &routes6)
{
    constexpr uint up = 0x1, reject = 0x200;
    // Iface Destination Gateway Flags RefCnt Use Metric Mask …
    for (const QByteArray &line : routes.split('\n')) {
        const QList<QByteArray> parts = line.simplified().split(' ');
        if (parts.size() >= 8 && parts.at(1) == "00000000" && parts.at(7) == "00000000"
            && (parts.at(3).toUInt(nullptr, 16) & (up | reject)) == up)
            return true;
    }
    // destination length source length next-hop metric references use flags device
    for (const QByteArray &line : routes6.split('\n')) {
        const QList<QByteArray> parts = line.simplified().split(' ');
        if (parts.size() >= 10 && parts.at(0) == QByteArray(32, '0') && parts.at(1) == "00" && parts.at(9) != "lo"
            && (parts.at(8).toUInt(nullptr, 16) & (up | reject)) == up)
            return true;
    }
    return false;
}

}  // namespace bw::desktop
