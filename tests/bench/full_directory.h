// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Makes a data directory as years of work leave it: 1,000 builds, 1,000 chats, 1,000,000 lines of logs. One that was
/// made whole already is left as it is. False: it could not be made.
bool makeFullDirectory(const QString &folder);
