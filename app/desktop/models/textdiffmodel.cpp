// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/textdiffmodel.h"

#include <algorithm>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using spec::TextDiffLine;
using Kind = TextDiffLine::Kind;

namespace
{

QChar signOf(Kind kind) { return kind == Kind::Added ? u'+' : kind == Kind::Removed ? u'-' : u' '; }

}  // namespace

int TextDiffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant TextDiffModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    if (role == Qt::AccessibleTextRole)
        return saidText(index.row());
    if (role != Qt::DisplayRole)
        return {};
    if (row.kind == RowKind::Head)
        return headText(row.hunk);
    if (row.kind == RowKind::Rest)
        return tr("%n more line(s) differ and are not shown. Save both versions to compare all of them.", nullptr,
                  m_diff.left);
    return textOf({index.row()});
}

void TextDiffModel::setDiff(spec::TextDiff diff)
{
    beginResetModel();
    m_diff = std::move(diff);
    makeRows();
    endResetModel();
}

void TextDiffModel::setSideBySide(bool sideBySide)
{
    if (sideBySide == m_sideBySide)
        return;
    beginResetModel();
    m_sideBySide = sideBySide;
    makeRows();
    endResetModel();
}

void TextDiffModel::makeRows()
{
    m_rows.clear();
    qsizetype widest = 0;
    m_largest = 0;
    for (int hunk = 0; hunk < m_diff.hunks.size(); ++hunk) {
        const spec::TextHunk &lines = m_diff.hunks.at(hunk);
        m_rows.append({RowKind::Head, hunk, -1, -1});
        for (int i = 0; i < lines.lines.size(); ++i) {
            const TextDiffLine &line = lines.lines.at(i);
            widest = std::max(widest, line.text.size());
            m_largest = std::max({m_largest, line.before, line.after});
            if (!m_sideBySide)
                m_rows.append(
                    {RowKind::Line, hunk, line.kind == Kind::Added ? -1 : i, line.kind == Kind::Removed ? -1 : i});
        }
        if (m_sideBySide)
            addBeside(hunk, lines);
    }
    if (m_diff.left > 0)
        m_rows.append({RowKind::Rest, 0, -1, -1});
    m_widest = static_cast<int>(std::min<qsizetype>(widest, longestLine));
}

void TextDiffModel::addBeside(int hunk, const spec::TextHunk &lines)
{
    const auto count = static_cast<int>(lines.lines.size());
    for (int i = 0; i < count;) {
        if (lines.lines.at(i).kind == Kind::Same) {
            m_rows.append({RowKind::Line, hunk, i, i});
            ++i;
            continue;
        }
        int end = i, fresh = i;
        while (fresh < count && lines.lines.at(fresh).kind == Kind::Removed)
            ++fresh;
        end = fresh;
        while (end < count && lines.lines.at(end).kind == Kind::Added)
            ++end;
        for (int n = 0; i + n < fresh || fresh + n < end; ++n)
            m_rows.append({RowKind::Line, hunk, i + n < fresh ? i + n : -1, fresh + n < end ? fresh + n : -1});
        i = end;
    }
}

const TextDiffLine *TextDiffModel::line(int row, int index) const
{
    return index < 0 ? nullptr : &m_diff.hunks.at(m_rows.at(row).hunk).lines.at(index);
}

bool TextDiffModel::differs(int row) const
{
    if (row < 0 || row >= m_rows.size() || m_rows.at(row).kind != RowKind::Line)
        return false;
    return m_rows.at(row).left != m_rows.at(row).right;
}

int TextDiffModel::nextChange(int row) const
{
    for (int at = std::max(row + 1, 0); at < m_rows.size(); ++at)
        if (differs(at) && !differs(at - 1))
            return at;
    return -1;
}

int TextDiffModel::previousChange(int row) const
{
    for (int at = std::min(row, rowCount()) - 1; at >= 0; --at)
        if (differs(at) && !differs(at - 1))
            return at;
    return -1;
}

QString TextDiffModel::headText(int hunk) const
{
    int before = 0, after = 0;
    for (const TextDiffLine &line : m_diff.hunks.at(hunk).lines) {
        before = before == 0 ? line.before : before;
        after = after == 0 ? line.after : after;
    }
    if (before == 0 || after == 0)
        return tr("Line %1").arg(std::max(before, after));
    return before == after ? tr("Line %1").arg(before) : tr("Line %1, now %2").arg(before).arg(after);
}

QString TextDiffModel::saidText(int row) const
{
    const Row &at = m_rows.at(row);
    if (at.kind != RowKind::Line)
        return index(row).data().toString();
    const TextDiffLine *old = left(row), *fresh = right(row);
    if (old && old == fresh)
        return tr("Line %1: %2").arg(old->before).arg(shown(old->text));
    QStringList parts;
    if (old)
        parts << tr("removed, line %1: %2").arg(old->before).arg(shown(old->text));
    if (fresh)
        parts << tr("added, line %1: %2").arg(fresh->after).arg(shown(fresh->text));
    return parts.join(u"; "_s);
}

QString TextDiffModel::textOf(const QList<int> &rows) const
{
    QStringList removed, all;
    QStringList added;
    const auto flush = [&] {
        all << removed << added;
        removed.clear();
        added.clear();
    };
    // What went stands in front of what came, also where both were beside each other.
    for (const int row : rows) {
        if (m_rows.at(row).kind == RowKind::Rest)
            continue;
        const TextDiffLine *old = left(row), *fresh = right(row);
        if (m_rows.at(row).kind == RowKind::Head || (old && old == fresh)) {
            flush();
            all << (old ? u' ' + old->text : u"@@ "_s + headText(m_rows.at(row).hunk));
            continue;
        }
        if (old)
            removed << signOf(old->kind) + old->text;
        if (fresh)
            added << signOf(fresh->kind) + fresh->text;
    }
    flush();
    return all.join(u'\n');
}

QString TextDiffModel::shown(const QString &text)
{
    QString made = text.left(longestLine);
    made.replace(u'\t', u"    "_s);
    for (QChar &c : made) {
        if (c == u'\r')
            c = QChar(0x240D);
        else if (c.category() == QChar::Other_Control || (c.category() == QChar::Other_Format && c != QChar(0x200D)))
            c = QChar(0xFFFD);
    }
    return text.size() > longestLine ? made + u'\u2026' : made;
}

}  // namespace bw::desktop
