// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/folderfiles.h"

#include "agent/attachment.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{
constexpr qsizetype mostFiles = 1000;
constexpr int mostFolders = 2000;

bool isKept(const QString &folder)
{
    return folder == "node_modules"_L1 || folder == "__pycache__"_L1 || folder == "target"_L1 || folder == "venv"_L1;
}

}  // namespace

Result<FolderFiles> filesBelow(const QString &folder)
{
    const QDir top(folder);
    if (!top.exists() || !top.isReadable())
        return fail(ErrorCode::FileUnreadable, folder,
                    {{u"path"_s, folder}, {u"why"_s, u"it is no readable folder"_s}});
    FolderFiles found;
    QStringList waiting {top.absolutePath()};
    // The folders nearest to the top first: those matter most when there are too many.
    for (int seen = 0; !waiting.isEmpty(); ++seen) {
        if (seen >= mostFolders || found.files.size() >= mostFiles) {
            found.more = true;
            break;
        }
        QDirIterator entries(waiting.takeFirst(), QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
        while (entries.hasNext()) {
            const QFileInfo entry = entries.nextFileInfo();
            if (entry.isDir()) {
                if (!isKept(entry.fileName()))
                    waiting << entry.filePath();
            } else if (entry.isReadable() && entry.size() > 0 && entry.size() <= agent::largestAttachment) {
                if (found.files.size() >= mostFiles) {
                    found.more = true;
                    break;
                }
                found.files.append({entry.filePath(), top.relativeFilePath(entry.filePath()), entry.size()});
            }
        }
    }
    std::ranges::sort(found.files, {}, &FolderFile::relative);
    return found;
}

}  // namespace bw::desktop
