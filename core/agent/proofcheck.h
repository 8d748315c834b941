// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/projectfiles.h"
#include "model/feature.h"

namespace bw::agent
{

/// Why a proof cannot prove anything, found by looking at its command and at the files that it runs; empty = nothing
/// was found, which does not say that it proves much. One line for people. Pure.
QString whyProvesNothing(const Proof &proof, const ProjectFiles &project);

/// By its command alone, before there is a project.
QString whyProvesNothing(const Proof &proof);

}  // namespace bw::agent
