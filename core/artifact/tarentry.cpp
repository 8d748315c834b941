// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifact/tarentry.h"

namespace bw::artifact
{

using namespace Qt::StringLiterals;

QString toKey(EntryType type)
{
    switch (type) {
    case EntryType::File:
        return u"file"_s;
    case EntryType::Directory:
        return u"directory"_s;
    case EntryType::Symlink:
        return u"symlink"_s;
    }
    return {};
}

Result<QByteArray> cleanEntryPath(const QByteArray &path)
{
    const auto refuse = [&path](const QString &why) {
        return fail(ErrorCode::ArchiveInvalid, u"entry %1: %2"_s.arg(QString::fromUtf8(path.left(200)), why),
                    {{u"why"_s, why}});
    };
    if (path.contains('\0'))
        return refuse(u"a name with a NUL byte"_s);
    if (path.startsWith('/'))
        return refuse(u"an absolute name"_s);
    // Linux itself takes no longer ones (PATH_MAX, NAME_MAX).
    if (path.size() > 4096)
        return refuse(u"a name of more than 4096 bytes"_s);
    QByteArray clean;
    for (const QByteArray &part : path.split('/')) {
        if (part.isEmpty() || part == ".")
            continue;
        if (part == "..")
            return refuse(u"a name that leads out of the tree"_s);
        if (!clean.isEmpty())
            clean += '/';
        clean += part;
    }
    return clean;
}

}  // namespace bw::artifact
