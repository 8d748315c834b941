// SPDX-License-Identifier: GPL-3.0-or-later
// The window while an answer of 100,000 tokens streams, and how long it takes to open a chat of 2,000 messages: the
// real page over a real data directory.
#include "chat/chatpage.h"
#include "models/datasession.h"
#include "models/jsonstate.h"
#include "shell/actions.h"
#include "shell/mainwindow.h"
#include "store/chatstore.h"
#include "store/database.h"
#include "store/messagestore.h"
#include "transcript/transcriptmodel.h"
#include "transcript/transcriptview.h"
#include "widgets/look.h"

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

namespace
{

constexpr int messagesInChat = 2000;
constexpr qsizetype answerLetters = 400'000;  // 100,000 tokens of some four letters each
constexpr int lettersPerSecond = 20'000;      // a hundred times what a model writes
constexpr int openings = 9;
constexpr qint64 longestWaitMs = 180'000;

/// How long each turn of the event loop kept the thread busy, and in which of them the transcript was painted.
class WatchedApplication final : public QApplication
{
public:
    WatchedApplication(int &argc, char **argv)
        : QApplication(argc, argv)
    {
        m_turn.start();
        QAbstractEventDispatcher *dispatcher = QAbstractEventDispatcher::instance();
        connect(dispatcher, &QAbstractEventDispatcher::awake, this, [this] { m_turn.start(); });
        connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [this] { endTurn(); });
    }
    bool notify(QObject *receiver, QEvent *event) override
    {
        const bool done = QApplication::notify(receiver, event);
        if (event->type() == QEvent::Paint && receiver == painted) {
            m_painted = true;
            lastPaint.start();
            ++paints;
        }
        return done;
    }
    void forget()
    {
        turns.clear();
        frames.clear();
    }

    QObject *painted = nullptr;  ///< whose paintings are frames
    QElapsedTimer lastPaint;
    int paints = 0;
    QList<double> turns;   ///< ms
    QList<double> frames;  ///< ms, of those that painted

private:
    void endTurn()
    {
        const double ms = static_cast<double>(m_turn.nsecsElapsed()) / 1e6;
        turns << ms;
        if (std::exchange(m_painted, false))
            frames << ms;
    }
    QElapsedTimer m_turn;
    bool m_painted = false;
};

template <typename Condition>
bool waitFor(Condition condition)
{
    QElapsedTimer timer;
    timer.start();
    QTimer tick;  // so that a wait ends where nothing happens any more
    tick.start(1000);
    while (!condition()) {
        if (timer.elapsed() > longestWaitMs)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

QString section(int number)
{
    return uR"(## Part %1

What is written here says **something** about part %1, with `names` in it, a [link](https://example.org/%1) and enough words
that it is wrapped more than once in a column of a usual width, as the answers of models are.

- the first of some points
- the second, which is longer than the first one
  1. with a list in it

| Field | Kind | Notes |
|---|---|---|
| id | integer | counted |
| title | text | at most 200 letters |

```js
export async function part%1(request, response) {
    const rows = await database.all("SELECT id, title FROM entries WHERE part = ?", %1);
    response.json(rows.map(row => ({ id: row.id, title: row.title.trim() })));
}
```

)"_s.arg(number);
}

/// A chat of many messages, and a short one to go back to.
bool fill(const QString &folder, ChatId &large, ChatId &small)
{
    SystemClock clock;
    auto database = store::Database::open(folder, store::DataDirectory::Mode::Owner, clock);
    if (!database)
        return false;
    store::MessageStore messages(**database);
    for (ChatId *id : {&small, &large}) {
        store::Chat chat;
        chat.title = u"A chat"_s;
        const auto made = store::ChatStore(**database).create(chat);
        if (!made)
            return false;
        *id = made->id;
        qint64 parent = 0;
        for (int i = 0; i < (id == &large ? messagesInChat : 4); ++i) {
            store::ChatMessage message;
            message.chat = *id;
            message.parent = parent;
            message.role = i % 2 == 0 ? store::MessageRole::User : store::MessageRole::Assistant;
            message.text = i % 2 == 0 ? u"And what about part %1?"_s.arg(i) : section(i);
            const auto put = messages.append(message);
            if (!put)
                return false;
            parent = put->seq;
        }
    }
    return true;
}

QString writeRecording(const QTemporaryDir &folder)
{
    QString answer;
    for (int i = 1; answer.size() < answerLetters; ++i)
        answer += section(i);
    const Json head {{"buildwright_recording", 1},
                     {"name", "bench"},
                     {"model", "claude-opus-5-5"},
                     {"replies", Json::array({"begin"})}};
    const Json turn {{"for", Json {{"purpose", "chat"}}},
                     {"content", Json::array({Json {{"type", "text"}, {"text", toStd(answer)}}})},
                     {"stop_reason", "end_turn"},
                     {"usage", Json {{"input_tokens", 100}, {"output_tokens", 100'000}}}};
    const QString path = folder.filePath(u"answer.jsonl"_s);
    QFile file(path);
    const QByteArray bytes = toBytes(head) + '\n' + toBytes(turn) + '\n';
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path : QString();
}

double percentile(QList<double> values, double part)
{
    if (values.isEmpty())
        return 0;
    std::ranges::sort(values);
    return values.at(qMin(values.size() - 1, static_cast<qsizetype>(part * static_cast<double>(values.size()))));
}

bool benchOpening(WatchedApplication &app, ChatPage &page, const TranscriptView &view, const ChatId &large,
                  const ChatId &small)
{
    QList<double> times;
    const auto shows = [&view](int rows) { return view.model()->rowCount() == rows; };
    for (int i = 0; i <= openings; ++i) {
        page.goTo(small.value);
        if (!waitFor([&] { return shows(4); }))
            return false;
        QElapsedTimer timer;
        timer.start();
        page.goTo(large.value);
        // Painted with all of it: the one before may still be of the short chat.
        int before = app.paints;
        double ms = 0;
        if (!waitFor([&] {
                if (!shows(messagesInChat))
                    before = app.paints;
                ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
                return app.paints > before;
            }))
            return false;
        if (i > 0)
            times << ms;
    }
    std::printf("bench chat_open ours=%.1fms\n", percentile(times, 0.5));
    return true;
}

bool benchStream(WatchedApplication &app, ChatPage &page, const TranscriptView &view, const QString &recording)
{
    page.newChat(u"recording:"_s + recording, u"begin"_s, true);
    const auto answer = [&view] {
        const int rows = view.model()->rowCount();
        return rows == 2 ? view.model()->item(1) : TranscriptItem();
    };
    if (!waitFor([&] { return !answer().text.isEmpty(); }))
        return false;
    app.forget();
    if (!waitFor([&] { return answer().text.size() >= answerLetters && !answer().streaming; }))
        return false;
    if (app.frames.isEmpty())
        return false;
    std::printf("bench chat_stream stall=%.1fms frame_p99=%.1fms frame_p50=%.1fms frames=%lld\n",
                *std::ranges::max_element(app.turns), percentile(app.frames, 0.99), percentile(app.frames, 0.5),
                static_cast<long long>(app.frames.size()));
    return true;
}

bool writeSettings(const QString &folder)
{
    QFile file(folder + u"/buildwright/settings.json"_s);
    return QDir().mkpath(folder + u"/buildwright"_s) && file.open(QIODevice::WriteOnly)
        && file.write(toBytes(Json {{"chat", Json {{"recording_speed", lettersPerSecond}}}})) > 0;
}

}  // namespace

int main(int argc, char **argv)
{
    const QTemporaryDir folder(QDir::tempPath() + u"/bwb-XXXXXX"_s);
    for (const char *name : {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"})
        qputenv(name, folder.path().toUtf8());
    qputenv("QT_NO_GLIB", "1");  // whose dispatcher does not say when it waits
    WatchedApplication app(argc, argv);
    const QString data = folder.filePath(u"data"_s);
    ChatId large;
    ChatId small;
    const QString recording = writeRecording(folder);
    if (recording.isEmpty() || !writeSettings(folder.path()) || !fill(data, large, small)) {
        std::fputs("the data directory could not be filled\n", stderr);
        return 1;
    }
    Look look;
    JsonState memory(folder.filePath(u"desktop.json"_s));
    JsonState shortcuts(folder.filePath(u"shortcuts.json"_s));
    PageRegistry pages;
    pages.add(chatPageEntry());
    DataSession session(data, QCoreApplication::applicationDirPath() + u"/buildwright-sandboxd"_s);
    session.open();
    MainWindow window({.session = session, .look = look, .memory = memory, .shortcuts = shortcuts, .pages = pages});
    window.show();
    auto *page = qobject_cast<ChatPage *>(window.page(u"chat"_s));
    auto *view = window.findChild<TranscriptView *>();
    if (!page || !view || !waitFor([&] { return session.state() == DataSession::State::Owner; })) {
        std::fputs("the window did not open\n", stderr);
        return 1;
    }
    app.painted = view->viewport();
    if (!benchOpening(app, *page, *view, large, small) || !benchStream(app, *page, *view, recording)) {
        std::fputs("what was waited for did not come\n", stderr);
        return 1;
    }
    return 0;
}
