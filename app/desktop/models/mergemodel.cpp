// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mergemodel.h"

#include "spec/specparser.h"
#include "spec/specvalidator.h"

#include <algorithm>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using spec::MergeConflict;
using Choice = MergeConflict::Choice;

namespace
{

constexpr qsizetype mostLookedAt = 8'000'000;  // bytes that are read to find out where both can stand
constexpr int mostTaken = 200;

QByteArray resultWith(spec::SpecMerge merge, Choice all, qsizetype one = -1, Choice ones = Choice::Both)
{
    for (qsizetype i = 0; i < merge.conflicts.size(); ++i)
        merge.conflicts[i].choice = i == one ? ones : all;
    return merge.result().value_or(QByteArray());
}

/// How much is wrong with a text, as far as putting two sides one behind the other can lead to it.
int wrongs(const QByteArray &text)
{
    const spec::ParsedSpec parsed = spec::readSpec(text);
    return static_cast<int>(std::ranges::count_if(spec::validateSpec(parsed), [](const spec::Finding &finding) {
        return finding.level == spec::Diagnostic::Level::Error || finding.key == "duplicate_id"_L1;
    }));
}

QList<bool> whereBothStand(const spec::SpecMerge &merge)
{
    QList<bool> both;
    const QByteArray mine = resultWith(merge, Choice::Mine);
    const int usual = merge.conflicts.isEmpty() ? 0 : wrongs(mine);
    qsizetype looked = 0;
    for (qsizetype i = 0; i < merge.conflicts.size(); ++i) {
        const MergeConflict &conflict = merge.conflicts.at(i);
        bool stands = !conflict.mine.isEmpty() && !conflict.theirs.isEmpty();
        if (stands && looked < mostLookedAt) {
            const QByteArray tried = resultWith(merge, Choice::Mine, i);
            looked += tried.size();
            stands = wrongs(tried) <= usual;
        }
        both << stands;
    }
    return both;
}

/// What was taken over between the two; where it is no data, its lines.
QList<MeantDifference> takenOver(const QByteArray &from, const QByteArray &to, int &left)
{
    SpecComparison comparison = compareSpecs(from, to);
    QList<MeantDifference> taken = std::move(comparison.meant);
    if (taken.isEmpty() || !comparison.whyUnreadable.isEmpty()) {
        taken.clear();
        comparison.meantLeft = 0;
        for (const spec::TextHunk &hunk : comparison.text.hunks) {
            MeantDifference lines {.title = MergeModel::tr("Lines of text")};
            for (const spec::TextDiffLine &line : hunk.lines)
                if (line.kind != spec::TextDiffLine::Kind::Same)
                    lines.words.append({line.kind == spec::TextDiffLine::Kind::Added ? spec::WordPiece::Kind::Added
                                                                                     : spec::WordPiece::Kind::Removed,
                                        line.text.left(400).trimmed() + u' '});
            taken << lines;
        }
    }
    left = comparison.meantLeft + static_cast<int>(std::max<qsizetype>(0, taken.size() - mostTaken));
    return taken.first(std::min<qsizetype>(taken.size(), mostTaken));
}

/// The last line of a text may lack its end.
void addLines(QByteArray &text, const QByteArray &lines)
{
    if (!lines.isEmpty() && !text.isEmpty() && !text.endsWith('\n'))
        text += '\n';
    text += lines;
}

QByteArray shownOf(const MergeConflict &conflict, int number)
{
    if (!conflict.choice)
        return MergeModel::tr("\u2026 to be chosen: %1 \u2026\n").arg(number).toUtf8();
    QByteArray text = *conflict.choice == Choice::Theirs ? QByteArray() : conflict.mine;
    if (*conflict.choice != Choice::Mine)
        addLines(text, conflict.theirs);
    return text;
}

QString firstWords(const QByteArray &lines)
{
    for (const QByteArray &line : lines.left(4000).split('\n')) {
        QString words = QString::fromUtf8(line).simplified();
        // The mark of a list or a heading says nothing here.
        while (!words.isEmpty() && u"-*#> "_s.contains(words.front()))
            words.removeFirst();
        if (!words.isEmpty())
            return words.left(120);
    }
    return {};
}

}  // namespace

PreparedMerge prepareMerge(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs)
{
    PreparedMerge made;
    made.merge = spec::mergeSpecs(base, mine, theirs);
    made.both = whereBothStand(made.merge);
    // With every conflict decided for one side, what differs from that side is what the other one gave by itself.
    made.theirs = takenOver(mine, resultWith(made.merge, Choice::Mine), made.theirsLeft);
    made.mine = takenOver(theirs, resultWith(made.merge, Choice::Theirs), made.mineLeft);
    return made;
}

int MergeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : conflicts() + static_cast<int>(m_merge.mine.size() + m_merge.theirs.size());
}

const MeantDifference *MergeModel::taken(int row) const
{
    const qsizetype at = row - conflicts();
    if (at < 0)
        return nullptr;
    return at < m_merge.mine.size() ? &m_merge.mine.at(at) : &m_merge.theirs.at(at - m_merge.mine.size());
}

QString MergeModel::titleOf(int index) const
{
    const MergeConflict &at = conflict(index);
    const QString words = firstWords(at.mine.isEmpty() ? at.theirs : at.mine);
    return words.isEmpty() ? tr("Conflict %1").arg(index + 1) : u"%1. %2"_s.arg(index + 1).arg(words);
}

QString MergeModel::detailOf(int index) const
{
    const auto choice = conflict(index).choice;
    if (!choice)
        return tr("to be chosen");
    return *choice == Choice::Mine ? tr("mine") : *choice == Choice::Theirs ? tr("theirs") : tr("both");
}

QVariant MergeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const MeantDifference *difference = taken(row);
    switch (role) {
    case Qt::DisplayRole:
        return difference ? u"%1: %2"_s.arg(kindText(difference->kind), difference->title) : titleOf(row);
    case DetailRole:
        if (!difference)
            return detailOf(row);
        return row - conflicts() < m_merge.mine.size() ? tr("taken from mine") : tr("taken from theirs");
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return u"%1, %2"_s.arg(data(index, Qt::DisplayRole).toString(), data(index, DetailRole).toString());
    case ConflictRole:
        return difference ? -1 : row;
    case OpenRole:
        return !difference && !conflict(row).choice;
    default:
        return {};
    }
}

void MergeModel::setMerge(PreparedMerge merge)
{
    beginResetModel();
    m_merge = std::move(merge);
    endResetModel();
    Q_EMIT chosen();
}

void MergeModel::choose(int index, Choice choice)
{
    if (index < 0 || index >= conflicts() || (choice == Choice::Both && !canTakeBoth(index)))
        return;
    m_merge.merge.conflicts[index].choice = choice;
    Q_EMIT dataChanged(this->index(index), this->index(index));
    Q_EMIT chosen();
}

int MergeModel::nextOpen(int from, bool forward) const
{
    const int count = conflicts();
    for (int step = 1; step <= count; ++step) {
        const int at = ((forward ? from + step : from - step) % count + count) % count;
        if (!conflict(at).choice)
            return at;
    }
    return -1;
}

MergeModel::Preview MergeModel::preview(int wanted, qsizetype most) const
{
    // Lines of before and behind are kept apart, so that only those that are shown are put together.
    Preview made;
    QByteArray before, at, behind;
    bool passed = wanted < 0;
    for (const spec::MergePiece &piece : m_merge.merge.pieces) {
        const QByteArray text =
            piece.conflict < 0 ? piece.text : shownOf(m_merge.merge.conflicts.at(piece.conflict), piece.conflict + 1);
        if (piece.conflict >= 0 && piece.conflict == wanted) {
            at = text;
            passed = true;
            continue;
        }
        addLines(passed ? behind : before, text);
    }
    const auto half = [](qsizetype n) { return n / 2; };
    const bool cutBefore = before.size() > half(most), cutBehind = behind.size() > half(most);
    if (cutBefore)
        before = before.last(half(most)).mid(before.last(half(most)).indexOf('\n') + 1);
    if (cutBehind)
        behind = behind.first(half(most)).left(behind.first(half(most)).lastIndexOf('\n') + 1);
    const QString head = (cutBefore ? u"\u2026\n"_s : QString()) + QString::fromUtf8(before);
    const QString middle = QString::fromUtf8(at.left(most));
    made.text = head + middle + QString::fromUtf8(behind) + (cutBehind ? u"\u2026\n"_s : QString());
    made.from = static_cast<int>(head.size());
    made.length = static_cast<int>(middle.size());
    return made;
}

}  // namespace bw::desktop
