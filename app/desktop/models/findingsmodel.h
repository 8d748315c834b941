// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/specvalidator.h"

#include <QAbstractListModel>

namespace bw::desktop
{

/// What is wrong with a specification, a row a finding. A newer list is taken over in place, so that the row one is at
/// stays.
class FindingsModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { LevelRole = Qt::UserRole, LineRole, TextRole };

    using QAbstractListModel::QAbstractListModel;

    void update(const QList<spec::Finding> &findings);
    [[nodiscard]] const QList<spec::Finding> &findings() const { return m_findings; }
    /// The row of the first finding behind this line, else the first one; -1 = there is none.
    [[nodiscard]] int nextAfter(int line) const;
    /// The row of the last finding before this line, else the last one; -1 = there is none.
    [[nodiscard]] int previousBefore(int line) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<spec::Finding> m_findings;
};

/// "Line 12: the id "login" is taken …".
QString findingText(const spec::Finding &finding);

}  // namespace bw::desktop
