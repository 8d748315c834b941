// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "base/result.h"

#include <QString>

#include <mutex>

namespace bw::sandbox
{

/// Which image stands for what was prepared: a file of the data directory (e2b-images.json). It is a memory only: what
/// is not there, or not true any more, is made anew. Thread-safe.
class CloudImages final
{
public:
    explicit CloudImages(const QString &dataFolder)
        : m_path(dataFolder + QStringLiteral("/e2b-images.json"))
    {
    }

    /// Empty = none.
    [[nodiscard]] QString find(const QString &key) const;
    /// Errors: FileUnwritable.
    Status keep(const QString &key, const QString &image);
    Status forget(const QString &key);

private:
    [[nodiscard]] Json read() const;
    Status write(const Json &images) const;

    const QString m_path;
    mutable std::mutex m_mutex;
};

}  // namespace bw::sandbox
