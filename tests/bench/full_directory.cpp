// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/full_directory.h"

#include "store/chatstore.h"
#include "store/database.h"
#include "store/eventlog.h"
#include "store/writer.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;
using namespace bw;

namespace
{

constexpr int builds = 1000, chats = 1000, lines = 1'000'000, linesAnEvent = 100;

bool addBuild(store::EventLog &log, int n)
{
    const BuildId id {u"build%1"_s.arg(n, 4, 10, QChar(u'0'))};
    QList<NewEvent> events {{EventType::BuildCreated,
                             Json {{"name", "Application " + std::to_string(n)}, {"options", {{"model", "demo"}}}}}};
    for (int i = 0; i < lines / builds; i += linesAnEvent) {
        std::string text;
        for (int k = i; k < i + linesAnEvent; ++k)
            text += "build step " + std::to_string(k) + " compiled module_" + std::to_string(k % 997) + "\n";
        events.append(
            {EventType::CommandOutput, Json {{"command_id", "c"}, {"stream", "stdout"}, {"text", std::move(text)}}});
    }
    events.append({EventType::BuildState, Json {{"from", "running"}, {"to", "completed"}, {"reason", ""}}});
    for (NewEvent &event : events)
        if (!log.append(id, std::move(event)))
            return false;
    return true;
}

}  // namespace

bool makeFullDirectory(const QString &folder)
{
    QFile whole(folder + u"/bench-is-whole"_s);
    if (whole.exists())
        return true;
    QDir(folder).removeRecursively();
    SystemClock clock;
    auto database = store::Database::open(folder, store::DataDirectory::Mode::Owner, clock);
    if (!database)
        return false;
    store::EventLog log((*database)->writer());
    for (int n = 0; n < builds; ++n)
        if (!addBuild(log, n))
            return false;
    store::ChatStore store(**database);
    for (int n = 0; n < chats; ++n) {
        store::Chat chat;
        chat.title = u"Conversation %1 about an application"_s.arg(n);
        if (!store.create(chat))
            return false;
    }
    if (!log.flush() || !(*database)->writer().flushIndex())
        return false;
    return whole.open(QIODevice::WriteOnly);
}
