// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/build.h"

#include <QAbstractListModel>

#include <optional>

namespace bw::desktop
{

class DataSession;

/// All builds, newest first, in pages of fifty. Hears changes in batches and asks only for the builds that changed.
class BuildListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole,
        NameRole,
        StateRole,     ///< int of BuildState
        LineRole,      ///< what it does, or why it rests
        CostRole,      ///< may be empty
        ProgressRole,  ///< double, 0 to 1; invalid without a plan
        WhenRole,      ///< "5 min ago"
        DemonstrationRole,
        SearchRole,  ///< what a filter looks at
    };
    enum class Load { Loading, Ready, Failed };

    explicit BuildListModel(DataSession &session, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    [[nodiscard]] Load load() const { return m_load; }
    [[nodiscard]] bool isComplete() const { return m_load == Load::Ready && m_complete; }  ///< every row is here
    [[nodiscard]] const Error &error() const { return m_error; }
    [[nodiscard]] const Build *build(const BuildId &id) const;
    [[nodiscard]] const Build *buildAt(int row) const;
    [[nodiscard]] int rowOf(const BuildId &id) const;
    /// A filter has to see every row: fetches all pages, one after the other.
    void fetchAll();
    void reload();
    /// Asks for these again: they are updated, inserted or gone a moment later.
    void refresh(const QList<BuildId> &builds);

Q_SIGNALS:
    void loadChanged();  ///< after each page, too
    void buildUpdated(const bw::BuildId &build);
    void buildGone(const bw::BuildId &build);  ///< just before its row goes, if it has one

private:
    void fetch();
    void takePage(const Result<QList<Build>> &page);
    void takeBuild(const BuildId &id, const std::optional<Build> &build);
    void insertNew(const Build &build);
    [[nodiscard]] QString spoken(const Build &build) const;

    DataSession &m_session;
    QList<Build> m_builds;
    Load m_load = Load::Loading;
    Error m_error;
    bool m_fetching = false, m_complete = false, m_wantsAll = false;
    int m_generation = 0;
};

}  // namespace bw::desktop
