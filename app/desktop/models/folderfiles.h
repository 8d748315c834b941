// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>

namespace bw::desktop
{

/// A file below a folder that somebody dropped.
struct FolderFile {
    QString path;      ///< absolute
    QString relative;  ///< to the folder
    qint64 bytes = 0;
    friend bool operator==(const FolderFile &, const FolderFile &) = default;
};
struct FolderFiles {
    QList<FolderFile> files;  ///< by their relative paths
    bool more = false;        ///< there are more than are listed
};

/// The files below a folder that could go with a message: no hidden ones, none in what package managers and version
/// control keep, none that is empty or larger than an attachment may be; symbolic links are not followed. At most a
/// thousand. Blocks on the disk: for workers. Error: FileUnreadable.
Result<FolderFiles> filesBelow(const QString &folder);

}  // namespace bw::desktop
