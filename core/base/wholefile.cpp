// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/wholefile.h"

#include <QSaveFile>

namespace bw
{

using namespace Qt::StringLiterals;

Status writeWhole(const QString &path, const QByteArray &bytes, FileRights rights)
{
    QSaveFile file(path);
    const auto narrowed = [&] {
        return rights == FileRights::ByUmask || file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    };
    if (file.open(QIODevice::WriteOnly) && narrowed() && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return fail(ErrorCode::FileUnwritable, path, {{u"path"_s, path}, {u"why"_s, file.errorString()}});
}

}  // namespace bw
