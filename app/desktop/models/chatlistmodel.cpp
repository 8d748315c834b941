// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/chatlistmodel.h"

#include "base/clock.h"
#include "models/buildtexts.h"
#include "models/chattexts.h"
#include "models/datasession.h"
#include "store/chatsearch.h"
#include "store/chatstore.h"
#include "usertext/terminaltext.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <chrono>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
constexpr int pageRows = 50;
constexpr auto together = 150ms;  // changes, and what is typed
}  // namespace

ChatListModel::ChatListModel(DataSession &session, QObject *parent)
    : QAbstractListModel(parent)
    , m_session(session)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(together);
    connect(&m_soon, &QTimer::timeout, this, &ChatListModel::reload);
    connect(&session, &DataSession::changed, this, [this](const QString &aggregate) {
        if (aggregate == u"chat" && !m_soon.isActive())
            m_soon.start();
    });
    connect(&session, &DataSession::stateChanged, this, [this] {
        if (m_session.state() != DataSession::State::Opening)
            reload();
    });
    // While the directory is being opened, its next state begins this.
    if (m_session.state() != DataSession::State::Opening)
        reload();
}

int ChatListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ChatListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::ToolTipRole:
        return QString(data(index, Qt::DisplayRole).toString() + u'\n'
                       + QLocale().toString(QDateTime::fromMSecsSinceEpoch(row.timeMs), QLocale::LongFormat));
    case Qt::DisplayRole:
        return row.title.isEmpty() ? tr("New chat") : usertext::plainTerminalText(row.title);
    case Qt::AccessibleTextRole:
        return QString(data(index, Qt::DisplayRole).toString() + u", "_s + data(index, DetailRole).toString()
                       + (row.pinned ? u", "_s + tr("pinned") : QString()));
    case DetailRole:
        return row.detail.isEmpty() ? whenText(row.timeMs, SystemClock().nowMs()) : row.detail;
    case IdRole:
        return row.chat.value;
    case PinnedRole:
        return row.pinned;
    case SeqRole:
        return row.seq;
    case ArchivedRole:
        return row.archived;
    case ProjectRole:
        return row.project.value;
    case GroupRole:
        return groupOf(row);
    default:
        return {};
    }
}

QString ChatListModel::groupOf(const Row &row) const
{
    if (!m_typed.isEmpty())
        return row.seq == 0 ? tr("In titles") : tr("In messages");
    return row.pinned ? tr("Pinned") : dayText(row.timeMs, SystemClock().nowMs());
}

bool ChatListModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_load == Load::Ready && !m_complete && !m_fetching;
}

void ChatListModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        fetch(rowCount(), pageRows);
}

int ChatListModel::rowOf(const ChatId &chat) const
{
    const auto found = std::ranges::find(m_rows, chat, &Row::chat);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

void ChatListModel::setSearch(const QString &typed)
{
    if (typed.trimmed() == m_typed)
        return;
    m_typed = typed.trimmed();
    m_soon.start();
}

void ChatListModel::setArchived(bool archived)
{
    if (std::exchange(m_archived, archived) != archived)
        reload();
}

void ChatListModel::setProject(const ProjectId &project)
{
    if (std::exchange(m_project, project) != project)
        reload();
}

void ChatListModel::reload()
{
    m_soon.stop();
    ++m_generation;
    // As many as there are: whoever has scrolled stays where they are.
    fetch(0, m_asked == asked() ? qMax(pageRows, rowCount()) : pageRows);
    m_asked = asked();
}

void ChatListModel::fetch(int offset, int limit)
{
    m_fetching = true;
    m_session.read(
        this,
        [typed = m_typed, archived = m_archived, project = m_project, offset,
         limit](engine::ReadSide &side) -> Result<QList<Row>> {
            QList<Row> rows;
            if (!typed.isEmpty()) {
                const auto hits = store::searchChats(side.database(), typed, limit, offset);
                if (!hits)
                    return fail(hits.error());
                for (const store::ChatHit &hit : *hits)
                    rows.append({.chat = hit.chat,
                                 .title = hit.title,
                                 .detail = hit.excerpt,
                                 .timeMs = hit.timeMs,
                                 .seq = hit.seq,
                                 .pinned = false,
                                 .archived = false,
                                 .project = {}});
                return rows;
            }
            store::ChatQuery query;
            query.archived = archived;
            query.project = project;
            query.limit = limit;
            query.offset = offset;
            const auto chats = store::ChatStore(side.database()).list(query);
            if (!chats)
                return fail(chats.error());
            for (const store::Chat &chat : *chats)
                rows.append({.chat = chat.id,
                             .title = chat.title,
                             .detail = {},
                             .timeMs = chat.updatedMs,
                             .seq = 0,
                             .pinned = chat.pinned,
                             .archived = chat.archived,
                             .project = chat.project});
            return rows;
        },
        [this, offset, limit, generation = m_generation](const Result<QList<Row>> &rows) {
            if (generation == m_generation)
                takeRows(offset, limit, rows);
        });
}

/// Rows that stay where they are keep the selection and the place of the scroll bar.
void ChatListModel::takeRows(int offset, int limit, const Result<QList<Row>> &rows)
{
    m_fetching = false;
    // Nothing was ever stored: an empty list, no error.
    const bool nothing = !rows && engine::isNothingYet(rows.error());
    if (!rows && !nothing) {
        m_error = rows.error();
        m_load = Load::Failed;
        Q_EMIT loadChanged();
        return;
    }
    QList<Row> all = m_rows.first(qMin<qsizetype>(offset, m_rows.size()));
    if (rows)
        all += *rows;
    m_complete = !rows || rows->size() < limit;
    qsizetype same = 0;
    while (same < all.size() && same < m_rows.size() && all.at(same) == m_rows.at(same))
        ++same;
    if (same < m_rows.size()) {
        beginRemoveRows({}, static_cast<int>(same), rowCount() - 1);
        m_rows.resize(same);
        endRemoveRows();
    }
    if (same < all.size()) {
        beginInsertRows({}, static_cast<int>(same), static_cast<int>(all.size()) - 1);
        m_rows = all;
        endInsertRows();
    }
    m_load = Load::Ready;
    Q_EMIT loadChanged();
}

}  // namespace bw::desktop
