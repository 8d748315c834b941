// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace bw::engine
{

/// Whether sandboxes could be made there ("local", "e2b", as BuildOptions::sandbox), as far as this machine can tell
/// without making one and without asking anybody: its walls, or whether there is a key. For whoever has no engine, such
/// as a window before a build. Reads a few small files. Errors: SandboxUnavailable with the remedy, KeyMissing,
/// InvalidArgument (an address that is none).
Status checkSandboxHere(const QString &where);

}  // namespace bw::engine
