// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sandboxcheck.h"

#include "sandbox/e2b/e2bsettings.h"
#include "sandbox/local/hostwalls.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;

Status checkSandboxHere(const QString &where)
{
    return where == "e2b"_L1 ? sandbox::E2bSettings::fromEnvironment().check()
                             : sandbox::HostWalls::read({}, {}).check();
}

}  // namespace bw::engine
