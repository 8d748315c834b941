// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/speclistmodel.h"

#include "base/clock.h"
#include "engine/specservice.h"
#include "models/buildtexts.h"
#include "models/datasession.h"
#include "models/specdrafts.h"
#include "models/spectexts.h"
#include "store/projectstore.h"
#include "usertext/terminaltext.h"

#include <algorithm>
#include <chrono>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{
constexpr auto together = 150ms;  // changes, and what is typed
constexpr int most = 20'000;
}  // namespace

SpecListModel::SpecListModel(DataSession &session, SpecDrafts &drafts, QObject *parent)
    : QAbstractListModel(parent)
    , m_session(session)
    , m_drafts(drafts)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(together);
    connect(&m_soon, &QTimer::timeout, this, &SpecListModel::reload);
    const auto soon = [this] {
        if (!m_soon.isActive())
            m_soon.start();
    };
    connect(&session, &DataSession::changed, this, [soon](const QString &aggregate) {
        if (aggregate == "spec"_L1 || aggregate == "project"_L1)
            soon();
    });
    connect(&drafts, &SpecDrafts::changed, this, soon);
    connect(&session, &DataSession::stateChanged, this, [this] {
        if (m_session.state() != DataSession::State::Opening)
            reload();
    });
    // While the directory is being opened, its next state begins this.
    if (m_session.state() != DataSession::State::Opening)
        reload();
}

int SpecListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant SpecListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return usertext::plainTerminalText(row.spec.name);
    case Qt::ToolTipRole:
        return tr("%1\nChanged %2").arg(data(index, Qt::DisplayRole).toString(), exactTimeText(row.spec.updatedMs));
    case Qt::AccessibleTextRole: {
        QStringList parts;
        for (const int part : {int {Qt::DisplayRole}, int {FactsRole}, int {OriginRole}, int {WhenRole}})
            parts << data(index, part).toString();
        if (row.draft)
            parts << tr("not saved");
        return parts.join(u", "_s);
    }
    case FactsRole:
        return specFactsText(row.spec);
    case OriginRole: {
        const QString origin = specOriginText(row.spec.origin);
        return row.project.isEmpty() ? origin : usertext::plainTerminalText(row.project) + u" \u00B7 "_s + origin;
    }
    case WhenRole:
        return whenText(row.spec.updatedMs, SystemClock().nowMs());
    case IdRole:
        return row.spec.id.value;
    case DraftRole:
        return row.draft;
    default:
        return {};
    }
}

int SpecListModel::rowOf(const SpecId &spec) const
{
    const auto found = std::ranges::find(m_rows, spec, [](const Row &row) { return row.spec.id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

void SpecListModel::setSearch(const QString &typed)
{
    if (typed.trimmed() == m_typed)
        return;
    m_typed = typed.trimmed();
    m_soon.start();
}

void SpecListModel::setOrder(Order order)
{
    if (std::exchange(m_order, order) != order)
        arrange(m_rows);
}

void SpecListModel::reload()
{
    m_soon.stop();
    ++m_generation;
    m_session.read(
        this,
        [typed = m_typed, drafts = m_drafts.reader()](engine::ReadSide &side) -> Result<QList<Row>> {
            const auto specs = engine::SpecService(side.database()).list({.text = typed, .limit = most});
            const auto projects = store::ProjectStore(side.database()).list({}, most);
            if (!specs || !projects)
                return fail(specs ? projects.error() : specs.error());
            QHash<ProjectId, QString> names;
            for (const store::Project &project : *projects)
                names.insert(project.id, project.name);
            const QSet<SpecId> unsaved = drafts.all();
            QList<Row> rows;
            for (const store::Spec &spec : *specs)
                rows.append({spec, names.value(spec.project), unsaved.contains(spec.id)});
            return rows;
        },
        [this, generation = m_generation](const Result<QList<Row>> &rows) {
            if (generation == m_generation)
                takeRows(rows);
        });
}

void SpecListModel::takeRows(const Result<QList<Row>> &rows)
{
    // Nothing was ever stored: an empty list, no error.
    if (!rows && !engine::isNothingYet(rows.error())) {
        m_error = rows.error();
        m_load = Load::Failed;
    } else {
        showRows(rows ? *rows : QList<Row>());
        m_load = Load::Ready;
    }
    Q_EMIT loadChanged();
}

/// Rows that stay keep the selection and the place of the scroll bar.
void SpecListModel::showRows(QList<Row> rows)
{
    QHash<SpecId, qsizetype> places;
    for (qsizetype i = 0; i < rows.size(); ++i)
        places.insert(rows.at(i).spec.id, i);
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (places.contains(m_rows.at(row).spec.id))
            continue;
        int first = row;
        while (first > 0 && !places.contains(m_rows.at(first - 1).spec.id))
            --first;
        beginRemoveRows({}, first, row);
        m_rows.remove(first, row - first + 1);
        endRemoveRows();
        row = first;
    }
    bool changed = false;
    for (Row &row : m_rows) {
        const Row &now = rows.at(places.take(row.spec.id));
        changed = changed || row != now;
        row = now;
    }
    if (changed)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    QList<Row> fresh;
    for (const Row &row : std::as_const(rows))
        if (places.contains(row.spec.id))
            fresh << row;
    if (!fresh.isEmpty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(fresh.size()) - 1);
        m_rows += fresh;
        endInsertRows();
    }
    arrange(std::move(rows));
}

bool SpecListModel::comesBefore(const Row &a, const Row &b) const
{
    const auto tier = [](const Row &row) {
        const auto known = tierFromKey(row.spec.tier);
        return known ? static_cast<int>(*known) : -1;
    };
    switch (m_order) {
    case Order::Changed:
        break;
    case Order::Name:
        if (const int way = QString::localeAwareCompare(a.spec.name, b.spec.name); way != 0)
            return way < 0;
        break;
    case Order::Size:
        if (a.spec.bytes != b.spec.bytes)
            return a.spec.bytes > b.spec.bytes;
        break;
    case Order::Tier:
        if (tier(a) != tier(b))
            return tier(a) > tier(b);
        break;
    case Order::Project:
        if (a.project.isEmpty() != b.project.isEmpty())
            return b.project.isEmpty();
        if (const int way = QString::localeAwareCompare(a.project, b.project); way != 0)
            return way < 0;
        break;
    }
    // Of the same moment: as the library lists them.
    return a.spec.updatedMs > b.spec.updatedMs;
}

void SpecListModel::arrange(QList<Row> rows)
{
    const auto before = [this](const Row &a, const Row &b) { return comesBefore(a, b); };
    std::ranges::stable_sort(rows, before);
    if (rows == m_rows)
        return;
    QHash<SpecId, int> places;
    for (int i = 0; i < rows.size(); ++i)
        places.insert(rows.at(i).spec.id, i);
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList old = persistentIndexList();
    QModelIndexList now;
    for (const QModelIndex &place : old)
        now << index(places.value(m_rows.at(place.row()).spec.id));
    m_rows = std::move(rows);
    changePersistentIndexList(old, now);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

}  // namespace bw::desktop
