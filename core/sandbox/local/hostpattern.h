// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace bw::sandbox
{

/// One entry of a list of allowed hosts: "example.org" is that name, "*.example.org" every name below it, not itself.
/// Case, one trailing dot and the two forms of international names do not matter. Never matches an address.
class HostPattern final
{
public:
    /// Nothing when the text is no such pattern ("*", "a.*.org", an address, a port, a path).
    static std::optional<HostPattern> fromText(const QString &text);
    /// `host` as normalised() gives it.
    [[nodiscard]] bool matches(const QString &host) const;

    /// Lower case, ASCII form of international names, without the trailing dot; nothing when it is no host name: bad
    /// characters, empty or over-long labels, more than 253 characters. Addresses in usual spelling pass as they are.
    static std::optional<QString> normalised(const QString &host);

private:
    HostPattern(QString name, bool below);
    QString m_name;
    bool m_below;
};

}  // namespace bw::sandbox
