// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/artifactcopy.h"

#include <QFile>
#include <QSaveFile>

namespace bw::engine
{

using namespace Qt::StringLiterals;

Status copyArtifact(const QString &from, const QString &to)
{
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, u"artifact"_s, {{u"path"_s, from}, {u"why"_s, source.errorString()}});
    QSaveFile target(to);
    const auto unwritable = [&target, &to] {
        if (target.error() == QFileDevice::ResourceError)
            return fail(ErrorCode::DiskFull, u"copy of the artifact"_s, {{u"path"_s, to}});
        return fail(ErrorCode::FileUnwritable, u"copy of the artifact"_s,
                    {{u"path"_s, to}, {u"why"_s, target.errorString()}});
    };
    if (!target.open(QIODevice::WriteOnly))
        return unwritable();
    for (;;) {
        const QByteArray piece = source.read(1 << 20);
        if (piece.isEmpty())
            break;
        if (target.write(piece) != piece.size())
            return unwritable();
    }
    if (source.error() != QFileDevice::NoError)
        return fail(ErrorCode::FileUnreadable, u"artifact"_s, {{u"path"_s, from}, {u"why"_s, source.errorString()}});
    if (!target.commit())
        return unwritable();
    return {};
}

}  // namespace bw::engine
