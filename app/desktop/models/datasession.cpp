// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datasession.h"

#include "engine/buildservice.h"
#include "engine/engine.h"
#include "store/buildstore.h"
#include "store/chatstore.h"
#include "store/projectstore.h"
#include "store/specstore.h"
#include "store/writer.h"

#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcSession, "bw.desktop.session", QtInfoMsg)

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr auto handOverPatience = 10s;
constexpr int watchMs = 500;
constexpr int batchMs = 50;

qint64 walMark(const QString &folder)
{
    const QFileInfo wal(folder + u"/buildwright.db-wal"_s);
    return wal.exists() ? wal.lastModified().toMSecsSinceEpoch() * 31 + wal.size() : 0;
}

}  // namespace

DataSession::DataSession(QString dataFolder, QString daemonPath, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(dataFolder))
    , m_daemonPath(std::move(daemonPath))
{
    m_watch.setInterval(watchMs);
    connect(&m_watch, &QTimer::timeout, this, &DataSession::lookAround);
    m_batch.setSingleShot(true);
    m_batch.setInterval(batchMs);
    connect(&m_batch, &QTimer::timeout, this, &DataSession::tellChanges);
}

DataSession::~DataSession()
{
    m_stop.request_stop();
    const std::unique_lock lock(m_sides);
    m_whyNot = Error {.code = ErrorCode::Cancelled, .detail = {}, .args = {}, .retryAfter = {}};
    m_read.reset();
    if (m_acting && m_acting->isOwner() && m_acting->engine().builds().active() > 0)
        m_acting->engine().builds().stopAll(5s);
    m_acting.reset();
}

void DataSession::open()
{
    m_watch.stop();
    if (m_state != State::Opening) {
        m_state = State::Opening;
        Q_EMIT stateChanged();
    }
    {
        const std::lock_guard lock(m_openMutex);
        m_opening = true;
    }
    run<Opened>(
        this,
        [this] {
            Opened opened = openSides();
            const std::lock_guard lock(m_openMutex);
            m_opening = false;
            m_openedNow.notify_all();
            return opened;
        },
        [this](const Opened &opened) { takeIn(opened); }, m_opener);
}

void DataSession::waitUntilOpened()
{
    std::unique_lock lock(m_openMutex);
    (void)m_openedNow.wait(lock, m_stop.get_token(), [this] { return !m_opening; });
}

DataSession::Opened DataSession::openSides()
{
    const std::unique_lock lock(m_sides);
    // The owner of a directory must not have it open a second time.
    m_read.reset();
    m_acting.reset();
    SystemClock clock;
    const auto end = clock.steady() + handOverPatience;
    for (;;) {
        auto owner = api::ActingSide::asOwner(m_folder, m_daemonPath);
        if (owner) {
            m_acting = std::make_unique<api::ActingSide>(std::move(*owner));
            m_read = engine::ReadSide::over(m_acting->engine().database());
            listen();
            return {.state = State::Owner, .interrupted = m_acting->engine().interrupted()};
        }
        m_whyNot = owner.error();
        if (m_whyNot.code != ErrorCode::DataDirInUse)
            return {.error = m_whyNot};
        const Opened beside = openBeside();
        // An owner that is just starting or ending does not answer yet, or not any more.
        if (beside.state == State::Beside || clock.steady() > end || !clock.sleep(50ms, m_stop.get_token()))
            return beside;
    }
}

DataSession::Opened DataSession::openBeside()
{
    auto client = api::ActingSide::asClient(m_folder, m_stop.get_token());
    if (!client)
        return {.error = m_whyNot};
    auto side = engine::ReadSide::open(m_folder, m_stop.get_token());
    if (!side)
        return {.error = side.error()};
    m_acting = std::make_unique<api::ActingSide>(std::move(*client));
    m_read = std::move(*side);
    m_seenEvents.clear();
    m_seenWal = 0;
    m_seenRest.clear();
    m_restIsSeen = false;
    return {.state = State::Beside, .pid = m_acting->owner().pid};
}

// Called on the storage thread, which must not wait.
void DataSession::listen()
{
    auto &writer = m_acting->engine().database().writer();
    (void)writer.addListener([this](const BuildId &build, qint64, qint64) { addChanged({build}); });
    (void)writer.addChangeListener([this](const QString &aggregate, const QString &id, qint64) {
        if (aggregate == "build"_L1)
            addChanged({BuildId {id}});
        else
            QMetaObject::invokeMethod(this, [this, aggregate, id] { Q_EMIT changed(aggregate, id); });
    });
}

void DataSession::takeIn(const Opened &opened)
{
    m_state = opened.state;
    m_ownerPid = opened.pid;
    m_error = opened.error;
    m_interrupted = opened.interrupted;
    if (m_state == State::Failed)
        qCWarning(lcSession) << "the data directory cannot be used:" << toKey(m_error.code) << m_error.detail;
    if (m_state == State::Beside)
        m_watch.start();
    Q_EMIT stateChanged();
}

void DataSession::lookAround()
{
    if (m_looking.exchange(true))
        return;
    work(
        this,
        [this] {
            const bool owned = store::DataDirectory::ownerPid(m_folder).has_value();
            if (owned)
                lookForChanges();
            m_looking = false;
            return Result<bool>(owned);
        },
        [this](const Result<bool> &owned) {
            if (!*owned && m_state == State::Beside)
                open();
        });
}

void DataSession::lookForChanges()
{
    const std::shared_lock lock(m_sides);
    const qint64 mark = walMark(m_folder);
    if (!m_read || mark == m_seenWal)
        return;
    lookForRest();
    const store::BuildStore builds(m_read->database());
    auto rows = builds.list({.user = {}, .project = {}, .spec = {}, .state = {}, .olderThan = {}, .limit = 100});
    const auto atWork = builds.unfinished();
    if (!rows || !atWork)
        return;
    m_seenWal = mark;
    QSet<BuildId> changed;
    for (const Build &build : *rows + *atWork) {
        if (m_seenEvents.value(build.id, -1) != build.events)
            changed.insert(build.id);
        m_seenEvents.insert(build.id, build.events);
    }
    addChanged(changed);
}

// Chats, specifications and projects of the other process. Of each the newest hundred: what a person looks at. The
// first look only remembers.
void DataSession::lookForRest()
{
    constexpr int newest = 100;
    QHash<QString, QHash<QString, qint64>> seen;
    store::Database &database = m_read->database();
    if (const auto chats = store::ChatStore(database).list({.limit = newest}))
        for (const store::Chat &chat : *chats)
            seen[u"chat"_s].insert(chat.id.value, chat.version);
    if (const auto specs = store::SpecStore(database).list(store::SpecQuery {.limit = newest}))
        for (const store::Spec &spec : *specs)
            seen[u"spec"_s].insert(spec.id.value, spec.updatedMs * 1000 + spec.version);
    if (const auto projects = store::ProjectStore(database).list({}, newest))
        for (const store::Project &project : *projects)
            seen[u"project"_s].insert(project.id.value, project.version);
    const auto before = std::exchange(m_seenRest, seen);
    if (!std::exchange(m_restIsSeen, true))
        return;
    for (const QString &aggregate : {u"chat"_s, u"spec"_s, u"project"_s}) {
        const auto was = before.value(aggregate), is = seen.value(aggregate);
        QSet<QString> changed;
        for (auto row = is.cbegin(); row != is.cend(); ++row)
            if (was.value(row.key(), -1) != row.value())
                changed.insert(row.key());
        for (auto row = was.cbegin(); row != was.cend(); ++row)
            if (!is.contains(row.key()))
                changed.insert(row.key());
        for (const QString &id : std::as_const(changed))
            QMetaObject::invokeMethod(this, [this, aggregate, id] { Q_EMIT this->changed(aggregate, id); });
    }
}

void DataSession::announce(const BuildId &build) { addChanged({build}); }

void DataSession::addChanged(const QSet<BuildId> &builds)
{
    if (builds.isEmpty())
        return;
    const std::lock_guard lock(m_changesMutex);
    const bool first = m_changes.isEmpty();
    m_changes.unite(builds);
    if (first)
        QMetaObject::invokeMethod(&m_batch, qOverload<>(&QTimer::start), Qt::QueuedConnection);
}

void DataSession::tellChanges()
{
    QSet<BuildId> changes;
    {
        const std::lock_guard lock(m_changesMutex);
        changes.swap(m_changes);
    }
    if (!changes.isEmpty())
        Q_EMIT buildsChanged(QList<BuildId>(changes.cbegin(), changes.cend()));
}

}  // namespace bw::desktop
