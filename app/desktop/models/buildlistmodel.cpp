// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/buildlistmodel.h"

#include "models/buildtexts.h"
#include "models/datasession.h"
#include "store/buildstore.h"
#include "usertext/statelook.h"
#include "usertext/terminaltext.h"

#include <algorithm>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int pageRows = 50;

bool isNewer(const Build &a, const Build &b)
{
    return a.createdMs != b.createdMs ? a.createdMs > b.createdMs : a.id > b.id;
}

}  // namespace

BuildListModel::BuildListModel(DataSession &session, QObject *parent)
    : QAbstractListModel(parent)
    , m_session(session)
{
    connect(&session, &DataSession::buildsChanged, this, &BuildListModel::refresh);
    connect(&session, &DataSession::stateChanged, this, [this] {
        if (m_session.state() != DataSession::State::Opening)
            reload();
    });
    // While the directory is being opened, its next state begins this.
    if (session.state() != DataSession::State::Opening)
        fetch();
}

int BuildListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_builds.size());
}

QString BuildListModel::spoken(const Build &build) const
{
    QStringList parts {build.name, usertext::stateLook(build.state).name, progressText(build)};
    if (const QString cost = costText(build); !cost.isEmpty())
        parts << cost;
    if (build.demonstration)
        parts << tr("demonstration");
    return parts.join(u", "_s);
}

QVariant BuildListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Build &build = m_builds.at(index.row());
    const qint64 now = SystemClock().nowMs();
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return usertext::plainTerminalText(build.name);
    case Qt::AccessibleTextRole:
        return spoken(build);
    case Qt::ToolTipRole:
        return usertext::stateLook(build.state).nextStep;
    case IdRole:
        return build.id.value;
    case StateRole:
        return static_cast<int>(build.state);
    case LineRole:
        return lastLine(build, now);
    case CostRole:
        return costText(build);
    case ProgressRole: {
        const auto progress = progressOf(build);
        return progress ? QVariant(*progress) : QVariant();
    }
    case WhenRole:
        return whenText(build.createdMs, now);
    case DemonstrationRole:
        return build.demonstration;
    case SearchRole:
        return QString(build.name + u' ' + build.id.value + u' ' + usertext::stateLook(build.state).name + u' '
                       + build.options.model);
    default:
        return {};
    }
}

bool BuildListModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_load == Load::Ready && !m_complete && !m_fetching;
}

void BuildListModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        fetch();
}

void BuildListModel::fetchAll()
{
    m_wantsAll = true;
    fetchMore({});
}

void BuildListModel::reload()
{
    ++m_generation;
    m_fetching = false;
    m_complete = false;
    beginResetModel();
    m_builds.clear();
    endResetModel();
    m_load = Load::Loading;
    Q_EMIT loadChanged();
    fetch();
}

void BuildListModel::fetch()
{
    m_fetching = true;
    store::BuildQuery query;
    query.limit = pageRows;
    if (!m_builds.isEmpty())
        query.olderThan = m_builds.last().id;
    m_session.read(
        this,
        [query](engine::ReadSide &side) {
            auto page = store::BuildStore(side.database()).list(query);
            if (page)
                for (Build &build : *page)
                    build = side.shown(std::move(build));
            return page;
        },
        [this, generation = m_generation](const Result<QList<Build>> &page) {
            if (generation == m_generation)
                takePage(page);
        });
}

void BuildListModel::takePage(const Result<QList<Build>> &page)
{
    m_fetching = false;
    if (!page) {
        m_error = page.error();
        m_load = Load::Failed;
        Q_EMIT loadChanged();
        return;
    }
    m_complete = page->size() < pageRows;
    QList<Build> fresh;
    for (const Build &build : *page)
        if (rowOf(build.id) < 0)
            fresh << build;
    if (!fresh.isEmpty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
        m_builds << fresh;
        endInsertRows();
    }
    m_load = Load::Ready;
    Q_EMIT loadChanged();
    if (m_wantsAll && !m_complete)
        fetch();
}

void BuildListModel::refresh(const QList<BuildId> &builds)
{
    for (const BuildId &id : builds)
        m_session.read(
            this,
            [id](engine::ReadSide &side) -> Result<std::optional<Build>> {
                auto build = side.build(id);
                if (build)
                    return *build;
                if (build.error().code == ErrorCode::NotFound)
                    return std::optional<Build> {};
                return fail(build.error());
            },
            [this, id, generation = m_generation](const Result<std::optional<Build>> &build) {
                if (build && generation == m_generation)
                    takeBuild(id, *build);
            });
}

void BuildListModel::takeBuild(const BuildId &id, const std::optional<Build> &build)
{
    const int row = rowOf(id);
    if (!build) {
        Q_EMIT buildGone(id);
        if (row < 0)
            return;
        beginRemoveRows({}, row, row);
        m_builds.removeAt(row);
        endRemoveRows();
        return;
    }
    if (row < 0) {
        insertNew(*build);
    } else if (m_builds.at(row).events <= build->events) {
        // Two readers may come back in another order than they went.
        m_builds[row] = *build;
        Q_EMIT dataChanged(index(row), index(row));
    }
    Q_EMIT buildUpdated(id);
}

void BuildListModel::insertNew(const Build &build)
{
    const auto at = std::ranges::lower_bound(m_builds, build, isNewer) - m_builds.begin();
    // An older one than those that are loaded comes with its page.
    if (at == m_builds.size() && !m_complete)
        return;
    const int row = static_cast<int>(at);
    beginInsertRows({}, row, row);
    m_builds.insert(row, build);
    endInsertRows();
}

const Build *BuildListModel::build(const BuildId &id) const { return buildAt(rowOf(id)); }

const Build *BuildListModel::buildAt(int row) const
{
    return row >= 0 && row < m_builds.size() ? &m_builds.at(row) : nullptr;
}

int BuildListModel::rowOf(const BuildId &id) const
{
    const auto found = std::ranges::find(m_builds, id, &Build::id);
    return found == m_builds.end() ? -1 : static_cast<int>(found - m_builds.begin());
}

}  // namespace bw::desktop
