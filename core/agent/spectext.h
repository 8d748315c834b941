// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/appspec.h"

namespace bw::agent
{

/// The specification as a first message shows it: whole, or its beginning and a line that says where the rest stands.
/// At most 200 kB, about a quarter of a model's window. Pure.
QString specText(const spec::AppSpec &spec);

}  // namespace bw::agent
