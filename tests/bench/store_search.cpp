// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/store_bench.h"

#include "store/database.h"
#include "store/eventlog.h"
#include "store/logstore.h"
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

constexpr int linesAnEvent = 100;

std::string lineOf(int i, int lines)
{
    std::string text = "build step " + std::to_string(i) + " compiled module_" + std::to_string(i % 9973);
    if (i % 10 == 0)
        text += " warning";
    if (i == lines - lines / 10)
        text += " needle";
    return text + '\n';
}

bool fill(store::Database &database, const QString &file, int lines)
{
    store::EventLog log(database.writer());
    QFile plain(file);
    if (!plain.open(QIODevice::WriteOnly))
        return false;
    for (int i = 0; i < lines; i += linesAnEvent) {
        std::string text;
        for (int k = i; k < i + linesAnEvent; ++k)
            text += lineOf(k, lines);
        plain.write(text.data(), static_cast<qint64>(text.size()));
        Json payload = Json::object();
        payload["stream"] = "stdout";
        payload["text"] = text;
        if (!log.append({u"bench"_s}, {EventType::CommandOutput, std::move(payload)}))
            return false;
    }
    return log.flush() && database.writer().flushIndex();
}

double medianMs(std::vector<double> times)
{
    std::ranges::sort(times);
    return times.at(times.size() / 2);
}

void measure(store::Database &database, const QString &file, const char *word)
{
    const store::LogStore logs(database);
    std::vector<double> mine;
    std::vector<double> grep;
    qsizetype found = 0;
    for (int i = 0; i < 15; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto page = logs.search({u"bench"_s}, QString::fromLatin1(word), 50);
        mine.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        found = page ? page->size() : -1;
        QProcess process;
        process.setStandardOutputFile(QProcess::nullDevice());
        timer.restart();
        process.start(u"grep"_s, {u"-i"_s, u"-n"_s, u"-m"_s, u"50"_s, QString::fromLatin1(word), file});
        process.waitForFinished(-1);
        grep.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    const double ours = medianMs(mine);
    const double peer = medianMs(grep);
    std::printf("bench store_search_%s ours=%.2fms peer=%.2fms ratio=%.2f found=%lld\n", word, ours, peer, peer / ours,
                static_cast<long long>(found));
}

}  // namespace

int bwbench::storeSearch(int lines)
{
    const QTemporaryDir folder;
    SystemClock clock;
    auto database = store::Database::open(folder.filePath(u"data"_s), store::DataDirectory::Mode::Owner, clock);
    const QString file = folder.filePath(u"lines.txt"_s);
    if (!database || !fill(**database, file, lines))
        return 1;
    for (const char *word : {"warning", "needle", "module_77", "absent"})
        measure(**database, file, word);
    return 0;
}
