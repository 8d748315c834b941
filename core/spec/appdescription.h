// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/buildstate.h"

#include <QString>

#include <optional>

namespace bw::spec
{

/// What a conversation ends in (platform-behaviour §3.2): a short text from which the specification is written.
struct AppDescription {
    QString text;  ///< the block as it stands, trimmed
    QString name;  ///< first "# " heading; empty = none
    Tier tier = Tier::Standard;
    int features = 0;    ///< as estimated there, else the usual number of the tier
    QString reasoning;   ///< why this tier; empty = not said
    bool closed = true;  ///< false: the reply ended, or still streams, inside of it
    friend bool operator==(const AppDescription &, const AppDescription &) = default;
};

/// The description in a model's reply: an app_description element or fence, whichever begins first; fences inside do
/// not end it. Nothing: there is none. Pure.
std::optional<AppDescription> findAppDescription(const QString &reply);

/// The usual number of features of a tier: 30, 80, 200.
int usualFeatures(Tier tier);

}  // namespace bw::spec
