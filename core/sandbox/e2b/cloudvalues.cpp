// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/e2b/cloudvalues.h"

#include <QDateTime>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

qint64 timeOf(const Json &object, const char *key)
{
    const QDateTime time = QDateTime::fromString(jsonString(object, key), Qt::ISODateWithMs);
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}

QMap<QString, QString> textsOf(const Json &object, const char *key)
{
    QMap<QString, QString> texts;
    const auto found = object.find(key);
    if (found == object.end() || !found->is_object())
        return texts;
    for (const auto &[name, value] : found->items()) {
        if (value.is_string())
            texts.insert(toQString(name), toQString(value.get<std::string>()));
    }
    return texts;
}

Json objectOf(const QMap<QString, QString> &texts)
{
    Json object = Json::object();
    for (const auto &[name, value] : texts.asKeyValueRange())
        object[toStd(name)] = toStd(value);
    return object;
}

}  // namespace

CloudSandbox cloudSandboxFrom(const Json &object)
{
    CloudSandbox sandbox;
    sandbox.id = jsonString(object, "sandboxID");
    sandbox.templateId = jsonString(object, "templateID");
    sandbox.envdVersion = jsonString(object, "envdVersion");
    sandbox.domain = jsonString(object, "domain");
    if (const QString token = jsonString(object, "envdAccessToken"); !token.isEmpty())
        sandbox.accessToken = SecretString(token.toUtf8());
    if (const QString token = jsonString(object, "trafficAccessToken"); !token.isEmpty())
        sandbox.trafficToken = SecretString(token.toUtf8());
    return sandbox;
}

ListedCloudSandbox listedCloudSandboxFrom(const Json &object)
{
    ListedCloudSandbox listed;
    listed.id = jsonString(object, "sandboxID");
    listed.templateId = jsonString(object, "templateID");
    listed.state = jsonString(object, "state");
    listed.startedMs = timeOf(object, "startedAt");
    listed.endMs = timeOf(object, "endAt");
    listed.processors = static_cast<int>(jsonInt(object, "cpuCount"));
    listed.memoryBytes = jsonInt(object, "memoryMB") << 20;
    listed.diskBytes = jsonInt(object, "diskSizeMB") << 20;
    listed.metadata = textsOf(object, "metadata");
    listed.envdVersion = jsonString(object, "envdVersion");
    return listed;
}

CloudMetric cloudMetricFrom(const Json &object)
{
    return {.timeMs = jsonInt(object, "timestampUnix") * 1000,
            .processorsUsed = jsonDouble(object, "cpuUsedPct"),
            .memoryUsed = jsonInt(object, "memUsed"),
            .memoryTotal = jsonInt(object, "memTotal"),
            .diskUsed = jsonInt(object, "diskUsed"),
            .diskTotal = jsonInt(object, "diskTotal")};
}

CloudLogEntry cloudLogEntryFrom(const Json &object)
{
    return {.timeMs = timeOf(object, "timestamp"),
            .level = jsonString(object, "level"),
            .message = jsonString(object, "message")};
}

CloudTemplate cloudTemplateFrom(const Json &object)
{
    CloudTemplate one;
    one.id = jsonString(object, "templateID");
    one.buildStatus = jsonString(object, "buildStatus");
    for (const char *key : {"names", "aliases"}) {
        const auto names = object.find(key);
        if (names == object.end() || !names->is_array())
            continue;
        for (const Json &name : *names) {
            if (name.is_string())
                one.names.append(toQString(name.get<std::string>()));
        }
    }
    return one;
}

Json toJson(const NewCloudSandbox &wanted, bool firstVersion)
{
    Json object {{"templateID", toStd(wanted.templateId)},   {"timeout", wanted.timeout.count()},
                 {"metadata", objectOf(wanted.metadata)},    {"envVars", objectOf(wanted.env)},
                 {"allow_internet_access", wanted.internet}, {"autoPause", false}};
    if (!wanted.network.empty())
        object["network"] = wanted.network;
    if (firstVersion)
        object["secure"] = true;
    return object;
}

QByteArray metadataQuery(const QMap<QString, QString> &metadata)
{
    QByteArray joined;
    for (const auto &[name, value] : metadata.asKeyValueRange()) {
        if (!joined.isEmpty())
            joined += '&';
        joined += QUrl::toPercentEncoding(QString::fromLatin1(QUrl::toPercentEncoding(name))) + '='
            + QUrl::toPercentEncoding(QString::fromLatin1(QUrl::toPercentEncoding(value)));
    }
    return QUrl::toPercentEncoding(QString::fromLatin1(joined));
}

}  // namespace bw::sandbox
