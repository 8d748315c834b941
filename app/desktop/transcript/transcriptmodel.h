// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transcript/transcriptitem.h"

#include <QAbstractListModel>
#include <QList>

namespace bw::desktop
{

/// The messages of a transcript, oldest first. What is set is compared with what is there, so that an answer that
/// streams changes one row and nothing else.
class TranscriptModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setItems(const QList<TranscriptItem> &items);
    /// One that is there, by its key; nothing happens where there is none.
    void setItem(const TranscriptItem &item);
    [[nodiscard]] const TranscriptItem &item(int row) const { return m_items.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    /// Title and text as one for Qt::DisplayRole and Qt::AccessibleTextRole.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<TranscriptItem> m_items;
};

}  // namespace bw::desktop
