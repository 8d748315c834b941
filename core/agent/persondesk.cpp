// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/persondesk.h"

namespace bw::agent
{

QStringList permissions() { return {permission::once, permission::build, permission::project, permission::never}; }

}  // namespace bw::agent
