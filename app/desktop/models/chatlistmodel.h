// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "store/chatrecords.h"

#include <QAbstractListModel>
#include <QTimer>

namespace bw::desktop
{

class DataSession;

/// Chats of the data directory or of one project, pinned ones first, then by their last change; or those that were put
/// aside; or, while something is looked for, the messages that were found in all of them. Pages of fifty.
class ChatListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole,
        DetailRole,  ///< when, or the words that were found
        PinnedRole,
        SeqRole,  ///< of the message that was found; 0 = none
        ArchivedRole,
        ProjectRole,  ///< its id; empty = none
        GroupRole,    ///< what it stands under: "Pinned", "Today" …
    };
    enum class Load { Loading, Ready, Failed };

    explicit ChatListModel(DataSession &session, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    [[nodiscard]] Load load() const { return m_load; }
    [[nodiscard]] const Error &error() const { return m_error; }
    [[nodiscard]] int rowOf(const ChatId &chat) const;
    void setSearch(const QString &typed);
    [[nodiscard]] bool isSearching() const { return !m_typed.isEmpty(); }
    void setArchived(bool archived);
    /// Empty = of all.
    void setProject(const ProjectId &project);
    [[nodiscard]] const ProjectId &project() const { return m_project; }
    void reload();

Q_SIGNALS:
    void loadChanged();

private:
    struct Row {
        ChatId chat;
        QString title, detail;
        qint64 timeMs = 0;
        qint64 seq = 0;
        bool pinned = false, archived = false;
        ProjectId project {};
        friend bool operator==(const Row &, const Row &) = default;
    };
    /// What the list is asked for.
    [[nodiscard]] QString asked() const
    {
        return m_project.value + (m_archived ? QStringLiteral("/archived/") : QStringLiteral("//")) + m_typed;
    }
    [[nodiscard]] QString groupOf(const Row &row) const;
    void fetch(int offset, int limit);
    void takeRows(int offset, int limit, const Result<QList<Row>> &rows);

    DataSession &m_session;
    QList<Row> m_rows;
    QString m_typed;
    QString m_asked;
    bool m_archived = false;
    ProjectId m_project;
    Load m_load = Load::Loading;
    Error m_error;
    bool m_complete = false, m_fetching = false;
    int m_generation = 0;
    QTimer m_soon;
};

}  // namespace bw::desktop
