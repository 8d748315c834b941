// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bwbench
{

/// Each returns a process exit code: 0 = measured.
int storeAppend(int events);
int storeSearch(int lines);

}  // namespace bwbench
