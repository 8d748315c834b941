// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/egressrules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

EgressRefusal forbiddenAddress(const QString &asked, const IpAddress &address)
{
    return {
        u"address"_s,
        u"%1 leads to a %2 address (%3); add exactly this address to the setting network.allowed_addresses to allow it"_s
            .arg(asked, AddressTable::forbidden(address), address.text())};
}

}  // namespace

Result<EgressRules> EgressRules::from(NetworkPolicy policy, const QStringList &hosts, const QStringList &addresses)
{
    EgressRules rules;
    rules.m_policy = policy;
    const auto bad = [](const QString &entry, const QString &remedy) {
        return fail(ErrorCode::InvalidArgument, u"not understood: "_s + entry,
                    {{u"what"_s, entry}, {u"remedy"_s, remedy}});
    };
    for (const QString &entry : hosts) {
        const auto pattern = HostPattern::fromText(entry);
        if (!pattern)
            return bad(entry, u"write a host as example.org or *.example.org"_s);
        rules.m_hosts.append(*pattern);
    }
    for (const QString &entry : addresses) {
        const auto address = IpAddress::fromText(entry.trimmed());
        if (!address)
            return bad(entry, u"write one IPv4 or IPv6 address in its usual form"_s);
        rules.m_addresses.append(*address);
    }
    return rules;
}

EgressRefusal EgressRules::judge(const QString &asked, const std::optional<QString> &normal, int port) const
{
    if (m_policy == NetworkPolicy::None)
        return {u"policy"_s, u"this build runs without a network; start it with --network registries or open"_s};
    if (port != 443 && port != 80)
        return {u"port"_s, u"port %1 is closed; only ports 443 and 80 can be reached"_s.arg(port)};
    if (!normal)
        return {u"address"_s, u"%1 is neither a host name nor an address; correct it"_s.arg(asked)};
    if (const auto literal = IpAddress::fromAnySpelling(*normal))
        return judgeLiteral(asked, *literal);
    const auto matches = [&](const HostPattern &pattern) { return pattern.matches(*normal); };
    if (m_policy == NetworkPolicy::Registries && !std::ranges::any_of(m_hosts, matches))
        return {
            u"policy"_s,
            u"%1 is not in the list of allowed hosts; add it to the setting network.registries_add, or start the build with --network open"_s
                .arg(asked)};
    return {};
}

EgressRefusal EgressRules::judgeLiteral(const QString &asked, const IpAddress &address) const
{
    if (!mayDial(address))
        return forbiddenAddress(asked, address);
    if (m_policy == NetworkPolicy::Registries && !m_addresses.contains(address))
        return {
            u"policy"_s,
            u"%1 is an address, and only hosts by name are allowed; use its name, or add the address to the setting network.allowed_addresses"_s
                .arg(asked)};
    return {};
}

bool EgressRules::mayDial(const IpAddress &address) const
{
    return AddressTable::forbidden(address).isEmpty() || m_addresses.contains(address);
}

EgressRefusal EgressRules::noAddress(const QString &host, const QList<Endpoint> &found)
{
    if (found.isEmpty())
        return {u"resolve"_s, u"%1 has no address; check the name and this machine's name service"_s.arg(host)};
    const auto forbidden = std::ranges::find_if(
        found, [](const Endpoint &endpoint) { return !AddressTable::forbidden(endpoint.address).isEmpty(); });
    return forbiddenAddress(host, forbidden == found.end() ? found.first().address : forbidden->address);
}

}  // namespace bw::sandbox
