// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/store_bench.h"

#include "store/connection.h"
#include "store/database.h"
#include "store/eventlog.h"
#include "store/migrator.h"
#include "store/storedevent.h"
#include "store/writer.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;
using namespace bw;

namespace
{

std::string lineOf(int i)
{
    return "step " + std::to_string(i) + " wrote module_" + std::to_string(i % 997) + ".js and ran its tests: ok";
}

Json payloadOf(int i)
{
    Json payload = Json::object();
    payload["command_id"] = "cmd" + std::to_string(i % 50);
    payload["stream"] = "stdout";
    payload["text"] = lineOf(i) + "\n";
    return payload;
}

/// Seconds until all is durable, the index too.
double ours(const QString &path, int events)
{
    SystemClock clock;
    auto database = store::Database::open(path, store::DataDirectory::Mode::Owner, clock);
    if (!database)
        return -1;
    store::EventLog log((*database)->writer());
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < events; ++i)
        if (!log.append({u"bench"_s}, {EventType::CommandOutput, payloadOf(i)}))
            return -1;
    if (!log.flush() || !(*database)->writer().flushIndex())
        return -1;
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

/// The same rows, as statements for the shell: in groups of 256, pragmas as ours.
bool writeScript(const QString &path, int events)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.write("PRAGMA journal_mode=WAL;\nPRAGMA synchronous=FULL;\nPRAGMA foreign_keys=ON;\n");
    file.write("INSERT INTO users VALUES ('u', 'u', 1, 1);\nINSERT INTO event_logs VALUES (1, 'bench', 'u');\n");
    for (int i = 0; i < events; ++i) {
        if (i % 256 == 0)
            file.write("BEGIN IMMEDIATE;\n");
        const qint64 key = store::rowKey(1, i + 1);
        const QByteArray id = QByteArray::number(key);
        const QByteArray text = QByteArray::fromStdString(lineOf(i));
        file.write("INSERT INTO events (id, type, time_ms, payload) VALUES (" + id
                   + ", 'command.output', 1800000000000, '" + toBytes(payloadOf(i)) + "');\n");
        file.write("INSERT INTO log_lines VALUES (" + id + ", " + QByteArray::number(i + 1) + ", 0, "
                   + QByteArray::number(text.size()) + ", 1, 'stdout', '');\n");
        file.write("INSERT INTO log_index (rowid, text) VALUES (" + id + ", '" + text + "');\n");
        if (i % 256 == 255 || i + 1 == events)
            file.write("REPLACE INTO index_cursors VALUES (1, " + QByteArray::number(i + 1) + ");\nCOMMIT;\n");
    }
    return true;
}

double peer(const QString &folder, int events)
{
    const QString path = folder + u"/peer.db"_s;
    {
        auto connection = store::Connection::open(path, store::Connection::Mode::ReadWrite);
        if (!connection || !store::Migrator().migrate(**connection))
            return -1;
    }
    const QString script = folder + u"/script.sql"_s;
    if (!writeScript(script, events))
        return -1;
    QProcess shell;
    shell.setStandardInputFile(script);
    shell.setStandardOutputFile(QProcess::nullDevice());
    QElapsedTimer timer;
    timer.start();
    shell.start(u"sqlite3"_s, {u"-batch"_s, u"-bail"_s, path});
    if (!shell.waitForFinished(-1) || shell.exitCode() != 0)
        return -1;
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

double median(std::vector<double> times)
{
    std::ranges::sort(times);
    return times.at(times.size() / 2);
}

}  // namespace

/// By turns: what else the machine does in the meantime meets both. The shell's run is left out where there is none.
int bwbench::storeAppend(int events)
{
    constexpr int rounds = 5;
    std::vector<double> mine;
    std::vector<double> shells;
    for (int round = 0; round < rounds; ++round) {
        const QTemporaryDir folder;
        mine.push_back(ours(folder.filePath(u"data"_s), events));
        if (mine.back() <= 0)
            return 1;
        if (const double shell = peer(folder.path(), events); shell > 0)
            shells.push_back(shell);
    }
    const double rate = events / median(mine);
    if (shells.empty()) {
        std::printf("bench store_append ours=%.0f/s peer=none (sqlite3 is missing)\n", rate);
        return 0;
    }
    const double peerRate = events / median(shells);
    std::printf("bench store_append ours=%.0f/s peer=%.0f/s ratio=%.2f\n", rate, peerRate, rate / peerRate);
    return 0;
}
