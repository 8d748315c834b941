// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "store/records.h"

#include <QAbstractListModel>
#include <QSet>
#include <QTimer>

namespace bw::desktop
{

class DataSession;
class SpecDrafts;

/// The library, or what was found in it by name or text. Read whole, without the texts: it is sorted by what a person
/// chose.
class SpecListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole,
        FactsRole,   ///< tier, features and size
        OriginRole,  ///< project, and where it came from
        WhenRole,    ///< of the last change, relative
        DraftRole,   ///< there is unsaved text
    };
    enum class Load { Loading, Ready, Failed };
    enum class Order { Changed, Name, Size, Tier, Project };

    SpecListModel(DataSession &session, SpecDrafts &drafts, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

    [[nodiscard]] Load load() const { return m_load; }
    [[nodiscard]] const Error &error() const { return m_error; }
    [[nodiscard]] int rowOf(const SpecId &spec) const;
    [[nodiscard]] const store::Spec &spec(int row) const { return m_rows.at(row).spec; }
    void setSearch(const QString &typed);
    [[nodiscard]] bool isSearching() const { return !m_typed.isEmpty(); }
    void setOrder(Order order);
    void reload();

Q_SIGNALS:
    void loadChanged();

private:
    struct Row {
        store::Spec spec;
        QString project;  ///< its name
        bool draft = false;
        friend bool operator==(const Row &, const Row &) = default;
    };
    [[nodiscard]] bool comesBefore(const Row &a, const Row &b) const;
    void takeRows(const Result<QList<Row>> &rows);
    void showRows(QList<Row> rows);
    void arrange(QList<Row> rows);

    DataSession &m_session;
    SpecDrafts &m_drafts;
    QList<Row> m_rows;
    QString m_typed;
    Order m_order = Order::Changed;
    Load m_load = Load::Loading;
    Error m_error;
    int m_generation = 0;
    QTimer m_soon;
};

}  // namespace bw::desktop
