// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logmodel.h"

#include "models/datasession.h"
#include "store/logstore.h"
#include "usertext/terminaltext.h"
#include "usertext/usertext.h"

#include <QDateTime>
#include <QTimer>

#include <algorithm>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using Lines = QList<store::LogLine>;

namespace
{

constexpr int pageLines = 1000;
constexpr std::chrono::milliseconds indexLag {1100};

}  // namespace

LogModel::LogModel(DataSession &session, QObject *parent)
    : QAbstractListModel(parent)
    , m_session(session)
{
    connect(&session, &DataSession::buildsChanged, this, &LogModel::catchUp);
}

void LogModel::setBuild(const BuildId &build)
{
    if (build == m_build)
        return;
    m_build = build;
    m_query.clear();
    goToEnd();
}

void LogModel::setQuery(const QString &query)
{
    if (query == m_query)
        return;
    m_query = query;
    goToEnd();
}

void LogModel::goToEnd()
{
    ++m_generation;
    beginResetModel();
    m_lines.clear();
    endResetModel();
    m_error.reset();
    m_again = false;
    m_atEnd = true;
    m_atStart = false;
    m_loading = !m_build.isEmpty();
    if (!m_loading)
        return;
    m_session.read(
        this,
        [build = m_build, query = m_query](engine::ReadSide &side) {
            const store::LogStore log(side.database());
            return query.isEmpty() ? log.tail(build, pageLines) : log.search(build, query, pageLines);
        },
        [this, generation = m_generation](const Result<Lines> &lines) {
            if (generation != m_generation)
                return;
            m_loading = false;
            if (!lines)
                m_error = lines.error();
            m_atStart = lines && (lines->size() < pageLines || !m_query.isEmpty());
            append(lines.value_or(Lines()));
            Q_EMIT loaded();
            if (m_again)
                fetchNewer();
            // The index is at most a second behind the lines.
            if (!m_query.isEmpty())
                QTimer::singleShot(indexLag, this, [this, generation] {
                    if (generation == m_generation)
                        fetchNewer();
                });
        });
}

void LogModel::catchUp(const QList<BuildId> &builds)
{
    if (m_atEnd && builds.contains(m_build))
        fetchNewer();
}

void LogModel::fetchNewer()
{
    m_again = m_loading;
    if (m_loading || m_build.isEmpty())
        return;
    m_loading = true;
    const qint64 after = m_lines.isEmpty() ? 0 : m_lines.last().n;
    m_session.read(
        this,
        [build = m_build, query = m_query, after](engine::ReadSide &side) {
            const store::LogStore log(side.database());
            return query.isEmpty() ? log.page(build, after, pageLines) : log.search(build, query, pageLines, after);
        },
        [this, generation = m_generation](const Result<Lines> &lines) {
            if (generation != m_generation)
                return;
            m_loading = false;
            append(lines.value_or(Lines()));
            m_atEnd = lines && lines->size() < pageLines;
            if (m_again || (lines && !m_atEnd))
                fetchNewer();
        });
}

void LogModel::fetchOlder()
{
    if (m_loading || m_atStart || m_lines.isEmpty() || !m_query.isEmpty())
        return;
    m_loading = true;
    m_session.read(
        this,
        [build = m_build, before = m_lines.first().n](engine::ReadSide &side) {
            return store::LogStore(side.database()).tail(build, pageLines, {}, before);
        },
        [this, generation = m_generation](const Result<Lines> &lines) {
            if (generation != m_generation)
                return;
            m_loading = false;
            m_atStart = lines && lines->size() < pageLines;
            prepend(lines.value_or(Lines()));
            if (m_again && m_atEnd)
                fetchNewer();
        });
}

void LogModel::append(const Lines &lines)
{
    if (lines.isEmpty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(lines.size()) - 1);
    m_lines << lines;
    endInsertRows();
    if (const int over = rowCount() - mostLines; over > 0) {
        beginRemoveRows({}, 0, over - 1);
        m_lines.remove(0, over);
        endRemoveRows();
        m_atStart = false;
    }
    Q_EMIT appended();
}

void LogModel::prepend(const Lines &lines)
{
    if (lines.isEmpty())
        return;
    const int count = static_cast<int>(lines.size());
    beginInsertRows({}, 0, count - 1);
    m_lines = lines + m_lines;
    endInsertRows();
    if (const int over = rowCount() - mostLines; over > 0) {
        beginRemoveRows({}, mostLines, rowCount() - 1);
        m_lines.remove(mostLines, over);
        endRemoveRows();
        m_atEnd = false;
    }
    Q_EMIT olderInserted(count);
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const store::LogLine &line = m_lines.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return usertext::plainTerminalText(line.text);
    case LevelRole:
        return static_cast<int>(line.level);
    case TimeRole:
        return QDateTime::fromMSecsSinceEpoch(line.timeMs).toString(u"hh:mm:ss"_s);
    case SourceRole:
        return line.source;
    default:
        return {};
    }
}

QString LogModel::textOf(const QModelIndexList &rows) const
{
    QList<int> numbers;
    for (const QModelIndex &row : rows)
        numbers << row.row();
    std::ranges::sort(numbers);
    QStringList lines;
    for (const int row : std::as_const(numbers))
        lines << index(row).data(Qt::DisplayRole).toString();
    return lines.join(u'\n');
}

}  // namespace bw::desktop
