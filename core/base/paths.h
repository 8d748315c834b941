// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

/// Where things lie, by the XDG base directory rules (a variable that is not an absolute path is ignored). Nothing is
/// made by asking. Thread-safe as long as nobody changes the environment.
namespace bw::paths
{

QString dataFolder();     ///< BUILDWRIGHT_DATA, else $XDG_DATA_HOME/buildwright, else ~/.local/share/buildwright
QString stateFolder();    ///< $XDG_STATE_HOME/buildwright, else ~/.local/state/buildwright
QString configFolder();   ///< $XDG_CONFIG_HOME/buildwright, else ~/.config/buildwright
QString cacheFolder();    ///< $XDG_CACHE_HOME/buildwright, else ~/.cache/buildwright
QString runtimeFolder();  ///< $XDG_RUNTIME_DIR/buildwright, else /tmp/buildwright-<uid>

/// Makes the folder with its parents, mode 0700, and checks that it is a real folder of this user (one in /tmp could
/// have been put there by somebody else). Error: FileUnwritable, DiskFull.
Status ensurePrivate(const QString &folder);

}  // namespace bw::paths
