// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "base/secretstring.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>

namespace bw::sandbox
{

/// What E2B's control plane is asked for and answers. Members as in its API; unknown ones are not kept.

struct NewCloudSandbox {
    QString templateId = QStringLiteral("base");
    std::chrono::seconds timeout {300};
    QMap<QString, QString> metadata;
    QMap<QString, QString> env;
    bool internet = true;
    Json network = Json::object();
};

/// A sandbox as the answer to create and connect has it.
struct CloudSandbox {
    QString id;
    QString templateId;
    QString envdVersion;
    QString domain;  ///< empty = the configured one
    SecretString accessToken;
    SecretString trafficToken;
};

struct ListedCloudSandbox {
    QString id;
    QString templateId;
    QString state;  ///< "running", "paused"
    qint64 startedMs = 0;
    qint64 endMs = 0;
    int processors = 0;
    qint64 memoryBytes = 0;
    qint64 diskBytes = 0;
    QMap<QString, QString> metadata;
    QString envdVersion;
};

struct CloudFilter {
    QMap<QString, QString> metadata {};
    QStringList states {};  ///< empty = running and paused
    int pageSize = 100;
};

struct CloudMetric {
    qint64 timeMs = 0;
    double processorsUsed = 0;  ///< percent
    qint64 memoryUsed = 0, memoryTotal = 0, diskUsed = 0, diskTotal = 0;
};

struct CloudLogEntry {
    qint64 timeMs = 0;
    QString level;
    QString message;
};

struct CloudTemplate {
    QString id;
    QStringList names;
    QString buildStatus;
};

CloudSandbox cloudSandboxFrom(const Json &object);
ListedCloudSandbox listedCloudSandboxFrom(const Json &object);
CloudMetric cloudMetricFrom(const Json &object);
CloudLogEntry cloudLogEntryFrom(const Json &object);
CloudTemplate cloudTemplateFrom(const Json &object);
/// `firstVersion`: for POST /sandboxes, which has to be told that access is secured.
Json toJson(const NewCloudSandbox &wanted, bool firstVersion);
/// The value of the query `metadata`: three layers of percent-encoding, as the server takes three off.
QByteArray metadataQuery(const QMap<QString, QString> &metadata);

}  // namespace bw::sandbox
