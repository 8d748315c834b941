// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "account/settingkey.h"
#include "base/result.h"
#include "model/buildstate.h"
#include "model/money.h"

#include <QHash>
#include <QList>
#include <QStringList>

#include <optional>

namespace bw::account
{

struct BuildDefaults {
    QString model;                                           ///< empty = none chosen
    QString modelPlan, modelCode, modelVerify, modelReview;  ///< empty = `model`
    QString effort;                                          ///< empty = the service's default
    QString sandbox;
    NetworkPolicy network = NetworkPolicy::Registries;
    QString policy;           ///< name of a command policy
    bool asksAlways = false;  ///< what it leaves open is asked, though nobody is at a terminal
    Tier tier = Tier::Standard;
    int features = 0;
    int parallel = 3;
    int retries = 0;  ///< of a failed build, by itself
};
struct ModelSettings {
    QString baseUrl;
    std::optional<bool> betas;  ///< whether fields in beta are sent; nothing = to Anthropic only
};
struct BudgetSettings {
    std::optional<Money> usd;
    std::optional<qint64> tokens;
    std::optional<qint64> minutes;
    std::optional<Money> featureUsd;  ///< of each feature
    std::optional<Money> phaseUsd;    ///< of each phase
    std::optional<qint64> sandboxMinutes;
    std::optional<Money> sandboxUsdPerSecond;  ///< nothing = the provider's price
};
/// Of all builds together. 0 or nothing = no limit.
struct LimitSettings {
    int buildsCloud = 5;  ///< at a time; local ones: BuildDefaults::parallel
    int buildsPerHour = 0;
    int requestsPerMinute = 0;  ///< to each service
    std::optional<qint64> tokensPerDay {}, tokensPerMonth {};
    std::optional<Money> usdPerDay {}, usdPerMonth {};
    bool waitForService = true;  ///< false: a build pauses instead
    int longestWaitMinutes = 60;
};
/// What an owner does at its start with builds that a crash interrupted.
enum class OnStart {
    Ask,     ///< says which, and how to go on
    Resume,  ///< goes on with them
    Leave,   ///< says nothing
};
struct RecoverySettings {
    OnStart onStart = OnStart::Ask;
    int checkpointsKept = 0;  ///< of a build, beside those that always stay; 0 = all
};
struct SandboxSettings {
    qint64 memoryBytes = 0;
    int processes = 0;
    qint64 diskBytes = 0;
    int niceness = 0;
};
/// Of sandboxes at E2B.
struct CloudSettings {
    QString templateName;  ///< empty = E2B's default
    QString nodeVersion;   ///< empty = the template's
    QString nodeSource;    ///< address of a server with the folders of nodejs.org's dist
    QString tier;          ///< "auto", "hobby", "pro"
    int pauseAfterMinutes = 5;
};
struct NetworkSettings {
    QStringList allowedHosts;      ///< the list of registries that counts
    QStringList allowedAddresses;  ///< for an open network
};
struct ChatSettings {
    bool asksToExpand = false;  ///< a specification is not written by itself once there is a description
    bool enterSends = true;     ///< in the window; false: Enter begins a line, Shift+Enter sends
    int recordingSpeed = 0;     ///< characters a second of a recorded conversation; 0 = at once
};
struct LogSettings {
    QString level;
};
struct UiSettings {
    QString language;  ///< empty = by the system
    bool color = true;
};

/// What a person prefers. Precedence: option, environment, project (<folder>/.buildwright/settings.json), file
/// ($XDG_CONFIG_HOME/buildwright/settings.json), default. Bad entries are named with their line and ignored; unknown
/// keys are kept on writing. Never a secret. A value; not for use from several threads at once.
class Settings final
{
public:
    /// Reads what there is; missing files are no error. An empty path = paths::configFolder() + "/settings.json"; an
    /// empty project = none.
    static Settings load(const QString &path = {}, const QString &projectFolder = {});

    /// One SettingsInvalid (path, line, key, why) for each entry that was ignored.
    [[nodiscard]] const QList<Error> &problems() const { return m_problems; }
    [[nodiscard]] QString path() const { return m_path; }

    /// Of a command line option; counts before all else. Error: NotFound (kind "setting"), InvalidArgument.
    Status setOption(const QString &key, const QString &value);
    /// The value that counts, in its JSON form. Error: NotFound.
    [[nodiscard]] Result<Json> get(const QString &key) const;
    /// Where it comes from: "option", "environment", "project", "file", "default".
    [[nodiscard]] QString origin(const QString &key) const;
    /// Writes to the file, atomically; an empty text takes the key out again. Errors: NotFound, InvalidArgument (also
    /// for what looks like a secret), SettingsInvalid when the file is not valid JSON (it is left alone),
    /// FileUnwritable.
    Status set(const QString &key, const QString &value);

    [[nodiscard]] BuildDefaults build() const;
    [[nodiscard]] ModelSettings model() const;
    [[nodiscard]] BudgetSettings budget() const;
    [[nodiscard]] LimitSettings limits() const;
    [[nodiscard]] RecoverySettings recovery() const;
    [[nodiscard]] SandboxSettings sandbox() const;
    [[nodiscard]] CloudSettings cloud() const;
    [[nodiscard]] NetworkSettings network() const;
    [[nodiscard]] ChatSettings chat() const;
    [[nodiscard]] LogSettings log() const;
    [[nodiscard]] UiSettings ui() const;

private:
    using Values = QHash<QString, Json>;
    Values readFile(const QString &path, bool isProject, Json *whole);
    void nameBadAreas(const Json &whole, const QString &path, const QHash<QString, int> &lines);
    void readEnvironment();
    void problem(const QString &path, int line, const QString &key, const QString &why);
    [[nodiscard]] Json value(const char *key) const;
    [[nodiscard]] QString text(const char *key) const;
    [[nodiscard]] qint64 number(const char *key) const;
    [[nodiscard]] QStringList texts(const char *key) const;

    QString m_path;
    Json m_whole = Json::object();  // the person's file as it stands, with what we do not know
    bool m_broken = false;
    Values m_option, m_environment, m_project, m_file;
    QList<Error> m_problems;
};

}  // namespace bw::account
