// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace bw::desktop
{

/// The builds that a person wants to see: those with every word of a text, of one group of states.
class BuildFilterModel final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    enum class Group { All, AtWork, NeedsYou, Ended };

    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setText(const QString &text);
    void setGroup(Group group);
    [[nodiscard]] bool filters() const { return m_group != Group::All || !m_words.isEmpty(); }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
    Group m_group = Group::All;
};

}  // namespace bw::desktop
