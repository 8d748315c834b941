// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud_bench.h"

#include "engine/buildservice.h"
#include "engine/engine.h"
#include "store/buildstore.h"
#include "store/database.h"
#include "store/eventlog.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>
#include <vector>

#include <malloc.h>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace std::chrono_literals;

namespace
{

double seconds(const QElapsedTimer &timer) { return double(timer.nsecsElapsed()) / 1e9; }

/// The number behind a name in a file of /proc/self; kB where it has a unit.
double fromProc(const char *file, QByteArrayView name)
{
    QFile proc(QString::fromLatin1(file));
    if (!proc.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : proc.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.sliced(name.size()).simplified().split(' ').first().toDouble();
    }
    return 0;
}

double memoryMb() { return fromProc("/proc/self/smaps_rollup", "Pss:") / 1024; }

double processorSeconds()
{
    rusage used {};
    ::getrusage(RUSAGE_SELF, &used);
    const auto of = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return of(used.ru_utime) + of(used.ru_stime);
}

double partOf(std::vector<double> values, double part)
{
    if (values.empty())
        return 0;
    std::ranges::sort(values);
    return values.at(std::min(values.size() - 1, static_cast<size_t>(part * double(values.size()))));
}

/// While it lives: how long an event of its own takes to be durable, again and again, and the most of memory and
/// threads.
class Watch final
{
public:
    Watch(store::EventLog &log, BuildId build)
        : m_log(log)
        , m_build(std::move(build))
        , m_thread([this](const std::stop_token &stop) { run(stop); })
    {
    }
    void end()
    {
        m_thread.request_stop();
        m_thread.join();
    }
    [[nodiscard]] const std::vector<double> &commits() const { return m_commits; }
    [[nodiscard]] double memory() const { return m_memory; }
    [[nodiscard]] double threads() const { return m_threads; }

private:
    void run(const std::stop_token &stop)
    {
        for (int round = 0; !stop.stop_requested(); ++round) {
            QElapsedTimer timer;
            timer.start();
            if (!m_log.appendAndWait(m_build,
                                     NewEvent {EventType::BuildNote, Json {{"text", "how long does it take"}}}))
                return;
            m_commits.push_back(seconds(timer) * 1e3);
            if (round % 25 == 0) {
                m_memory = std::max(m_memory, memoryMb());
                m_threads = std::max(m_threads, fromProc("/proc/self/status", "Threads:"));
            }
            std::this_thread::sleep_for(20ms);
        }
    }

    store::EventLog &m_log;
    const BuildId m_build;
    std::vector<double> m_commits;
    double m_memory = 0, m_threads = 0;
    std::jthread m_thread;
};

class Stage final
{
public:
    Stage(int count, QString folder, const QString &recording)
        : m_count(count)
        , m_folder(std::move(folder))
    {
        m_request.options.model = u"recording:"_s + recording;
        m_request.options.sandbox = u"e2b"_s;
        m_request.options.network = NetworkPolicy::None;
    }
    Status open(const QString &spec);
    Status warmUp();
    Status runAll();
    Status stopAll();

private:
    Result<std::vector<BuildId>> submitAll();
    [[nodiscard]] int working(const std::vector<BuildId> &builds) const;
    [[nodiscard]] int inState(const std::vector<BuildId> &builds, BuildState state) const;
    [[nodiscard]] Build get(const BuildId &build) const
    {
        return store::BuildStore(m_engine->database()).get(build).value_or(Build {});
    }

    const int m_count;
    const QString m_folder;
    engine::BuildRequest m_request;
    std::unique_ptr<engine::Engine> m_engine;
    std::unique_ptr<store::EventLog> m_log;
    BuildId m_first;
    double m_atRest = 0;
};

/// As many places as builds: the setting of a person whose account has them.
Status Stage::open(const QString &spec)
{
    QFile text(spec);
    if (!text.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, spec);
    m_request.specText = text.readAll();
    m_request.specName = u"small_spec.xml"_s;
    qputenv("XDG_CONFIG_HOME", (m_folder + u"/config"_s).toUtf8());
    QDir().mkpath(m_folder + u"/config/buildwright"_s);
    QFile settings(m_folder + u"/config/buildwright/settings.json"_s);
    if (!settings.open(QIODevice::WriteOnly))
        return fail(ErrorCode::FileUnwritable, settings.fileName());
    settings.write(toBytes(Json {{"limits", {{"builds_cloud", m_count}}}}));
    settings.close();
    auto opened =
        engine::Engine::open({.dataFolder = m_folder + u"/data"_s,
                              .daemonPath = QCoreApplication::applicationDirPath() + u"/buildwright-sandboxd"_s});
    if (!opened)
        return fail(opened.error());
    m_engine = std::move(*opened);
    m_log = std::make_unique<store::EventLog>(m_engine->database().writer());
    return {};
}

/// One build alone, so that what every process has once is not counted as that of a build.
Status Stage::warmUp()
{
    const auto first = m_engine->builds().submit(m_request);
    if (!first)
        return fail(first.error());
    m_first = *first;
    m_engine->builds().waitUntilIdle({});
    if (const Build done = get(m_first); done.state != BuildState::Completed)
        return fail(ErrorCode::Internal, u"one build alone: "_s + toKey(done.state) + u' ' + done.reason);
    Watch alone(*m_log, m_first);
    std::this_thread::sleep_for(2s);
    alone.end();
    ::malloc_trim(0);
    m_atRest = memoryMb();
    std::printf("bench commit_alone ours=%.2fms\n", partOf(alone.commits(), 0.99));
    return {};
}

Result<std::vector<BuildId>> Stage::submitAll()
{
    std::vector<BuildId> builds;
    for (int i = 0; i < m_count; ++i) {
        const auto build = m_engine->builds().submit(m_request);
        if (!build)
            return fail(build.error());
        builds.push_back(*build);
    }
    return builds;
}

int Stage::working(const std::vector<BuildId> &builds) const
{
    return static_cast<int>(std::ranges::count_if(builds, [this](const BuildId &id) {
        const Build build = get(id);
        return build.phase.has_value() && *build.phase != Phase::Plan;
    }));
}

int Stage::inState(const std::vector<BuildId> &builds, BuildState state) const
{
    return static_cast<int>(
        std::ranges::count_if(builds, [this, state](const BuildId &id) { return get(id).state == state; }));
}

Status Stage::runAll()
{
    std::atomic<qint64> events = 0;
    const int listener =
        m_log->addListener([&events](const BuildId &, qint64 from, qint64 to) { events += to - from + 1; });
    Watch watch(*m_log, m_first);
    QElapsedTimer timer;
    timer.start();
    const double before = processorSeconds();
    const auto builds = submitAll();
    if (!builds)
        return fail(builds.error());
    const double queued = seconds(timer);
    int most = 0;
    while (m_engine->builds().active() > 0) {
        most = std::max(most, m_engine->builds().active());
        std::this_thread::sleep_for(100ms);
    }
    const double took = seconds(timer);
    const double used = processorSeconds() - before;
    watch.end();
    m_log->removeListener(listener);
    const double all = double(events) - double(watch.commits().size());
    std::printf(
        "bench cloud_builds count=%d most=%d completed=%d queued=%.2fs took=%.2fs processor=%.1fms threads=%.1f\n",
        m_count, most, inState(*builds, BuildState::Completed), queued, took, used / m_count * 1e3,
        watch.threads() / m_count);
    std::printf("bench cloud_memory ours=%.3fMB at_rest=%.1fMB most=%.1fMB\n", (watch.memory() - m_atRest) / m_count,
                m_atRest, watch.memory());
    std::printf("bench cloud_events ours=%.0f a_processor_second=%.0f all=%.0f\n", all / took, all / used, all);
    std::printf("bench cloud_commit ours=%.2fms median=%.2fms\n", partOf(watch.commits(), 0.99),
                partOf(watch.commits(), 0.5));
    return {};
}

Status Stage::stopAll()
{
    const auto builds = submitAll();
    if (!builds)
        return fail(builds.error());
    while (m_engine->builds().active() == m_count && working(*builds) < m_count)
        std::this_thread::sleep_for(50ms);
    const int alive = m_engine->builds().active();
    QElapsedTimer timer;
    timer.start();
    m_engine->builds().stopAll(60s);
    const double took = seconds(timer);
    std::printf("bench cloud_stop ours=%.2fs active=%d cancelled=%d left=%d\n", took, alive,
                inState(*builds, BuildState::Cancelled), m_engine->builds().active());
    return {};
}

}  // namespace

int measureBuilds(int count, const QString &folder, const QString &spec, const QString &recording)
{
    Stage stage(count, folder, recording);
    Status done = stage.open(spec);
    for (const auto &step : {&Stage::warmUp, &Stage::runAll, &Stage::stopAll}) {
        if (done)
            done = (stage.*step)();
        std::fflush(stdout);
    }
    if (!done)
        std::fprintf(stderr, "%s %s\n", qPrintable(toKey(done.error().code)), qPrintable(done.error().detail));
    return done ? 0 : 1;
}
