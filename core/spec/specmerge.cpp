// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/specmerge.h"

#include "base/linediff.h"
#include "spec/structuremerge.h"

#include <algorithm>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

using Lines = QList<QByteArrayView>;
constexpr qsizetype mostDifferences = 3000;

/// With their line ends, so that joining them gives the text again.
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

QByteArray joined(const Lines &lines, qsizetype from, qsizetype to)
{
    QByteArray text;
    for (qsizetype i = from; i < to; ++i)
        text += lines.at(i);
    return text;
}

/// The changes of one side, read from the front, and what its own line numbers are.
struct Side {
    const Lines lines;
    const QList<LineChange> changes;
    qsizetype next = 0;   // change
    qsizetype shift = 0;  // line of this side minus line of the base, in front of the next change

    [[nodiscard]] const LineChange *change() const { return next < changes.size() ? &changes.at(next) : nullptr; }
    void pass()
    {
        shift = changes.at(next).after + changes.at(next).added - changes.at(next).before - changes.at(next).removed;
        ++next;
    }
};

/// A stretch of the base that at least one side changed.
struct Region {
    qsizetype from = 0, to = 0;
    [[nodiscard]] bool meets(const LineChange &change) const
    {
        const qsizetype end = change.before + change.removed;
        // Two insertions at one place have no order; one inside of the other's stretch has no place.
        if (from == to && change.removed == 0)
            return change.before == from;
        if (change.removed == 0)
            return change.before > from && change.before < to;
        if (from == to)
            return from > change.before && from < end;
        return change.before < to && end > from;
    }
    void take(const LineChange &change)
    {
        from = std::min(from, change.before);
        to = std::max(to, change.before + change.removed);
    }
};

/// Lines put together: the last one of a text may lack its end.
void appendLines(QByteArray &text, const QByteArray &lines)
{
    if (!lines.isEmpty() && !text.isEmpty() && !text.endsWith('\n'))
        text += '\n';
    text += lines;
}

class Merger
{
public:
    Merger(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs)
        : m_base(linesOf(base))
        , m_mine(side(mine))
        , m_theirs(side(theirs))
    {
    }

    SpecMerge run()
    {
        while (m_mine.change() || m_theirs.change())
            step();
        agree(joined(m_base, m_at, m_base.size()));
        return std::move(m_merge);
    }

private:
    [[nodiscard]] Side side(const QByteArray &text) const
    {
        Lines lines = linesOf(text);
        QList<LineChange> changes = lineChanges(m_base, lines, mostDifferences);
        return {std::move(lines), std::move(changes)};
    }

    void step()
    {
        const LineChange *a = m_mine.change();
        const LineChange *b = m_theirs.change();
        // An insertion stands in front of a change that begins at the same line.
        const bool mineFirst =
            a && (!b || a->before < b->before || (a->before == b->before && (a->removed == 0 || b->removed > 0)));
        const LineChange &first = mineFirst ? *a : *b;
        Region region {first.before, first.before + first.removed};
        const qsizetype mineFrom = region.from + m_mine.shift;
        const qsizetype theirsFrom = region.from + m_theirs.shift;
        (mineFirst ? m_mine : m_theirs).pass();
        for (bool grew = true; grew;) {
            grew = false;
            for (Side *side : {&m_mine, &m_theirs}) {
                while (side->change() && region.meets(*side->change())) {
                    region.take(*side->change());
                    side->pass();
                    grew = true;
                }
            }
        }
        agree(joined(m_base, m_at, region.from));
        m_at = region.to;
        settle(joined(m_base, region.from, region.to), mineFrom, region.to + m_mine.shift, theirsFrom,
               region.to + m_theirs.shift);
    }

    void settle(const QByteArray &base, qsizetype mineFrom, qsizetype mineTo, qsizetype theirsFrom, qsizetype theirsTo)
    {
        const QByteArray mine = joined(m_mine.lines, mineFrom, mineTo);
        const QByteArray theirs = joined(m_theirs.lines, theirsFrom, theirsTo);
        if (mine == theirs || theirs == base)
            return agree(mine);
        if (mine == base)
            return agree(theirs);
        // What both say alike at the beginning and at the end is no conflict.
        QByteArray head;
        while (mineFrom < mineTo && theirsFrom < theirsTo
               && m_mine.lines.at(mineFrom) == m_theirs.lines.at(theirsFrom)) {
            head += m_mine.lines.at(mineFrom);
            ++mineFrom, ++theirsFrom;
        }
        qsizetype tail = 0;
        while (mineTo - tail > mineFrom && theirsTo - tail > theirsFrom
               && m_mine.lines.at(mineTo - tail - 1) == m_theirs.lines.at(theirsTo - tail - 1))
            ++tail;
        agree(head);
        m_merge.pieces.append({{}, static_cast<int>(m_merge.conflicts.size())});
        m_merge.conflicts.append({.base = base,
                                  .mine = joined(m_mine.lines, mineFrom, mineTo - tail),
                                  .theirs = joined(m_theirs.lines, theirsFrom, theirsTo - tail),
                                  .line = static_cast<int>(mineFrom) + 1});
        agree(joined(m_mine.lines, mineTo - tail, mineTo));
    }

    void agree(const QByteArray &text)
    {
        if (text.isEmpty())
            return;
        if (!m_merge.pieces.isEmpty() && m_merge.pieces.last().conflict < 0)
            appendLines(m_merge.pieces.last().text, text);
        else
            m_merge.pieces.append({text, -1});
    }

    const Lines m_base;
    Side m_mine;
    Side m_theirs;
    qsizetype m_at = 0;  // line of the base that comes next
    SpecMerge m_merge;
};

}  // namespace

QString toKey(MergeConflict::Choice choice)
{
    switch (choice) {
    case MergeConflict::Choice::Mine:
        return u"mine"_s;
    case MergeConflict::Choice::Theirs:
        return u"theirs"_s;
    case MergeConflict::Choice::Both:
        return u"both"_s;
    }
    return {};
}

std::optional<MergeConflict::Choice> mergeChoiceFromKey(const QString &key)
{
    for (const auto choice :
         {MergeConflict::Choice::Mine, MergeConflict::Choice::Theirs, MergeConflict::Choice::Both}) {
        if (toKey(choice) == key)
            return choice;
    }
    return std::nullopt;
}

int SpecMerge::open() const
{
    return static_cast<int>(std::ranges::count_if(conflicts, [](const MergeConflict &c) { return !c.choice; }));
}

Result<QByteArray> SpecMerge::result() const
{
    if (open() > 0)
        return fail(ErrorCode::WrongState, u"conflicts are open"_s,
                    {{u"state"_s, u"conflict"_s}, {u"possible"_s, u"choose"_s}});
    QByteArray text;
    for (const MergePiece &piece : pieces) {
        if (piece.conflict < 0) {
            appendLines(text, piece.text);
            continue;
        }
        const MergeConflict &conflict = conflicts.at(piece.conflict);
        if (conflict.choice != MergeConflict::Choice::Theirs)
            appendLines(text, conflict.mine);
        if (conflict.choice != MergeConflict::Choice::Mine)
            appendLines(text, conflict.theirs);
    }
    return text;
}

namespace
{

qsizetype asked(const SpecMerge &merge)
{
    qsizetype bytes = 0;
    for (const MergeConflict &conflict : merge.conflicts)
        bytes += conflict.mine.size() + conflict.theirs.size();
    return bytes;
}

/// The places where two texts differ, each as a question.
SpecMerge questions(const StructureMerge &merge)
{
    const Lines agreed = linesOf(merge.agreed);
    const Lines wanted = linesOf(merge.wanted);
    SpecMerge made {.pieces = {}, .conflicts = {}, .structural = true};
    qsizetype at = 0;
    for (const LineChange &change : lineChanges(agreed, wanted, mostDifferences)) {
        if (change.before > at)
            made.pieces.append({joined(agreed, at, change.before), -1});
        at = change.before + change.removed;
        made.pieces.append({{}, static_cast<int>(made.conflicts.size())});
        made.conflicts.append({.mine = joined(wanted, change.after, change.after + change.added),
                               .theirs = joined(agreed, change.before, at)});
    }
    if (at < agreed.size())
        made.pieces.append({joined(agreed, at, agreed.size()), -1});
    return made;
}

}  // namespace

SpecMerge mergeSpecs(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs)
{
    SpecMerge lines = Merger(base, mine, theirs).run();
    if (lines.conflicts.isEmpty())
        return lines;
    // Whichever asks a person less.
    if (const auto structure = mergeStructure(base, mine, theirs)) {
        SpecMerge made = questions(*structure);
        if (asked(made) < asked(lines))
            return made;
    }
    return lines;
}

}  // namespace bw::spec
