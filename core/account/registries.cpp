// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/registries.h"

#include "base/json.h"

#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace bw::account
{

bool isHostPattern(const QString &text)
{
    static const QRegularExpression form(
        u"^(\\*\\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?\\z"_s);
    return text.size() <= 253 && form.match(text).hasMatch();
}

Result<QStringList> parseRegistries(QByteArrayView json)
{
    const auto parsed = parseJson(json);
    if (!parsed)
        return fail(parsed.error());
    QStringList hosts;
    if (!parsed->is_object() || !parsed->contains("registries") || !parsed->at("registries").is_array())
        return fail(ErrorCode::ProtocolError, u"no list of registries"_s);
    for (const Json &registry : parsed->at("registries")) {
        if (!registry.is_object() || !registry.contains("hosts") || !registry.at("hosts").is_array())
            return fail(ErrorCode::ProtocolError, u"a registry without hosts"_s);
        for (const Json &host : registry.at("hosts")) {
            const QString name = host.is_string() ? toQString(host.get<std::string>()) : QString();
            if (!isHostPattern(name))
                return fail(ErrorCode::ProtocolError, u"not a host name: %1"_s.arg(name));
            hosts << name;
        }
    }
    return hosts;
}

QStringList builtInRegistries()
{
    QFile file(u":/buildwright/network/registries.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return parseRegistries(file.readAll()).value_or(QStringList());
}

}  // namespace bw::account
