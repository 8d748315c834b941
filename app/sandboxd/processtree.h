// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include <sys/types.h>

namespace bw::sandboxd
{

/// The processes that descend from `root` or belong to its session (which holds what was orphaned since), without
/// zombies. With `root` itself.
std::set<pid_t> processTree(pid_t root);
/// SIGKILL to the group and the tree, again until nothing new appears.
void killTree(pid_t root);
/// SIGKILL to everything in this sandbox but the daemon; waits at most a second. True when all are gone.
bool killEverything();

}  // namespace bw::sandboxd
