// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/jsonlines.h"

#include "base/json.h"

#include <QList>

namespace bw::account
{

namespace
{

// End of the string that begins at `at` (a quote): position behind its closing quote.
qsizetype endOfString(QByteArrayView text, qsizetype at)
{
    for (++at; at < text.size() && text[at] != '"'; ++at)
        if (text[at] == '\\')
            ++at;
    return at + 1;
}

struct Level {
    bool object = false;
    bool expectsKey = false;
    QString key;
};

QString pathOf(const QList<Level> &levels)
{
    QString path;
    for (const Level &level : levels) {
        if (!level.object)
            return {};
        path += (path.isEmpty() ? QString() : QStringLiteral(".")) + level.key;
    }
    return path;
}

}  // namespace

QHash<QString, int> memberLines(QByteArrayView text)
{
    QHash<QString, int> lines;
    QList<Level> levels;
    int line = 1;
    for (qsizetype at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '"') {
            const qsizetype end = endOfString(text, at);
            if (!levels.isEmpty() && levels.last().expectsKey) {
                const auto name = parseJson(text.sliced(at, qMin(end, text.size()) - at));
                levels.last().key = name && name->is_string() ? toQString(name->get<std::string>()) : QString();
                levels.last().expectsKey = false;
                if (const QString path = pathOf(levels); !path.isEmpty())
                    lines.insert(path, line);
            }
            at = end;
            continue;
        }
        if (c == '\n')
            ++line;
        else if (c == '{' || c == '[')
            levels.append({c == '{', c == '{', {}});
        else if ((c == '}' || c == ']') && !levels.isEmpty())
            levels.removeLast();
        else if (c == ',' && !levels.isEmpty())
            levels.last().expectsKey = levels.last().object;
        ++at;
    }
    return lines;
}

}  // namespace bw::account
