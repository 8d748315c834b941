// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/egressrequest.h"

#include <algorithm>

namespace bw::sandbox
{

std::optional<EgressRequest> EgressRequest::from(const HttpHead &head)
{
    const QList<QByteArray> words = head.startLine.split(' ');
    if (words.size() != 3 || (words[2] != "HTTP/1.1" && words[2] != "HTTP/1.0"))
        return std::nullopt;
    EgressRequest request;
    request.tunnel = words[0] == "CONNECT";
    if (request.tunnel)
        return request.takeAuthority(words[1], 0) ? std::optional(request) : std::nullopt;
    constexpr QByteArrayView scheme = "http://";
    if (words[1].first(std::min(words[1].size(), scheme.size())).toLower() != scheme)
        return std::nullopt;
    const QByteArray address = words[1].sliced(scheme.size());
    const auto end = std::ranges::find_if(address, [](char c) { return c == '/' || c == '?' || c == '#'; });
    const QByteArray authority = address.first(end - address.begin());
    request.target = address.sliced(authority.size());
    if (request.target.contains('#') || !request.takeAuthority(authority, 80))
        return std::nullopt;
    if (!request.target.startsWith('/'))
        request.target.prepend('/');
    request.head = head;
    request.head.startLine = words[0] + ' ' + request.target + ' ' + words[2];
    return request;
}

bool EgressRequest::takeAuthority(const QByteArray &authority, int defaultPort)
{
    QByteArray name = authority;
    QByteArray number;
    if (const qsizetype bracket = authority.indexOf(']'); authority.startsWith('[') && bracket > 0) {
        name = authority.sliced(1, bracket - 1);
        number = authority.sliced(bracket + 1);
        if (!number.isEmpty() && !number.startsWith(':'))
            return false;
        if (!name.contains(':'))
            return false;
        number = number.sliced(std::min<qsizetype>(number.size(), 1));
    } else if (const qsizetype colon = authority.indexOf(':'); colon >= 0) {
        name = authority.first(colon);
        number = authority.sliced(colon + 1);
    }
    const bool digits = std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
    port = number.isEmpty() ? defaultPort : number.toInt();
    host = QString::fromUtf8(name);
    return !name.isEmpty() && digits && port > 0 && port <= 65535 && !name.contains('@');
}

void EgressRequest::nameHost(const QString &normal)
{
    const QByteArray name = normal.toLatin1();
    const QByteArray place = name.contains(':') ? '[' + name + ']' : name;
    head.set("Host", port == 80 ? place : place + ':' + QByteArray::number(port));
}

QByteArray EgressRequest::absoluteStartLine() const
{
    const QList<QByteArray> words = head.startLine.split(' ');
    return words[0] + " http://" + head.values("Host").value(0) + target + ' ' + words.value(2);
}

}  // namespace bw::sandbox
