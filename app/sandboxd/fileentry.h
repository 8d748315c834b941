// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect.h"

#include <string>
#include <vector>

namespace bw::sandboxd
{

/// EntryInfo of a path: type and mode are a link's target's. Error: RpcError not_found, permission_denied.
Json fileEntry(const std::string &path);
/// What is below a folder, depth first, in the order of names; links are not followed.
Json listEntries(const std::string &folder, int depth);
/// RpcError for an errno of a file operation.
RpcError fileError(int error, const std::string &path);

}  // namespace bw::sandboxd
