// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/linediff.h"
#include "spec/specdiff.h"

#include <QStringDecoder>

namespace bw::spec
{

namespace
{

/// Words with the blanks behind them; together they are the text.
QList<QByteArrayView> wordsOf(const QByteArray &text)
{
    QList<QByteArrayView> words;
    const auto blank = [&text](qsizetype at) { return text[at] == ' ' || text[at] == '\n' || text[at] == '\t'; };
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = at;
        while (end < text.size() && !blank(end))
            ++end;
        while (end < text.size() && blank(end))
            ++end;
        words.append(QByteArrayView(text).sliced(at, end - at));
        at = end;
    }
    return words;
}

QString joined(const QList<QByteArrayView> &words, qsizetype from, qsizetype count)
{
    QByteArray text;
    for (qsizetype i = from; i < from + count; ++i)
        text += words.at(i);
    // A byte order mark is a part of the text.
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    return decoder(text);
}

}  // namespace

QList<WordPiece> wordDiff(const QString &before, const QString &after)
{
    const QByteArray oldText = before.toUtf8();
    const QByteArray newText = after.toUtf8();
    const QList<QByteArrayView> old = wordsOf(oldText);
    const QList<QByteArrayView> now = wordsOf(newText);
    QList<WordPiece> pieces;
    const auto add = [&pieces](WordPiece::Kind kind, const QString &text) {
        if (!text.isEmpty())
            pieces.append({kind, text});
    };
    qsizetype at = 0;
    for (const LineChange &change : lineChanges(old, now)) {
        add(WordPiece::Kind::Same, joined(old, at, change.before - at));
        add(WordPiece::Kind::Removed, joined(old, change.before, change.removed));
        add(WordPiece::Kind::Added, joined(now, change.after, change.added));
        at = change.before + change.removed;
    }
    add(WordPiece::Kind::Same, joined(old, at, old.size() - at));
    return pieces;
}

}  // namespace bw::spec
