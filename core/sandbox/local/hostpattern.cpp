// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/hostpattern.h"

#include "sandbox/local/addresstable.h"

#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

bool isLabel(QStringView label)
{
    const auto allowed = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_';
    };
    return !label.isEmpty() && label.size() <= 63 && !label.startsWith(u'-') && !label.endsWith(u'-')
        && std::ranges::all_of(label, allowed);
}

bool isAscii(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x80; });
}

}  // namespace

HostPattern::HostPattern(QString name, bool below)
    : m_name(std::move(name))
    , m_below(below)
{
}

std::optional<HostPattern> HostPattern::fromText(const QString &text)
{
    const QString trimmed = text.trimmed();
    const bool below = trimmed.startsWith(u"*."_s);
    const auto name = normalised(below ? trimmed.sliced(2) : trimmed);
    if (!name || IpAddress::fromAnySpelling(*name))
        return std::nullopt;
    return HostPattern(*name, below);
}

bool HostPattern::matches(const QString &host) const
{
    if (IpAddress::fromAnySpelling(host))
        return false;
    return m_below ? host.endsWith(u'.' + m_name) && host.size() > m_name.size() + 1 : host == m_name;
}

std::optional<QString> HostPattern::normalised(const QString &host)
{
    if (host.contains(u':')) {
        const auto address = IpAddress::fromAnySpelling(host);
        return address ? std::optional(address->text()) : std::nullopt;
    }
    QString name = isAscii(host) ? host.toLower() : QString::fromLatin1(QUrl::toAce(host));
    if (name.endsWith(u'.'))
        name.chop(1);
    const QList<QStringView> labels = QStringView(name).split(u'.');
    if (name.size() > 253 || !std::ranges::all_of(labels, isLabel))
        return std::nullopt;
    return name;
}

}  // namespace bw::sandbox
