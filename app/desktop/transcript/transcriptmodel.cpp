// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/transcriptmodel.h"

#include <algorithm>

namespace bw::desktop
{

void TranscriptModel::setItems(const QList<TranscriptItem> &items)
{
    qsizetype same = 0;
    while (same < m_items.size() && same < items.size() && m_items.at(same).key == items.at(same).key)
        ++same;
    if (same < m_items.size()) {
        beginRemoveRows({}, static_cast<int>(same), static_cast<int>(m_items.size()) - 1);
        m_items.resize(same);
        endRemoveRows();
    }
    for (qsizetype row = 0; row < same; ++row) {
        if (m_items.at(row) == items.at(row))
            continue;
        m_items[row] = items.at(row);
        const QModelIndex changed = index(static_cast<int>(row));
        Q_EMIT dataChanged(changed, changed);
    }
    if (items.size() == same)
        return;
    beginInsertRows({}, static_cast<int>(same), static_cast<int>(items.size()) - 1);
    m_items = items;
    endInsertRows();
}

void TranscriptModel::setItem(const TranscriptItem &item)
{
    // What changes alone is the newest.
    for (qsizetype row = m_items.size() - 1; row >= 0; --row) {
        if (m_items.at(row).key != item.key)
            continue;
        if (m_items.at(row) == item)
            return;
        m_items[row] = item;
        const QModelIndex changed = index(static_cast<int>(row));
        Q_EMIT dataChanged(changed, changed);
        return;
    }
}

int TranscriptModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant TranscriptModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    const TranscriptItem &item = m_items.at(index.row());
    return QString(item.title + QStringLiteral(": ") + item.text);
}

}  // namespace bw::desktop
