// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include <httplib.h>

namespace bw::sandboxd
{

/// What a client keeps about a file of its own: extended attributes "user.e2b.<key>".
using FileMetadata = std::map<std::string, std::string>;

/// X-Metadata-<key> headers, keys in lower case. Error: RpcError invalid_argument (a key over 246 bytes, over 4096
/// bytes in all, a value that is not printable ASCII).
FileMetadata metadataOf(const httplib::Request &request);
/// Empty when there is none or it cannot be read.
FileMetadata readMetadata(const std::string &path);
/// The whole set: what is not in it goes. A file system that keeps none of it is no error. Error: RpcError.
void replaceMetadata(int fd, const std::string &path, const FileMetadata &metadata);

}  // namespace bw::sandboxd
