// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/buildstate.h"

#include <QString>

namespace bw::usertext
{

/// What a state means to a person, whatever its colour is on their screen.
enum class Tone {
    Quiet,    ///< at rest
    Busy,     ///< somebody works on it
    Waiting,  ///< it needs the person
    Good,
    Bad,
};

/// How a state of a build is shown, by every front end: one row of one table.
struct StateLook {
    QString name;  ///< "running"
    QString icon;  ///< name of a drawing in resources/icons, without its ending
    QString sign;  ///< the same for a terminal: one character
    Tone tone = Tone::Quiet;
    QString nextStep;  ///< one sentence: what the person can do; never empty
};
StateLook stateLook(BuildState state);

}  // namespace bw::usertext
