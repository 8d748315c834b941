// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>
#include <optional>

#include <sys/socket.h>

namespace bw::sandbox
{

/// An IPv4 or IPv6 address as a value; IPv4 takes the first four bytes.
struct IpAddress {
    bool six = false;
    std::array<unsigned char, 16> bytes {};

    /// The usual spelling only ("192.0.2.1", "2001:db8::1", "[…]" and zones not).
    static std::optional<IpAddress> fromText(const QString &text);
    /// Everything that the C library takes for an address although it looks like a name or a number: "127.1", "0x7f.1",
    /// "2130706433", "0177.0.0.1", full-width digits aside; IPv6 with a zone ("fe80::1%eth0") and in brackets.
    static std::optional<IpAddress> fromAnySpelling(const QString &text);
    static std::optional<IpAddress> fromSockaddr(const sockaddr *address);

    [[nodiscard]] QString text() const;
    /// Same family, and the first `bits` bits are the network's.
    [[nodiscard]] bool isWithin(const IpAddress &network, int bits) const;
    friend bool operator==(const IpAddress &, const IpAddress &) = default;
};

/// Which addresses a sandbox never reaches unless the user allows the very address. A table of our own: libraries
/// disagree about what is "global". Forms that carry an IPv4 address inside (mapped, compatible, NAT64, 6to4, Teredo,
/// ISATAP) are judged by it too. Documentation ranges (RFC 5737, RFC 3849) are allowed: some networks use them.
/// Sources: IANA's special-purpose address registries for IPv4 and IPv6; RFC 6052, 8215, 3056, 4380, 5214.
class AddressTable final
{
public:
    /// Why the address is forbidden ("loopback", "private", "link-local", …); empty when it is not.
    [[nodiscard]] static QString forbidden(const IpAddress &address);
};

}  // namespace bw::sandbox
