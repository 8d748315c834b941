// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/buildrequest.h"

namespace bw::store
{
class Database;
}

namespace bw::desktop
{

/// What a person chose for a new build, as the start sheet holds it: texts as typed.
struct StartChoices {
    enum class Source { Template, File, Prompt, Library };
    Source source = Source::Template;
    QString templateId;
    QString specPath;
    QString prompt;
    QByteArray specText {};  ///< of Library: the text of that version
    QString specName {};
    SpecId spec {};       ///< empty = the text stands in no library
    int specVersion = 0;  ///< fixed in the build
    QString model;        ///< empty = the default one
    QString budget;       ///< dollars; empty = no ceiling
    QString sandbox = QStringLiteral("local");
    NetworkPolicy network = NetworkPolicy::Registries;
    std::optional<Tier> tier {};  ///< nothing = by the specification
    int features = 0;             ///< 0 = by specification and tier
    Gates gates {};
    friend bool operator==(const StartChoices &, const StartChoices &) = default;
};

/// What the settings say where a person chose nothing.
StartChoices defaultChoices();

/// The request that `buildwright build` would make of the same choices. Reads the specification's file. Errors:
/// InvalidArgument naming what is missing or wrong, FileUnreadable, TooLarge.
Result<engine::BuildRequest> requestOf(const StartChoices &choices);

/// What the start sheet says about choices before it lets anybody start.
struct StartOutlook {
    QString name;  ///< of the application; empty for a prompt
    QString forecast;
    bool demonstration = false;
    std::optional<Error> obstacle {};  ///< why it cannot start
};
/// Blocking; null `database` = no history. What can only be found by starting (a sandbox that cannot be had) is not
/// looked at.
StartOutlook outlookOf(store::Database *database, const StartChoices &choices);

}  // namespace bw::desktop
