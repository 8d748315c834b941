// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace bw
{

enum class FileRights {
    ByUmask,    ///< files that a person asked for
    OwnerOnly,  ///< 0600, also where one with other rights stood before
};

/// Writes a file as a whole: beside its place, then renamed over what stands there. Whoever reads sees the old bytes or
/// the new ones, also after a crash. Blocks on the disk; thread-safe. Error: FileUnwritable (path, why); then nothing
/// has changed.
Status writeWhole(const QString &path, const QByteArray &bytes, FileRights rights = FileRights::ByUmask);

}  // namespace bw
