// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/speccomparison.h"
#include "spec/specmerge.h"

#include <QAbstractListModel>

namespace bw::desktop
{

/// A merge with everything that a person has to know to decide. A value.
struct PreparedMerge {
    spec::SpecMerge merge;
    QList<bool> both;             ///< of each conflict: both sides can stand, one behind the other
    QList<MeantDifference> mine;  ///< what was taken from mine by itself
    QList<MeantDifference> theirs;
    int mineLeft = 0, theirsLeft = 0;  ///< more than are worth a list
};

/// Merges, and looks at what came of it. Pure; takes longer than diffing, so it is no work for the thread of the user
/// interface.
PreparedMerge prepareMerge(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs);

/// The conflicts of a merge, each with its choice, and behind them what merged by itself.
class MergeModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        DetailRole = Qt::UserRole,  ///< what was chosen; from which side it was taken
        ConflictRole,               ///< index of the conflict; −1 = it merged by itself
        OpenRole,                   ///< a conflict without a choice
    };
    using Choice = spec::MergeConflict::Choice;

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

    void setMerge(PreparedMerge merge);
    [[nodiscard]] int conflicts() const { return static_cast<int>(m_merge.merge.conflicts.size()); }
    [[nodiscard]] int open() const { return m_merge.merge.open(); }
    [[nodiscard]] const spec::MergeConflict &conflict(int index) const { return m_merge.merge.conflicts.at(index); }
    [[nodiscard]] bool canTakeBoth(int conflict) const { return m_merge.both.at(conflict); }
    /// Null for a conflict.
    [[nodiscard]] const MeantDifference *taken(int row) const;
    void choose(int conflict, Choice choice);
    /// The next open conflict behind this one, or before it; around the end. −1 = none is open.
    [[nodiscard]] int nextOpen(int from, bool forward) const;

    /// What would be saved; a place that is still open is told in a line of its own.
    struct Preview {
        QString text;
        int from = 0, length = 0;  ///< where the conflict that was asked for stands
    };
    /// At most `most` characters, around that conflict.
    [[nodiscard]] Preview preview(int conflict, qsizetype most = 60'000) const;
    /// Error: WrongState while a conflict is open.
    [[nodiscard]] Result<QByteArray> result() const { return m_merge.merge.result(); }

Q_SIGNALS:
    void chosen();

private:
    [[nodiscard]] QString titleOf(int conflict) const;
    [[nodiscard]] QString detailOf(int conflict) const;

    PreparedMerge m_merge;
};

}  // namespace bw::desktop
