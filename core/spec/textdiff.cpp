// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/textdiff.h"

#include "base/linediff.h"

#include <QStringDecoder>

#include <algorithm>

namespace bw::spec
{

namespace
{

using Lines = QList<QByteArrayView>;
using Kind = TextDiffLine::Kind;

constexpr qsizetype longestWorded = 4000;  // bytes of a line whose words are compared
constexpr qsizetype mostWorded = 400;      // lines of one change: who wrote that much anew is not read word by word

/// With their line feeds: a last line without one differs from the same line with one.
Lines linesOf(const QByteArray &text)
{
    Lines lines;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = text.indexOf('\n', at);
        const qsizetype next = end < 0 ? text.size() : end + 1;
        lines.append(QByteArrayView(text).sliced(at, next - at));
        at = next;
    }
    return lines;
}

/// A byte order mark is a part of the text.
QString decoded(QByteArrayView line)
{
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    return decoder(line);
}

/// Whether so much is the same that the words are worth reading.
bool akin(const QList<WordPiece> &pieces, qsizetype longer)
{
    qsizetype same = 0;
    for (const WordPiece &piece : pieces)
        if (piece.kind == WordPiece::Kind::Same)
            same += piece.text.trimmed().size();
    return same * 3 >= longer;
}

QList<WordPiece> without(QList<WordPiece> pieces, WordPiece::Kind kind)
{
    pieces.removeIf([kind](const WordPiece &piece) { return piece.kind == kind; });
    return pieces;
}

/// Makes hunks of changes, in order.
class HunkMaker
{
public:
    HunkMaker(const QByteArray &before, const QByteArray &after, int around, int mostLines)
        : m_old(linesOf(before))
        , m_fresh(linesOf(after))
        , m_around(around)
        , m_most(mostLines)
    {
    }

    TextDiff run()
    {
        const QList<LineChange> changes = lineChanges(m_old, m_fresh);
        for (qsizetype i = 0; i < changes.size(); ++i) {
            const LineChange &change = changes.at(i);
            m_diff.removed += static_cast<int>(change.removed);
            m_diff.added += static_cast<int>(change.added);
            const bool joins = i > 0 && change.before - m_at <= 2 * m_around;
            if (!joins)
                beginHunk(i > 0, change);
            same(change.before);
            take(change);
            m_at = change.before + change.removed;
            m_shift = change.after + change.added - m_at;
        }
        endHunk();
        return std::move(m_diff);
    }

private:
    void beginHunk(bool ends, const LineChange &change)
    {
        if (ends)
            endHunk();
        m_shift = change.after - change.before;
        m_at = std::max<qsizetype>(0, change.before - m_around);
        m_diff.hunks.append(TextHunk {});
    }

    void endHunk()
    {
        if (!m_diff.hunks.isEmpty())
            same(std::min(m_old.size(), m_at + m_around));
        if (!m_diff.hunks.isEmpty() && m_diff.hunks.constLast().lines.isEmpty())
            m_diff.hunks.removeLast();
    }

    void same(qsizetype until)
    {
        for (; m_at < until && m_taken < m_most; ++m_at)
            append(Kind::Same, m_old.at(m_at), m_at, m_at + m_shift);
    }

    void take(const LineChange &change)
    {
        QList<TextDiffLine> &lines = m_diff.hunks.last().lines;
        const qsizetype firstOld = lines.size();
        qsizetype done = 0;
        for (; done < change.removed && m_taken < m_most; ++done)
            append(Kind::Removed, m_old.at(change.before + done), change.before + done, -1);
        const qsizetype firstNew = lines.size();
        for (qsizetype i = 0; i < change.added && m_taken < m_most; ++i, ++done)
            append(Kind::Added, m_fresh.at(change.after + i), -1, change.after + i);
        m_diff.left += static_cast<int>(change.removed + change.added - done);
        pair(lines, firstOld, firstNew);
    }

    /// A line that was rewritten stands at the same place among those that came as it did among those that went.
    static void pair(QList<TextDiffLine> &lines, qsizetype firstOld, qsizetype firstNew)
    {
        const qsizetype pairs = std::min(firstNew - firstOld, lines.size() - firstNew);
        for (qsizetype i = 0; i < pairs; ++i) {
            TextDiffLine &old = lines[firstOld + i];
            TextDiffLine &fresh = lines[firstNew + i];
            old.other = static_cast<int>(firstNew + i);
            fresh.other = static_cast<int>(firstOld + i);
            if (pairs > mostWorded || old.text.size() > longestWorded || fresh.text.size() > longestWorded)
                continue;
            const QList<WordPiece> pieces = wordDiff(old.text, fresh.text);
            if (!akin(pieces, std::max(old.text.trimmed().size(), fresh.text.trimmed().size())))
                continue;
            old.words = without(pieces, WordPiece::Kind::Added);
            fresh.words = without(pieces, WordPiece::Kind::Removed);
        }
    }

    void append(Kind kind, QByteArrayView line, qsizetype before, qsizetype after)
    {
        const bool endless = !line.endsWith('\n');
        m_diff.hunks.last().lines.append({.kind = kind,
                                          .before = static_cast<int>(before) + 1,
                                          .after = static_cast<int>(after) + 1,
                                          .text = decoded(endless ? line : line.chopped(1)),
                                          .endless = endless});
        ++m_taken;
    }

    const Lines m_old, m_fresh;
    const qsizetype m_around;
    const int m_most;
    qsizetype m_at = 0;     // line of the old text that comes next
    qsizetype m_shift = 0;  // line of the new text minus line of the old one
    int m_taken = 0;
    TextDiff m_diff;
};

}  // namespace

TextDiff diffTexts(const QByteArray &before, const QByteArray &after, int around, int mostLines)
{
    return HunkMaker(before, after, around, mostLines).run();
}

}  // namespace bw::spec
