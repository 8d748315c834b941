// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spechistorymodel.h"

#include "engine/specservice.h"
#include "models/buildtexts.h"
#include "models/datasession.h"
#include "models/speccomparison.h"
#include "spec/specparser.h"
#include "usertext/terminaltext.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int countedAtOnce = 8;
}

SpecHistoryModel::SpecHistoryModel(DataSession &session, QObject *parent)
    : QAbstractListModel(parent)
    , m_session(session)
{
    connect(&m_session, &DataSession::changed, this, [this](const QString &aggregate, const QString &id) {
        if (aggregate == "spec"_L1 && id == m_spec.value)
            reload();
    });
    connect(&m_session, &DataSession::stateChanged, this, [this] {
        if (m_load == Load::Failed)
            reload();
    });
    m_minutes.setInterval(60'000);
    m_minutes.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_minutes, &QTimer::timeout, this, [this] {
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1), {WhenRole});
        // What is older says a date, which stays.
        if (m_rows.isEmpty() || SystemClock().nowMs() - m_rows.first().createdMs > 3'600'000)
            m_minutes.stop();
    });
}

int SpecHistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString SpecHistoryModel::detail(const store::SpecVersion &version) const
{
    QStringList parts {authorText(version.author)};
    if (version.restored > 0)
        parts << tr("version %1 again").arg(version.restored);
    if (const QString reason = usertext::plainTerminalText(version.note).simplified(); !reason.isEmpty())
        parts << reason;
    if (const auto found = m_features.constFind(version.version); found != m_features.cend())
        parts << (*found < 0 ? tr("cannot be read") : tr("%n feature(s)", nullptr, *found));
    return parts.join(u" \u00B7 "_s);
}

QVariant SpecHistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const store::SpecVersion &version = m_rows.at(index.row());
    const auto exact = [&version] {
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(version.createdMs), QLocale::LongFormat);
    };
    switch (role) {
    case Qt::DisplayRole:
        return tr("Version %1").arg(version.version);
    case VersionRole:
        return version.version;
    case WhenRole:
        return whenText(version.createdMs, SystemClock().nowMs());
    case DetailRole:
        return detail(version);
    case Qt::ToolTipRole:
        return QString(exact() + u'\n' + detail(version));
    case Qt::AccessibleTextRole:
        return u"%1, %2, %3"_s.arg(tr("Version %1").arg(version.version), exact(), detail(version));
    case Qt::CheckStateRole:
        return m_marked.contains(version.version) ? Qt::Checked : Qt::Unchecked;
    default:
        return {};
    }
}

bool SpecHistoryModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    if ((value.toInt() == Qt::Checked) != m_marked.contains(versionAt(index.row())))
        toggleMark(index.row());
    return true;
}

Qt::ItemFlags SpecHistoryModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = QAbstractListModel::flags(index);
    return index.isValid() ? usual | Qt::ItemIsUserCheckable | Qt::ItemNeverHasChildren : usual;
}

int SpecHistoryModel::rowOf(int version) const
{
    const auto found = std::ranges::find(m_rows, version, &store::SpecVersion::version);
    return found == m_rows.cend() ? -1 : static_cast<int>(found - m_rows.cbegin());
}

void SpecHistoryModel::toggleMark(int row)
{
    const int version = versionAt(row);
    if (version == 0)
        return;
    // A third mark takes the place of the first.
    if (!m_marked.removeOne(version)) {
        if (m_marked.size() == 2)
            m_marked.removeFirst();
        m_marked << version;
    }
    Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::CheckStateRole});
    Q_EMIT marksChanged();
}

void SpecHistoryModel::clearMarks()
{
    if (m_marked.isEmpty())
        return;
    m_marked.clear();
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::CheckStateRole});
    Q_EMIT marksChanged();
}

SpecHistoryModel::Pair SpecHistoryModel::compared(int currentRow) const
{
    const int current = versionAt(currentRow);
    const auto ordered = [](int a, int b) { return Pair {std::min(a, b), std::max(a, b)}; };
    if (m_marked.size() == 2)
        return ordered(m_marked.first(), m_marked.last());
    if (m_marked.size() == 1 && current > 0 && current != m_marked.first())
        return ordered(m_marked.first(), current);
    if (current == 0)
        return {};
    return {versionAt(currentRow + 1), current};
}

void SpecHistoryModel::open(const SpecId &spec)
{
    if (spec == m_spec && m_load != Load::Nothing)
        return reload();
    ++m_generation;
    m_spec = spec;
    m_name.clear();
    m_features.clear();
    m_reading = m_readAgain = m_counting = false;
    if (!m_rows.isEmpty()) {
        beginResetModel();
        m_rows.clear();
        endResetModel();
    }
    clearMarks();
    enter(spec.value.isEmpty() ? Load::Nothing : Load::Loading);
    if (!spec.value.isEmpty())
        reload();
}

void SpecHistoryModel::reload()
{
    if (m_spec.value.isEmpty())
        return;
    if (m_reading) {
        m_readAgain = true;
        return;
    }
    m_reading = true;
    if (m_load == Load::Failed)
        enter(Load::Loading);
    m_session.read(
        this,
        [spec = m_spec](engine::ReadSide &side) -> Result<Loaded> {
            const store::SpecStore specs(side.database());
            auto found = specs.get(spec);
            auto versions = specs.versions(spec);
            if (!found || !versions)
                return fail(found ? versions.error() : found.error());
            return Loaded {std::move(*found), std::move(*versions)};
        },
        [this, generation = m_generation](const Result<Loaded> &loaded) {
            if (generation != m_generation)
                return;
            m_reading = false;
            take(loaded);
            if (std::exchange(m_readAgain, false))
                reload();
        });
}

void SpecHistoryModel::take(const Result<Loaded> &loaded)
{
    if (!loaded) {
        m_error = loaded.error();
        return enter(m_error.code == ErrorCode::NotFound ? Load::Gone : Load::Failed);
    }
    m_name = loaded->spec.name;
    QList<store::SpecVersion> rows = loaded->versions;
    std::ranges::reverse(rows);
    takeRows(std::move(rows));
    enter(loaded->spec.deletedMs > 0 ? Load::Deleted : Load::Ready);
    count();
    m_minutes.start();
}

/// Versions are never changed: what is new stands in front of what is there.
void SpecHistoryModel::takeRows(QList<store::SpecVersion> rows)
{
    const auto fresh = rows.size() - m_rows.size();
    if (m_rows.isEmpty() || fresh < 0 || rows.sliced(fresh) != m_rows) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    } else if (fresh > 0) {
        beginInsertRows({}, 0, static_cast<int>(fresh) - 1);
        m_rows = std::move(rows);
        endInsertRows();
    }
}

/// A few at a time, newest first: a long history of large texts is not read at once.
void SpecHistoryModel::count()
{
    QList<int> wanted;
    for (const store::SpecVersion &version : std::as_const(m_rows))
        if (wanted.size() < countedAtOnce && !m_features.contains(version.version))
            wanted << version.version;
    if (m_counting || wanted.isEmpty())
        return;
    m_counting = true;
    using Counts = QHash<int, int>;
    m_session.read(
        this,
        [spec = m_spec, wanted](engine::ReadSide &side) -> Result<Counts> {
            const engine::SpecService specs(side.database());
            Counts counts;
            for (const int version : wanted) {
                const auto text = specs.version(spec, version);
                if (!text)
                    return fail(text.error());
                const spec::ParsedSpec parsed = spec::readSpec(text->content);
                counts.insert(version, parsed.usable() ? static_cast<int>(parsed.spec.features.size()) : -1);
            }
            return counts;
        },
        [this, generation = m_generation](const Result<Counts> &counts) {
            if (generation != m_generation)
                return;
            m_counting = false;
            if (!counts)
                return;
            m_features.insert(*counts);
            Q_EMIT dataChanged(index(0), index(rowCount() - 1), {DetailRole});
            count();
        });
}

void SpecHistoryModel::enter(Load load)
{
    if (load == m_load)
        return;
    m_load = load;
    Q_EMIT loadChanged();
}

}  // namespace bw::desktop
