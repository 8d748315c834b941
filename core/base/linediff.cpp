// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/linediff.h"

#include <algorithm>
#include <vector>

namespace bw
{

namespace
{

constexpr qsizetype around = 3;

using Lines = QList<QByteArrayView>;

/// One step of an edit script, walked from the end: a line that goes, or one that comes.
struct Step {
    bool adds;
    qsizetype before, after;
};

/// The furthest x on each diagonal after each number of differences; empty when there are too many.
std::vector<std::vector<qsizetype>> explore(const Lines &before, const Lines &after, qsizetype most)
{
    const qsizetype n = before.size(), m = after.size(), limit = std::min(n + m, most);
    const auto index = [limit](qsizetype k) { return static_cast<std::size_t>(k + limit + 1); };
    std::vector<qsizetype> furthest(static_cast<std::size_t>(2 * limit + 3), 0);
    std::vector<std::vector<qsizetype>> trace;
    for (qsizetype d = 0; d <= limit; ++d) {
        trace.emplace_back(furthest.begin() + static_cast<std::ptrdiff_t>(index(-d - 1)),
                           furthest.begin() + static_cast<std::ptrdiff_t>(index(d + 1)) + 1);
        for (qsizetype k = -d; k <= d; k += 2) {
            const bool down = k == -d || (k != d && furthest[index(k - 1)] < furthest[index(k + 1)]);
            qsizetype x = down ? furthest[index(k + 1)] : furthest[index(k - 1)] + 1;
            while (x < n && x - k < m && before[x] == after[x - k])
                ++x;
            furthest[index(k)] = x;
            if (x >= n && x - k >= m)
                return trace;
        }
    }
    return {};
}

QList<Step> stepsBack(const std::vector<std::vector<qsizetype>> &trace, qsizetype x, qsizetype y)
{
    QList<Step> steps;
    for (auto d = static_cast<qsizetype>(trace.size()) - 1; d > 0; --d) {
        const std::vector<qsizetype> &furthest = trace[static_cast<std::size_t>(d)];
        const auto at = [&](qsizetype k) { return furthest[static_cast<std::size_t>(k + d + 1)]; };
        const qsizetype k = x - y;
        const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
        const qsizetype former = down ? k + 1 : k - 1;
        x = at(former);
        y = x - former;
        steps.append({down, x, y});
    }
    std::ranges::reverse(steps);
    return steps;
}

QList<LineChange> joined(const QList<Step> &steps)
{
    QList<LineChange> changes;
    for (const Step &step : steps) {
        const bool goesOn = !changes.isEmpty() && changes.last().before + changes.last().removed == step.before
            && changes.last().after + changes.last().added == step.after;
        if (!goesOn)
            changes.append({step.before, 0, step.after, 0});
        ++(step.adds ? changes.last().added : changes.last().removed);
    }
    return changes;
}

QByteArray place(qsizetype first, qsizetype count)
{
    // An empty range names the line in front of it; lines count from 1.
    QByteArray text = QByteArray::number(count == 0 ? first : first + 1);
    return count == 1 ? text : text + ',' + QByteArray::number(count);
}

void addLine(QByteArray &result, char mark, QByteArrayView line)
{
    result += mark;
    result += line;
    result += '\n';
}

void addHunk(QByteArray &result, const Lines &old, const Lines &fresh, const QList<LineChange> &changes)
{
    const LineChange &first = changes.first(), &last = changes.last();
    const qsizetype lead = std::min(around, first.before);
    const qsizetype end = last.before + last.removed;
    const qsizetype trail = std::min(around, old.size() - end);
    qsizetype at = first.before - lead;
    const qsizetype freshAt = first.after - lead, freshEnd = last.after + last.added + trail;
    result += "@@ -" + place(at, end + trail - at) + " +" + place(freshAt, freshEnd - freshAt) + " @@\n";
    for (const LineChange &change : changes) {
        for (; at < change.before; ++at)
            addLine(result, ' ', old[at]);
        for (; at < change.before + change.removed; ++at)
            addLine(result, '-', old[at]);
        for (qsizetype i = 0; i < change.added; ++i)
            addLine(result, '+', fresh[change.after + i]);
    }
    for (; at < end + trail; ++at)
        addLine(result, ' ', old[at]);
}

/// A text without a line end at its end differs from one with it: its last line carries the mark that `diff` prints.
void markMissingEnd(Lines &lines, QByteArrayView text, QByteArray &last)
{
    if (lines.isEmpty() || text.endsWith('\n'))
        return;
    last = lines.last().toByteArray() + "\n\\ No newline at end of file";
    lines.last() = last;
}

}  // namespace

QList<QByteArrayView> splitLines(QByteArrayView text)
{
    Lines lines;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = text.indexOf('\n', at);
        const qsizetype size = (end < 0 ? text.size() : end) - at;
        lines.append(text.sliced(at, size));
        at += size + 1;
    }
    return lines;
}

QList<LineChange> lineChanges(const Lines &before, const Lines &after, qsizetype mostDifferences)
{
    qsizetype head = 0, tail = 0;
    const qsizetype common = std::min(before.size(), after.size());
    while (head < common && before[head] == after[head])
        ++head;
    while (tail < common - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    const Lines old = before.sliced(head, before.size() - head - tail);
    const Lines fresh = after.sliced(head, after.size() - head - tail);
    if (old.isEmpty() && fresh.isEmpty())
        return {};
    const auto trace = explore(old, fresh, mostDifferences);
    if (trace.empty())
        return {{head, old.size(), head, fresh.size()}};
    QList<LineChange> changes = joined(stepsBack(trace, old.size(), fresh.size()));
    for (LineChange &change : changes) {
        change.before += head;
        change.after += head;
    }
    return changes;
}

QByteArray unifiedDiff(QByteArrayView before, QByteArrayView after)
{
    Lines old = splitLines(before), fresh = splitLines(after);
    QByteArray oldLast, freshLast;
    markMissingEnd(old, before, oldLast);
    markMissingEnd(fresh, after, freshLast);
    const QList<LineChange> changes = lineChanges(old, fresh);
    QByteArray result;
    for (qsizetype first = 0; first < changes.size();) {
        qsizetype next = first + 1;
        while (next < changes.size()
               && changes[next].before - changes[next - 1].before - changes[next - 1].removed <= 2 * around)
            ++next;
        addHunk(result, old, fresh, changes.sliced(first, next - first));
        first = next;
    }
    return result;
}

bool isBinary(QByteArrayView bytes) { return bytes.first(std::min<qsizetype>(bytes.size(), 8000)).contains('\0'); }

}  // namespace bw
