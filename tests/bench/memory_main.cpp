// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/database.h"
#include "store/eventlog.h"
#include "store/writer.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace bw;

namespace
{

constexpr int linesAnEvent = 100;

double pssMegabytes()
{
    QFile file(u"/proc/self/smaps_rollup"_s);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : file.readAll().split('\n'))
        if (line.startsWith("Pss:"))
            return line.mid(4).trimmed().split(' ').first().toDouble() / 1024;
    return -1;
}

bool append(store::Database &database, int lines)
{
    store::EventLog log(database.writer());
    for (int i = 0; i < lines; i += linesAnEvent) {
        std::string text;
        for (int k = i; k < i + linesAnEvent; ++k)
            text += "line " + std::to_string(k) + " of a build that prints a lot: module_" + std::to_string(k % 9973)
                + " ok\n";
        if (!log.append({u"bench"_s},
                        {EventType::CommandOutput,
                         Json {{"command_id", "c"}, {"stream", "stdout"}, {"text", std::move(text)}}}))
            return false;
    }
    return log.flush() && database.writer().flushIndex();
}

}  // namespace

/// bench_memory [lines]: what a million log lines leave in the memory of the process that wrote them.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int lines = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
    const QTemporaryDir folder;
    SystemClock clock;
    auto database = store::Database::open(folder.filePath(u"data"_s), store::DataDirectory::Mode::Owner, clock);
    if (!database || !append(**database, 10'000))
        return 1;
    const double before = pssMegabytes();
    if (!append(**database, lines))
        return 1;
    const double after = pssMegabytes();
    std::printf("bench memory_lines ours=%.1fMB before=%.1fMB after=%.1fMB lines=%d\n", after - before, before, after,
                lines);
    return 0;
}
