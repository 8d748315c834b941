// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"

#include <QList>
#include <QString>

namespace bw::account
{

enum class SettingKind { Text, Choice, Whole, Money, Flag, Hosts, Addresses };

/// A key of settings.json. docs/settings.md says the same for people; a test compares the two.
struct SettingKey {
    const char *name;  ///< "build.model"
    SettingKind kind;
    const char *standard;     ///< default, as text; lists are separated by commas
    const char *choices;      ///< of Choice: separated by "|"; of Whole: "least..most"
    const char *environment;  ///< variable that takes precedence over the files; nullptr = none
    bool projectMay;          ///< may be set by the file of a project (which may come from a stranger)
};
const QList<SettingKey> &settingKeys();
const SettingKey *settingKey(const QString &name);

/// The value in its JSON form, or InvalidArgument with "what" and "remedy". Text comes from an option, the environment
/// or `settings set`; JSON from a file.
Result<Json> settingFromText(const SettingKey &key, const QString &text);
Result<Json> settingFromJson(const SettingKey &key, const Json &value);

}  // namespace bw::account
