// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/settingkey.h"

#include "account/registries.h"
#include "base/redactor.h"
#include "model/money.h"

#include <QStringList>

#include <array>

#include <arpa/inet.h>

using namespace Qt::StringLiterals;

namespace bw::account
{

namespace
{

std::unexpected<Error> notValid(const SettingKey &key, const QString &remedy)
{
    return fail(ErrorCode::InvalidArgument, QString::fromLatin1(key.name) + u": "_s + remedy,
                {{u"what"_s, QString::fromLatin1(key.name)}, {u"remedy"_s, remedy}});
}

Result<Json> whole(const SettingKey &key, qint64 value)
{
    const QStringList range = QString::fromLatin1(key.choices).split(u".."_s);
    if (value < range.value(0).toLongLong() || value > range.value(1).toLongLong())
        return notValid(key, u"a whole number from %1 to %2 is needed"_s.arg(range.value(0), range.value(1)));
    return Json(value);
}

bool isAddress(const QString &text)
{
    const QStringList parts = text.split(u'/');
    const QByteArray address = parts.first().toLatin1();
    std::array<unsigned char, 16> bytes {};
    const bool four = inet_pton(AF_INET, address.constData(), bytes.data()) == 1;
    if (!four && inet_pton(AF_INET6, address.constData(), bytes.data()) != 1)
        return false;
    bool number = true;
    const int bits = parts.size() == 2 ? parts.last().toInt(&number) : 0;
    return parts.size() <= 2 && number && bits >= 0 && bits <= (four ? 32 : 128);
}

Result<Json> list(const SettingKey &key, const QStringList &entries)
{
    Json result = Json::array();
    for (const QString &entry : entries) {
        const bool hosts = key.kind == SettingKind::Hosts;
        if (hosts ? !isHostPattern(entry) : !isAddress(entry))
            return notValid(
                key, hosts ? u"\"%1\" is not a host name"_s.arg(entry) : u"\"%1\" is not an address"_s.arg(entry));
        result.push_back(toStd(entry));
    }
    return result;
}

}  // namespace

const QList<SettingKey> &settingKeys()
{
    using enum SettingKind;
    static const QList<SettingKey> keys {
        {"build.model", Text, "", "", "BUILDWRIGHT_MODEL", true},
        {"build.model_plan", Text, "", "", nullptr, true},
        {"build.model_code", Text, "", "", nullptr, true},
        {"build.model_verify", Text, "", "", nullptr, true},
        {"build.model_review", Text, "", "", nullptr, true},
        {"build.effort", Choice, "default", "default|low|medium|high|xhigh|max", nullptr, true},
        {"build.sandbox", Choice, "local", "local|e2b", nullptr, true},
        {"build.network", Choice, "registries", "none|registries|open", "BUILDWRIGHT_NETWORK", false},
        {"build.policy", Choice, "balanced", "strict|balanced|permissive", nullptr, false},
        {"build.unattended", Choice, "deny", "deny|ask", nullptr, false},
        {"build.tier", Choice, "standard", "simple|standard|production", nullptr, true},
        {"build.features", Whole, "0", "0..1000", nullptr, true},
        {"build.retries", Whole, "0", "0..20", nullptr, false},
        {"build.parallel", Whole, "3", "1..32", "MAX_CONCURRENT_BUILDS", false},
        {"model.base_url", Text, "", "", "ANTHROPIC_BASE_URL", false},
        {"model.betas", Choice, "auto", "auto|on|off", nullptr, false},
        {"budget.usd", Money, "", "", nullptr, false},
        {"budget.tokens", Whole, "0", "0..1000000000000", nullptr, false},
        {"budget.minutes", Whole, "0", "0..100000", nullptr, false},
        {"budget.feature_usd", Money, "", "", nullptr, false},
        {"budget.phase_usd", Money, "", "", nullptr, false},
        {"budget.sandbox_minutes", Whole, "0", "0..100000", nullptr, false},
        {"budget.sandbox_usd_per_second", Money, "", "", nullptr, false},
        {"limits.builds_cloud", Whole, "5", "1..1000", nullptr, false},
        {"limits.builds_per_hour", Whole, "0", "0..10000", nullptr, false},
        {"limits.requests_per_minute", Whole, "0", "0..100000", nullptr, false},
        {"limits.tokens_per_day", Whole, "0", "0..1000000000000", nullptr, false},
        {"limits.tokens_per_month", Whole, "0", "0..1000000000000", nullptr, false},
        {"limits.usd_per_day", Money, "", "", nullptr, false},
        {"limits.usd_per_month", Money, "", "", nullptr, false},
        {"limits.wait_for_service", Flag, "true", "", nullptr, false},
        {"limits.longest_wait_minutes", Whole, "60", "1..10080", nullptr, false},
        {"checkpoints.keep", Whole, "200", "0..100000", nullptr, false},
        {"recovery.on_start", Choice, "ask", "ask|resume|leave", nullptr, false},
        {"sandbox.memory_mib", Whole, "4096", "128..1048576", nullptr, false},
        {"sandbox.processes", Whole, "512", "16..65536", nullptr, false},
        {"sandbox.disk_mib", Whole, "10240", "64..1048576", nullptr, false},
        {"sandbox.nice", Whole, "10", "0..19", nullptr, false},
        {"cloud.template", Text, "", "", nullptr, true},
        {"cloud.node", Text, "", "", nullptr, true},
        {"cloud.node_source", Text, "https://nodejs.org/dist", "", nullptr, false},
        {"cloud.tier", Choice, "auto", "auto|hobby|pro", nullptr, false},
        {"cloud.pause_after_minutes", Whole, "5", "0..1440", nullptr, false},
        {"network.registries", Hosts, "", "", nullptr, false},
        {"network.registries_add", Hosts, "", "", nullptr, false},
        {"network.allowed_addresses", Addresses, "", "", nullptr, false},
        {"chat.expand", Choice, "auto", "auto|ask", nullptr, false},
        {"chat.enter", Choice, "send", "send|line", nullptr, false},
        {"chat.recording_speed", Whole, "500", "0..100000", nullptr, false},
        {"log.level", Choice, "info", "debug|info|warning|error", nullptr, false},
        {"ui.language", Choice, "system", "system|en|de", nullptr, false},
        {"ui.color", Flag, "true", "", nullptr, false},
    };
    return keys;
}

const SettingKey *settingKey(const QString &name)
{
    for (const SettingKey &key : settingKeys())
        if (name == QLatin1StringView(key.name))
            return &key;
    return nullptr;
}

Result<Json> settingFromText(const SettingKey &key, const QString &text)
{
    if (Redactor::redact(text) != text)
        return notValid(key, u"this looks like a key; settings hold no secrets, use the environment or the keyring"_s);
    switch (key.kind) {
    case SettingKind::Text:
        return Json(toStd(text.trimmed()));
    case SettingKind::Choice:
        if (!QString::fromLatin1(key.choices).split(u'|').contains(text))
            return notValid(key, u"one of %1 is needed"_s.arg(QString::fromLatin1(key.choices).replace(u'|', u", "_s)));
        return Json(toStd(text));
    case SettingKind::Whole: {
        bool good = false;
        const qint64 value = text.trimmed().toLongLong(&good);
        return good ? whole(key, value) : Result<Json>(notValid(key, u"a whole number is needed"_s));
    }
    case SettingKind::Money:
        if (!text.isEmpty() && !bw::Money::fromDecimal(text))
            return notValid(key, u"an amount such as 2.50 is needed"_s);
        return Json(toStd(text));
    case SettingKind::Flag:
        if (text != u"true" && text != u"false")
            return notValid(key, u"true or false is needed"_s);
        return Json(text == u"true");
    case SettingKind::Hosts:
    case SettingKind::Addresses: {
        QStringList entries = text.split(u',', Qt::SkipEmptyParts);
        for (QString &entry : entries)
            entry = entry.trimmed();
        return list(key, entries);
    }
    }
    return notValid(key, {});
}

Result<Json> settingFromJson(const SettingKey &key, const Json &value)
{
    if (value.is_string())
        return key.kind == SettingKind::Whole || key.kind == SettingKind::Flag
            ? Result<Json>(notValid(key, u"no quotes are needed here"_s))
            : settingFromText(key, toQString(value.get<std::string>()));
    if (key.kind == SettingKind::Whole && value.is_number_integer())
        return whole(
            key,
            value.is_number_unsigned() && value.get<quint64>() > 1'000'000'000'000'000ULL ? -1 : value.get<qint64>());
    if (key.kind == SettingKind::Flag && value.is_boolean())
        return value;
    if (key.kind == SettingKind::Money && value.is_number())
        return settingFromText(key, QString::fromStdString(value.dump()));
    if ((key.kind == SettingKind::Hosts || key.kind == SettingKind::Addresses) && value.is_array()) {
        QStringList entries;
        for (const Json &entry : value)
            entries << (entry.is_string() ? toQString(entry.get<std::string>()) : QString());
        return list(key, entries);
    }
    return notValid(key, u"another kind of value is needed"_s);
}

}  // namespace bw::account
