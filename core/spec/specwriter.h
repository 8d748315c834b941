// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/appspec.h"

namespace bw::spec
{

/// The specification in a form: its source as it is where that is the form already. Else written anew: all data, and
/// each free section as it stands (in Markdown in a fence with the info string "xml"; in XML in CDATA), so that the way
/// back gives it again. Pure.
QByteArray writeSpec(const AppSpec &spec, SpecFormat format);

}  // namespace bw::spec
