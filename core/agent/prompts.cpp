// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/prompts.h"

#include <QFile>
#include <QRegularExpression>

namespace bw::agent
{

using namespace Qt::StringLiterals;

Result<QString> prompt(const QString &name, const QMap<QString, QString> &values)
{
    QFile file(u":/buildwright/prompts/%1.md"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Internal, u"prompt %1 is missing"_s.arg(name));
    const QString text = QString::fromUtf8(file.readAll());
    static const QRegularExpression slot(u"\\{\\{([a-z_]+)\\}\\}"_s);
    // In one pass, so that braces in a value (a person's specification) are never taken for a name.
    QString filled;
    qsizetype at = 0;
    for (auto it = slot.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        if (!values.contains(match.captured(1)))
            return fail(ErrorCode::Internal, u"prompt %1: no value for %2"_s.arg(name, match.captured(1)));
        filled += text.mid(at, match.capturedStart() - at) + values.value(match.captured(1));
        at = match.capturedEnd();
    }
    return filled + text.mid(at);
}

}  // namespace bw::agent
