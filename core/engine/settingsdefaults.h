// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/build.h"

namespace bw::account
{
class Settings;
}

namespace bw::engine
{

/// What a build does where a person chose nothing: the settings that count (option, environment, project, file,
/// default). Pure.
BuildOptions buildOptionsFrom(const account::Settings &settings);

}  // namespace bw::engine
