// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "model/buildstate.h"
#include "model/feature.h"

#include <QString>

/// Texts for people, made from codes at the edge: only front ends use this room. Every text of an error says what
/// happened, what was kept where that is in question, and what to do. Thread-safe.
namespace bw::usertext
{

QString errorText(const Error &error);
QString stateText(BuildState state);
QString phaseText(Phase phase);
QString statusText(FeatureStatus status);
/// Of what is wrong with a specification: the key and the detail of a diagnostic ("broken_xml", the tag).
QString specProblemText(const QString &key, const QString &detail);
/// Of what mends it: the key and the detail of a quick fix ("remove_group", the group), as the label of a button.
QString specFixText(const QString &key, const QString &detail);
/// Of the reason beside a state ("budget", "recording_ended", the key of an error …). An unknown key is shown as it is.
QString reasonText(const QString &reason);

}  // namespace bw::usertext
