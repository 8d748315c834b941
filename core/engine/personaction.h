// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ceilings.h"

namespace bw::engine
{

/// What a person wants done with a build that exists, as a front end hands it over. Which members count depends on the
/// action; personactions.cpp lists them.
struct PersonAction {
    QString action;              ///< key: "approve", "reject", "answer", "accept", "skip" …
    QString feature;             ///< id of a feature; empty = the build as a whole
    QString text;                ///< reason, answer or message
    QByteArray edit;             ///< what the person made of a reviewed file; any bytes
    bool edited = false;         ///< `edit` counts, even when it is empty
    Ceilings ceilings;           ///< new ones
    Json more = Json::object();  ///< what only one action needs, such as options that a clone changes
};
/// Carried over the control socket; bytes travel as base64.
Json toJson(const PersonAction &action);
Result<PersonAction> personActionFromJson(const Json &json);

}  // namespace bw::engine
