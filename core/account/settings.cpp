// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/settings.h"

#include "account/jsonlines.h"
#include "account/registries.h"
#include "base/paths.h"
#include "base/wholefile.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace bw::account
{

namespace
{

constexpr qint64 largestFile = 1'000'000;

std::unexpected<Error> noSuchKey(const QString &key)
{
    return fail(ErrorCode::NotFound, u"no setting %1"_s.arg(key), {{u"kind"_s, u"setting"_s}, {u"name"_s, key}});
}

const Json *at(const Json &whole, const QString &key)
{
    const Json *here = &whole;
    for (const QString &part : key.split(u'.')) {
        if (!here->is_object())
            return nullptr;
        const auto found = here->find(toStd(part));
        if (found == here->end())
            return nullptr;
        here = &*found;
    }
    return here;
}

}  // namespace

Settings Settings::load(const QString &path, const QString &projectFolder)
{
    Settings settings;
    settings.m_path = path.isEmpty() ? paths::configFolder() + u"/settings.json"_s : path;
    settings.m_file = settings.readFile(settings.m_path, false, &settings.m_whole);
    if (!projectFolder.isEmpty())
        settings.m_project = settings.readFile(projectFolder + u"/.buildwright/settings.json"_s, true, nullptr);
    settings.readEnvironment();
    return settings;
}

void Settings::problem(const QString &path, int line, const QString &key, const QString &why)
{
    m_problems << Error {ErrorCode::SettingsInvalid,
                         u"%1:%2: %3: %4"_s.arg(path).arg(line).arg(key, why),
                         {{u"path"_s, path}, {u"line"_s, QString::number(line)}, {u"key"_s, key}, {u"why"_s, why}},
                         {}};
}

void Settings::nameBadAreas(const Json &whole, const QString &path, const QHash<QString, int> &lines)
{
    QStringList areas;
    for (const SettingKey &key : settingKeys())
        if (const QString area = QString::fromLatin1(key.name).section(u'.', 0, 0); !areas.contains(area))
            areas << area;
    for (const QString &area : std::as_const(areas))
        if (const auto found = whole.find(toStd(area)); found != whole.end() && !found->is_object())
            problem(path, lines.value(area), area, u"an object is needed"_s);
}

Settings::Values Settings::readFile(const QString &path, bool isProject, Json *whole)
{
    QFile file(path);
    if (!file.exists())
        return {};
    const auto unusable = [&](int line, const QString &why) {
        problem(path, line, u"*"_s, why);
        m_broken = m_broken || !isProject;
        return Values();
    };
    if (!file.open(QIODevice::ReadOnly))
        return unusable(0, file.errorString());
    const QByteArray bytes = file.read(largestFile + 1);
    if (bytes.size() > largestFile)
        return unusable(0, u"larger than 1 MB"_s);
    const auto parsed = parseJson(bytes);
    if (!parsed || !parsed->is_object()) {
        // nlohmann names the byte behind the last one it read.
        const qint64 byte = parsed ? 0 : parsed.error().args.value(u"why"_s).section(u' ', -1).toLongLong();
        return unusable(static_cast<int>(bytes.left(byte > 0 ? byte - 1 : 0).count('\n')) + 1, u"not a JSON object"_s);
    }
    if (whole)
        *whole = *parsed;
    Values values;
    const auto lines = memberLines(bytes);
    nameBadAreas(*parsed, path, lines);
    for (const SettingKey &key : settingKeys()) {
        const QString name = QString::fromLatin1(key.name);
        const Json *found = at(*parsed, name);
        if (!found)
            continue;
        const auto value = settingFromJson(key, *found);
        if (!value)
            problem(path, lines.value(name), name, value.error().args.value(u"remedy"_s));
        else if (isProject && !key.projectMay)
            problem(path, lines.value(name), name, u"a project may not set this"_s);
        else
            values.insert(name, *value);
    }
    return values;
}

void Settings::readEnvironment()
{
    for (const SettingKey &key : settingKeys()) {
        const QString text = key.environment ? QString::fromLocal8Bit(qgetenv(key.environment)) : QString();
        if (text.isEmpty())
            continue;
        if (const auto value = settingFromText(key, text))
            m_environment.insert(QString::fromLatin1(key.name), *value);
        else
            problem(u"environment"_s, 0, QString::fromLatin1(key.environment), value.error().args.value(u"remedy"_s));
    }
}

Status Settings::setOption(const QString &name, const QString &text)
{
    const SettingKey *key = settingKey(name);
    if (!key)
        return noSuchKey(name);
    const auto value = settingFromText(*key, text);
    if (!value)
        return fail(value.error());
    m_option.insert(name, *value);
    return {};
}

Result<Json> Settings::get(const QString &name) const
{
    const SettingKey *key = settingKey(name);
    if (!key)
        return noSuchKey(name);
    for (const Values *values : {&m_option, &m_environment, &m_project, &m_file})
        if (const auto found = values->find(name); found != values->end())
            return *found;
    return settingFromText(*key, QString::fromLatin1(key->standard));
}

QString Settings::origin(const QString &name) const
{
    return m_option.contains(name)     ? u"option"_s
        : m_environment.contains(name) ? u"environment"_s
        : m_project.contains(name)     ? u"project"_s
        : m_file.contains(name)        ? u"file"_s
                                       : u"default"_s;
}

Status Settings::set(const QString &name, const QString &text)
{
    const SettingKey *key = settingKey(name);
    if (!key)
        return noSuchKey(name);
    const auto value = text.isEmpty() ? Result<Json>(Json()) : settingFromText(*key, text);
    if (!value)
        return fail(value.error());
    if (m_broken)
        return fail(ErrorCode::SettingsInvalid, u"the file is not valid and was left alone"_s,
                    m_problems.value(0).args);
    Json changed = m_whole;
    const QStringList parts = name.split(u'.');
    Json &area = changed[toStd(parts.value(0))];
    if (!area.is_object())
        area = Json::object();
    if (text.isEmpty())
        area.erase(toStd(parts.value(1)));
    else
        area[toStd(parts.value(1))] = *value;
    if (auto made = paths::ensurePrivate(QFileInfo(m_path).absolutePath()); !made)
        return made;
    const QByteArray bytes =
        QByteArray::fromStdString(changed.dump(2, ' ', false, Json::error_handler_t::replace)) + '\n';
    if (auto written = writeWhole(m_path, bytes, FileRights::OwnerOnly); !written)
        return written;
    m_whole = changed;
    if (text.isEmpty())
        m_file.remove(name);
    else
        m_file.insert(name, *value);
    return {};
}

Json Settings::value(const char *key) const { return get(QString::fromLatin1(key)).value_or(Json()); }

QString Settings::text(const char *key) const
{
    const Json found = value(key);
    return found.is_string() ? toQString(found.get<std::string>()) : QString();
}

qint64 Settings::number(const char *key) const
{
    const Json found = value(key);
    return found.is_number_integer() ? found.get<qint64>() : 0;
}

QStringList Settings::texts(const char *key) const
{
    QStringList list;
    for (const Json &entry : value(key))
        list << toQString(entry.get<std::string>());
    return list;
}

BuildDefaults Settings::build() const
{
    const QString effort = text("build.effort");
    return {.model = text("build.model"),
            .modelPlan = text("build.model_plan"),
            .modelCode = text("build.model_code"),
            .modelVerify = text("build.model_verify"),
            .modelReview = text("build.model_review"),
            .effort = effort == "default"_L1 ? QString() : effort,
            .sandbox = text("build.sandbox"),
            .network = networkPolicyFromKey(text("build.network")).value_or(NetworkPolicy::Registries),
            .policy = text("build.policy"),
            .asksAlways = text("build.unattended") == "ask"_L1,
            .tier = tierFromKey(text("build.tier")).value_or(Tier::Standard),
            .features = static_cast<int>(number("build.features")),
            .parallel = static_cast<int>(number("build.parallel")),
            .retries = static_cast<int>(number("build.retries"))};
}

ModelSettings Settings::model() const
{
    const QString betas = text("model.betas");
    return {.baseUrl = text("model.base_url"),
            .betas = betas == "auto"_L1 ? std::nullopt : std::optional(betas == "on"_L1)};
}

BudgetSettings Settings::budget() const
{
    const auto optional = [this](const char *key) {
        const qint64 found = number(key);
        return found > 0 ? std::optional(found) : std::nullopt;
    };
    return {.usd = Money::fromDecimal(text("budget.usd")),
            .tokens = optional("budget.tokens"),
            .minutes = optional("budget.minutes"),
            .featureUsd = Money::fromDecimal(text("budget.feature_usd")),
            .phaseUsd = Money::fromDecimal(text("budget.phase_usd")),
            .sandboxMinutes = optional("budget.sandbox_minutes"),
            .sandboxUsdPerSecond = Money::fromDecimal(text("budget.sandbox_usd_per_second"))};
}

LimitSettings Settings::limits() const
{
    const auto optional = [this](const char *key) {
        const qint64 found = number(key);
        return found > 0 ? std::optional(found) : std::nullopt;
    };
    const Json wait = value("limits.wait_for_service");
    return {.buildsCloud = static_cast<int>(number("limits.builds_cloud")),
            .buildsPerHour = static_cast<int>(number("limits.builds_per_hour")),
            .requestsPerMinute = static_cast<int>(number("limits.requests_per_minute")),
            .tokensPerDay = optional("limits.tokens_per_day"),
            .tokensPerMonth = optional("limits.tokens_per_month"),
            .usdPerDay = Money::fromDecimal(text("limits.usd_per_day")),
            .usdPerMonth = Money::fromDecimal(text("limits.usd_per_month")),
            .waitForService = !wait.is_boolean() || wait.get<bool>(),
            .longestWaitMinutes = static_cast<int>(number("limits.longest_wait_minutes"))};
}

RecoverySettings Settings::recovery() const
{
    const QString onStart = text("recovery.on_start");
    return {.onStart = onStart == "resume"_L1 ? OnStart::Resume
                : onStart == "leave"_L1       ? OnStart::Leave
                                              : OnStart::Ask,
            .checkpointsKept = static_cast<int>(number("checkpoints.keep"))};
}

SandboxSettings Settings::sandbox() const
{
    return {.memoryBytes = number("sandbox.memory_mib") << 20,
            .processes = static_cast<int>(number("sandbox.processes")),
            .diskBytes = number("sandbox.disk_mib") << 20,
            .niceness = static_cast<int>(number("sandbox.nice"))};
}

CloudSettings Settings::cloud() const
{
    return {.templateName = text("cloud.template"),
            .nodeVersion = text("cloud.node"),
            .nodeSource = text("cloud.node_source"),
            .tier = text("cloud.tier"),
            .pauseAfterMinutes = static_cast<int>(number("cloud.pause_after_minutes"))};
}

NetworkSettings Settings::network() const
{
    QStringList hosts = texts("network.registries");
    if (hosts.isEmpty())
        hosts = builtInRegistries();
    return {.allowedHosts = hosts + texts("network.registries_add"),
            .allowedAddresses = texts("network.allowed_addresses")};
}

ChatSettings Settings::chat() const
{
    return {.asksToExpand = text("chat.expand") == "ask"_L1,
            .enterSends = text("chat.enter") == "send"_L1,
            .recordingSpeed = static_cast<int>(number("chat.recording_speed"))};
}

LogSettings Settings::log() const { return {.level = text("log.level")}; }

UiSettings Settings::ui() const
{
    const Json color = value("ui.color");
    const QString language = text("ui.language");
    return {.language = language == "system"_L1 ? QString() : language,
            .color = !color.is_boolean() || color.get<bool>()};
}

}  // namespace bw::account
