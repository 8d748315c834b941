// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/json.h"
#include "model/buildstate.h"
#include "model/money.h"
#include "model/usage.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace bw::store
{

/// Rows as the stores return them: plain values, times in milliseconds UTC.
struct User {
    UserId id;
    QString name;
    qint64 createdMs = 0;
    friend bool operator==(const User &, const User &) = default;
};

struct Project {
    ProjectId id;
    UserId user;
    QString name;
    QString description;
    qint64 createdMs = 0, updatedMs = 0;
    qint64 version = 0;  ///< grows with each change
    friend bool operator==(const Project &, const Project &) = default;
};

struct Spec {
    SpecId id;
    UserId user;
    ProjectId project;  ///< empty = none
    ChatId chat;        ///< empty = none
    QString name;
    QString format;  ///< "xml", "markdown", "text"
    qint64 createdMs = 0, updatedMs = 0;
    int version = 0;       ///< newest
    QString origin {};     ///< author of the first version
    QString tier {};       ///< of the newest version; empty = none said
    int features = -1;     ///< of the newest version; -1 = not counted (or cannot be read)
    qint64 bytes = 0;      ///< of the newest version; only read
    qint64 deletedMs = 0;  ///< 0 = it is not
    friend bool operator==(const Spec &, const Spec &) = default;
};

struct SpecVersion {
    SpecId spec;
    int version = 0;     ///< 1, 2, 3 … never changed once written
    QByteArray content;  ///< byte for byte
    QString author;      ///< "person", "chat", "wizard", "import", "model", "template"
    QString note;        ///< the reason that was given
    qint64 createdMs = 0;
    int restored = 0;  ///< the version that was brought back with this one; 0 = none
    friend bool operator==(const SpecVersion &, const SpecVersion &) = default;
};

enum class LogLevel { Debug, Info, Warning, Error };
QString toKey(LogLevel level);  ///< "debug", "info", "warning", "error"
std::optional<LogLevel> logLevelFromKey(const QString &key);

/// One line of a build's log; its text is cut out of the event that holds it.
struct LogLine {
    BuildId build;
    qint64 n = 0;         ///< 1, 2, 3 … per build
    qint64 eventSeq = 0;  ///< the event that holds the text
    qint64 timeMs = 0;
    LogLevel level = LogLevel::Info;
    QString source;   ///< "stdout", "stderr", "command", "note", "error" …
    QString feature;  ///< the feature that was worked on; empty = none
    QString text;     ///< without the line end
    friend bool operator==(const LogLine &, const LogLine &) = default;
};

struct UsageRow {
    QString purpose;  ///< what the calls were for ("plan", "implement", "verify" …)
    QString model;
    Usage usage;
    std::optional<Money> cost;  ///< nothing = a price is unknown
    friend bool operator==(const UsageRow &, const UsageRow &) = default;
};

struct Checkpoint {
    QString id;
    BuildId build;
    qint64 seq = 0;  ///< of its event
    BlobHash manifest;
    QString reason;
    qint64 files = 0, bytes = 0;
    qint64 createdMs = 0;
    friend bool operator==(const Checkpoint &, const Checkpoint &) = default;
};

}  // namespace bw::store
