// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/json.h"

#include <httplib.h>

namespace bw::api
{

/// What every route of the control socket answers with.
void answer(httplib::Response &response, const Json &json);
void answerError(httplib::Response &response, const Error &error);

}  // namespace bw::api
