// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect.h"
#include "filemetadata.h"

namespace bw::sandboxd
{

/// One file being written by an upload: parents are made, an old file is truncated. Error: RpcError everywhere.
class UploadFile
{
public:
    UploadFile(std::string path, FileMetadata metadata);
    ~UploadFile();
    UploadFile(const UploadFile &) = delete;
    UploadFile &operator=(const UploadFile &) = delete;

    void write(std::string_view bytes);
    /// The answer's entry {"name", "path", "type", "metadata"?}.
    Json finish();

private:
    std::string m_path;
    FileMetadata m_metadata;
    int m_fd = -1;
};

}  // namespace bw::sandboxd
