// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect.h"

#include <map>
#include <string>

#include <httplib.h>

namespace bw::sandboxd
{

/// One file being written by an upload: parents are made, an old file is truncated. Error: RpcError everywhere.
class UploadFile
{
public:
    using Metadata = std::map<std::string, std::string>;

    UploadFile(std::string path, const Metadata &metadata);
    ~UploadFile();
    UploadFile(const UploadFile &) = delete;
    UploadFile &operator=(const UploadFile &) = delete;

    void write(std::string_view bytes);
    /// The answer's entry {"name", "path", "type"}.
    Json finish();

    /// X-Metadata-<key> headers, keys in lower case.
    static Metadata metadataOf(const httplib::Request &request);

private:
    std::string m_path;
    int m_fd = -1;
};

}  // namespace bw::sandboxd
