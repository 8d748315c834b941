// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/buildrequest.h"

#include <QJsonObject>

namespace bw::desktop
{

/// What a person chose for a new build, as the start sheet holds it: texts as typed. The same choices as the options of
/// `buildwright build`.
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
    QString project {};   ///< id; empty = none
    QString model;        ///< empty = the default one
    RoleValues roleModels {};
    QString effort {};  ///< empty = the service's default
    RoleValues roleEfforts {};
    QString baseUrl {};
    QString sandbox = QStringLiteral("local");
    NetworkPolicy network = NetworkPolicy::Registries;
    QString policy = QStringLiteral("balanced");
    std::optional<Tier> tier {};  ///< nothing = by the specification
    int features = 0;             ///< 0 = by specification and tier
    Gates gates {};
    /// Ceilings; empty = none.
    struct Part {
        QString usd {}, tokens {}, minutes {}, sandboxMinutes {};
        friend bool operator==(const Part &, const Part &) = default;
    };
    Part whole {}, phase {}, feature {};
    int retries = 0;
    int priority = 0;
    QString memory {}, disk {}, processes {}, niceness {};  ///< of the sandbox; empty = the settings'
    QString templateImage {}, nodeVersion {};               ///< at E2B only
    QString out {};                                         ///< where the zip is copied to; empty = nowhere
    friend bool operator==(const StartChoices &, const StartChoices &) = default;
};

/// What the settings say where a person chose nothing.
StartChoices defaultChoices();

/// The request that `buildwright build` would make of the same choices. Reads the specification's file. Errors:
/// InvalidArgument naming what is missing or wrong, and in args["field"] where: "source", "model", "out", or a key of
/// startFields(); FileUnreadable, TooLarge.
Result<engine::BuildRequest> requestOf(const StartChoices &choices);

/// Everything but what is built, its tier and its number of features: what the next build of a project begins with.
QJsonObject rememberedOf(const StartChoices &choices);
/// What was remembered, where `given` says nothing else than the settings do.
StartChoices withRemembered(const StartChoices &given, const QJsonObject &remembered);

}  // namespace bw::desktop
