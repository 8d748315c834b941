// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "store/records.h"

#include <QAbstractListModel>
#include <QHash>
#include <QTimer>

namespace bw::desktop
{

class DataSession;

/// The versions of a specification, newest first, and which two of them are compared. Lives on the thread of the user
/// interface, which it never keeps waiting.
class SpecHistoryModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        VersionRole = Qt::UserRole,
        WhenRole,    ///< "5 min ago"
        DetailRole,  ///< author, reason, number of features
    };
    enum class Load { Nothing, Loading, Ready, Failed, Deleted, Gone };
    /// Which versions are compared; before = 0: with nothing, as the first one is.
    struct Pair {
        int before = 0, after = 0;
        friend bool operator==(const Pair &, const Pair &) = default;
    };

    explicit SpecHistoryModel(DataSession &session, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole: "Version 3"; CheckStateRole: marked; ToolTipRole: the exact time and the whole reason.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// An empty id closes it.
    void open(const SpecId &spec);
    void reload();
    [[nodiscard]] const SpecId &spec() const { return m_spec; }
    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] Load load() const { return m_load; }
    [[nodiscard]] const Error &error() const { return m_error; }
    [[nodiscard]] int newest() const { return m_rows.isEmpty() ? 0 : m_rows.first().version; }
    [[nodiscard]] int versionAt(int row) const { return row < 0 || row >= rowCount() ? 0 : m_rows.at(row).version; }
    [[nodiscard]] int rowOf(int version) const;

    void toggleMark(int row);
    void clearMarks();
    [[nodiscard]] const QList<int> &marked() const { return m_marked; }
    /// Two marked ones; else the marked one and the current one; else the current one and the one before it.
    [[nodiscard]] Pair compared(int currentRow) const;

Q_SIGNALS:
    void loadChanged();
    void marksChanged();

private:
    struct Loaded {
        store::Spec spec;
        QList<store::SpecVersion> versions;
    };
    void take(const Result<Loaded> &loaded);
    void takeRows(QList<store::SpecVersion> rows);
    void count();
    void enter(Load load);
    [[nodiscard]] QString detail(const store::SpecVersion &version) const;

    DataSession &m_session;
    SpecId m_spec;
    QString m_name;
    QList<store::SpecVersion> m_rows;  // newest first
    QHash<int, int> m_features;        // of a version; −1 = cannot be read
    QList<int> m_marked;               // versions, in the order in which they were marked
    Load m_load = Load::Nothing;
    Error m_error;
    int m_generation = 0;
    bool m_counting = false, m_reading = false, m_readAgain = false;
    QTimer m_minutes;
};

}  // namespace bw::desktop
