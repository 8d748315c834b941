// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace bw::engine
{

/// Copies an artifact to where a person wants it: to a temporary name beside, then renamed, so that nothing half is
/// ever seen there and an older file stays when the copy fails. Blocking. Errors: FileUnreadable, FileUnwritable,
/// DiskFull.
Status copyArtifact(const QString &from, const QString &to);

}  // namespace bw::engine
