// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/textdiff.h"

#include <QAbstractListModel>

namespace bw::desktop
{

/// The difference between two texts as rows: one line a row, or what went and what came beside each other. Above each
/// hunk a row that says where it is; at the end one that tells what is not shown.
class TextDiffModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum class RowKind { Head, Line, Rest };
    struct Row {
        RowKind kind = RowKind::Line;
        int hunk = 0;
        int left = -1, right = -1;  ///< lines of the hunk; unified: one of them, or both of what is the same
    };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole: as in a patch. AccessibleTextRole: said in words.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

    void setDiff(spec::TextDiff diff);
    void setSideBySide(bool sideBySide);
    [[nodiscard]] bool isSideBySide() const { return m_sideBySide; }

    [[nodiscard]] const Row &row(int row) const { return m_rows.at(row); }
    /// Null = nothing stands there.
    [[nodiscard]] const spec::TextDiffLine *left(int row) const { return line(row, m_rows.at(row).left); }
    [[nodiscard]] const spec::TextDiffLine *right(int row) const { return line(row, m_rows.at(row).right); }
    /// Characters of the longest line that is shown, at most `longestLine`.
    [[nodiscard]] int widest() const { return m_widest; }
    [[nodiscard]] int largestNumber() const { return m_largest; }
    /// First row of the change behind, or before, this row; -1 = there is none.
    [[nodiscard]] int nextChange(int row) const;
    [[nodiscard]] int previousChange(int row) const;
    /// The rows as a patch would hold them.
    [[nodiscard]] QString textOf(const QList<int> &rows) const;

    static constexpr int longestLine = 2000;  ///< characters of a line that are shown
    /// As it is shown: tabs as blanks, what cannot be seen as a sign, and not longer than that.
    static QString shown(const QString &text);

private:
    [[nodiscard]] const spec::TextDiffLine *line(int row, int index) const;
    [[nodiscard]] bool differs(int row) const;
    [[nodiscard]] QString headText(int hunk) const;
    [[nodiscard]] QString saidText(int row) const;
    void makeRows();
    void addBeside(int hunk, const spec::TextHunk &lines);

    spec::TextDiff m_diff;
    QList<Row> m_rows;
    bool m_sideBySide = false;
    int m_widest = 0, m_largest = 0;
};

}  // namespace bw::desktop
