// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/addresstable.h"

#include <algorithm>
#include <cstring>
#include <span>

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

struct Range {
    std::array<unsigned char, 16> prefix;
    int bits;
    const char16_t *why;
};

constexpr auto rangesOfFour = std::to_array<Range>({
    {{0}, 8, u"unspecified"},
    {{10}, 8, u"private"},
    {{100, 64}, 10, u"carrier-grade NAT"},
    {{127}, 8, u"loopback"},
    {{168, 63, 129, 16}, 32, u"cloud metadata"},
    {{169, 254}, 16, u"link-local"},
    {{172, 16}, 12, u"private"},
    {{192, 0, 0}, 24, u"reserved"},
    {{192, 88, 99}, 24, u"reserved"},
    {{192, 168}, 16, u"private"},
    {{198, 18}, 15, u"reserved"},
    {{224}, 4, u"multicast"},
    {{255, 255, 255, 255}, 32, u"broadcast"},
    {{240}, 4, u"reserved"},
});

constexpr auto rangesOfSix = std::to_array<Range>({
    {{0, 0x64, 0xff, 0x9b, 0, 1}, 48, u"local NAT64"},
    {{0x01}, 8, u"reserved"},
    {{0x20, 0x01, 0, 0x02, 0, 0}, 48, u"reserved"},
    {{0x20, 0x01, 0, 0x10}, 28, u"reserved"},
    {{0x20, 0x01, 0, 0x20}, 28, u"reserved"},
    {{0xfc}, 7, u"unique-local"},
    {{0xfe, 0x80}, 10, u"link-local"},
    {{0xfe, 0xc0}, 10, u"site-local"},
    {{0xff}, 8, u"multicast"},
});

bool within(const IpAddress &address, const std::array<unsigned char, 16> &prefix, int bits)
{
    return address.isWithin({.six = address.six, .bytes = prefix}, bits);
}

QString find(const IpAddress &address, std::span<const Range> ranges)
{
    for (const Range &range : ranges) {
        if (within(address, range.prefix, range.bits))
            return QString::fromUtf16(range.why);
    }
    return {};
}

IpAddress fourAt(const IpAddress &six, size_t from, unsigned char flip = 0)
{
    IpAddress four;
    for (size_t i = 0; i < 4; ++i)
        four.bytes[i] = six.bytes[from + i] ^ flip;
    return four;
}

QString forbiddenFour(const IpAddress &address) { return find(address, rangesOfFour); }

/// The IPv4 addresses that a packet to this address may end at.
QString forbiddenInside(const IpAddress &six)
{
    if (within(six, {0x20, 0x02}, 16))  // 6to4
        return forbiddenFour(fourAt(six, 2));
    if (within(six, {0x20, 0x01}, 32)) {  // Teredo: server, and client with every bit turned over
        const QString server = forbiddenFour(fourAt(six, 4));
        return server.isEmpty() ? forbiddenFour(fourAt(six, 12, 0xff)) : server;
    }
    // ISATAP: any network, the interface part says 0000:5efe or 0200:5efe.
    if ((six.bytes[8] & 0xfd) == 0 && six.bytes[9] == 0 && six.bytes[10] == 0x5e && six.bytes[11] == 0xfe)
        return forbiddenFour(fourAt(six, 12));
    return {};
}

QString forbiddenSix(const IpAddress &address)
{
    IpAddress one {.six = true};
    if (address == one)
        return u"unspecified"_s;
    one.bytes[15] = 1;
    if (address == one)
        return u"loopback"_s;
    const bool mapped = within(address, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96);
    const bool nat64 = within(address, {0, 0x64, 0xff, 0x9b}, 96);
    if (mapped || nat64)
        return forbiddenFour(fourAt(address, 12));
    if (const QString why = find(address, rangesOfSix); !why.isEmpty())
        return why;
    // Outside of 2000::/3 nothing is in public use; the old IPv4-compatible and translated forms are there.
    if ((address.bytes[0] & 0xe0) != 0x20)
        return u"reserved"_s;
    return forbiddenInside(address);
}

}  // namespace

std::optional<IpAddress> IpAddress::fromText(const QString &text)
{
    const QByteArray name = text.toUtf8();
    if (name.contains('\0'))
        return std::nullopt;
    IpAddress address;
    if (::inet_pton(AF_INET, name.constData(), address.bytes.data()) == 1)
        return address;
    address.six = true;
    if (::inet_pton(AF_INET6, name.constData(), address.bytes.data()) == 1)
        return address;
    return std::nullopt;
}

std::optional<IpAddress> IpAddress::fromAnySpelling(const QString &text)
{
    QString bare = text;
    if (bare.startsWith(u'[') && bare.endsWith(u']'))
        bare = bare.sliced(1, bare.size() - 2);
    if (bare.contains(u':'))
        bare = bare.section(u'%', 0, 0);
    if (const auto usual = fromText(bare))
        return usual;
    const QByteArray name = bare.toUtf8();
    if (name.isEmpty() || name.contains('\0'))
        return std::nullopt;
    // The C library's own reading is the one that counts: it decides what a lookup would have dialled.
    addrinfo hints {};
    hints.ai_flags = AI_NUMERICHOST;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (::getaddrinfo(name.constData(), nullptr, &hints, &found) != 0)
        return std::nullopt;
    const auto address = fromSockaddr(found->ai_addr);
    ::freeaddrinfo(found);
    return address;
}

std::optional<IpAddress> IpAddress::fromSockaddr(const sockaddr *address)
{
    IpAddress result;
    if (address->sa_family == AF_INET) {
        sockaddr_in four {};
        std::memcpy(&four, address, sizeof four);
        std::memcpy(result.bytes.data(), &four.sin_addr, 4);
        return result;
    }
    if (address->sa_family == AF_INET6) {
        sockaddr_in6 six {};
        std::memcpy(&six, address, sizeof six);
        std::memcpy(result.bytes.data(), &six.sin6_addr, 16);
        result.six = true;
        return result;
    }
    return std::nullopt;
}

QString IpAddress::text() const
{
    std::array<char, INET6_ADDRSTRLEN> buffer {};
    ::inet_ntop(six ? AF_INET6 : AF_INET, bytes.data(), buffer.data(), buffer.size());
    return QString::fromLatin1(buffer.data());
}

bool IpAddress::isWithin(const IpAddress &network, int bits) const
{
    if (six != network.six || bits < 0 || bits > (six ? 128 : 32))
        return false;
    for (int i = 0; i < bits; ++i) {
        const auto byte = static_cast<size_t>(i / 8);
        const int mask = 0x80 >> (i % 8);
        if ((bytes[byte] & mask) != (network.bytes[byte] & mask))
            return false;
    }
    return true;
}

QString AddressTable::forbidden(const IpAddress &address)
{
    return address.six ? forbiddenSix(address) : forbiddenFour(address);
}

}  // namespace bw::sandbox
