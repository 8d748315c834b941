// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/shellroutes.h"

#include "api/controlclient.h"
#include "api/controlserver.h"
#include "api/shellclient.h"
#include "net/unixhttptransport.h"

#include <QtTest>

#include <thread>

#include "support/engine/heldstage.h"

using namespace bw;
using namespace bw::api;
using namespace bw::engine;
using namespace bw::test;
using namespace Qt::StringLiterals;

namespace
{

struct Fixture {
    Fixture()
    {
        if (const auto started = server.start(socket); !started)
            qFatal("%s", qPrintable(started.error().detail));
        id = held.held();
        if (id.isEmpty())
            qFatal("no build is at work");
    }
    ~Fixture()
    {
        server.stop();
        held.stage.builds->stopAll(std::chrono::seconds(20));
    }
    int post(const QString &path, const QByteArray &body)
    {
        net::HttpRequest request;
        request.method = "POST";
        request.url = QUrl(u"http://owner/v1"_s + path);
        request.body = body;
        const auto response = transport.send(request, {});
        return response ? response->status : 0;
    }
    /// Processes of the sandbox's that were started for shells and still run.
    int running()
    {
        int open = 0;
        for (const Event &event : held.events(id, EventType::CommandStarted))
            open += event.payload.contains("user") ? 1 : 0;
        return open;
    }

    HeldStage held;
    QString socket = held.stage.path(u"control"_s);
    ControlServer server {*held.stage.builds, held.access};
    net::UnixHttpTransport transport {socket};
    BuildId id;
};

/// One shell by way of the socket, read on a thread of its own.
class Remote
{
public:
    Remote(Fixture &f, ShellRequest request)
        : m_shell(f.transport, f.id)
        , m_thread([this, request = std::move(request)] {
            auto ended = m_shell.run(request,
                                     {[this] { m_started = true; },
                                      [this](bool isError, QByteArrayView bytes) {
                                          const std::scoped_lock lock(m_mutex);
                                          (isError ? m_err : m_out).append(bytes);
                                      }},
                                     m_stop.get_token());
            const std::scoped_lock lock(m_mutex);
            m_end = std::move(ended);
        })
    {
    }
    ~Remote() { m_stop.request_stop(); }
    Remote(const Remote &) = delete;
    Remote &operator=(const Remote &) = delete;

    ShellClient &shell() { return m_shell; }
    bool starts()
    {
        return QTest::qWaitFor([this] { return m_started.load(); }, 20'000);
    }
    bool prints(const QByteArray &text)
    {
        return QTest::qWaitFor([&] { return out().contains(text); }, 20'000);
    }
    QByteArray out()
    {
        const std::scoped_lock lock(m_mutex);
        return m_out;
    }
    QByteArray err()
    {
        const std::scoped_lock lock(m_mutex);
        return m_err;
    }
    void leave() { m_stop.request_stop(); }
    Result<ShellEnd> end()
    {
        m_thread.join();
        return *m_end;
    }

private:
    ShellClient m_shell;
    std::stop_source m_stop;
    std::atomic_bool m_started = false;
    std::mutex m_mutex;
    QByteArray m_out, m_err;
    std::optional<Result<ShellEnd>> m_end;
    std::jthread m_thread;
};

}  // namespace

class TestShellRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesGoBothWaysAndTheExitCodeComesBack()
    {
        Fixture f;
        Remote remote(f, {u"cat; echo err >&2; exit 9"_s, false, 80, 24, {}});
        QVERIFY(remote.starts());
        QByteArray much(1'500'000, Qt::Uninitialized);
        for (qsizetype i = 0; i < much.size(); ++i)
            much[i] = static_cast<char>(i * 7);
        QVERIFY(remote.shell().type(much, {}));
        QVERIFY(remote.shell().endInput({}));
        const auto ended = remote.end();
        QVERIFY2(ended, ended ? "" : qPrintable(ended.error().detail));
        QCOMPARE(ended->exitCode, 9);
        QVERIFY(remote.out() == much);
        QCOMPARE(remote.err(), "err\n");
    }

    void aTerminalIsResizedAndTypedInto()
    {
        Fixture f;
        Remote remote(f,
                      {u"trap 'stty size' WINCH; echo ready; while [ ! -e over ]; do sleep 0.05; done"_s, true, 90, 30,
                       u"xterm"_s});
        QVERIFY(remote.prints("ready"));
        QVERIFY(remote.shell().resize(120, 45, {}));
        QVERIFY(remote.prints("45 120\r\n"));
        QVERIFY(remote.shell().type("\x03", {}));
        const auto ended = remote.end();
        QVERIFY(ended);
        QCOMPARE(ended->exitCode, 130);
    }

    void aClientThatGoesTakesItsCommandAlong()
    {
        Fixture f;
        Remote remote(f, {u"echo begun; sleep 300"_s, false, 80, 24, {}});
        QVERIFY(remote.prints("begun"));
        remote.leave();
        QVERIFY(!remote.end());
        QVERIFY(QTest::qWaitFor(
            [&] {
                const auto ended = f.held.events(f.id, EventType::CommandEnded);
                return !ended.isEmpty() && jsonBool(ended.constLast().payload, "signalled");
            },
            20'000));
    }

    void anOwnerThatStopsListeningEndsThem()
    {
        Fixture f;
        Remote remote(f, {u"echo begun; sleep 300"_s, true, 80, 24, {}});
        QVERIFY(remote.prints("begun"));
        const auto began = f.held.stage.parts.clock.steady();
        f.server.stop();
        QVERIFY(f.held.stage.parts.clock.steady() - began < std::chrono::seconds(3));
        QVERIFY(!remote.end());
        // And begins again as if nothing had been.
        QVERIFY(f.server.start(f.socket));
        Remote next(f, {u"echo there"_s, false, 80, 24, {}});
        const auto ended = next.end();
        QVERIFY(ended && ended->exitCode == 0);
        QCOMPARE(next.out(), "there\n");
    }

    void thereIsAnEndToHowManyThereAreAndOthersAreStillServed()
    {
        Fixture f;
        std::vector<std::unique_ptr<Remote>> open;
        for (int i = 0; i < ShellRoutes::mostShells; ++i) {
            open.push_back(std::make_unique<Remote>(f, ShellRequest {u"echo begun; sleep 300"_s, false, 80, 24, {}}));
            QVERIFY(open.back()->prints("begun"));
        }
        Remote oneMore(f, {u"echo begun"_s, false, 80, 24, {}});
        const auto refused = oneMore.end();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::LimitHit);
        ControlClient client(f.transport);
        QVERIFY(client.owner({}));
        open.clear();
        QVERIFY(QTest::qWaitFor(
            [&] {
                Remote again(f, {u"echo there"_s, false, 80, 24, {}});
                return again.end().has_value();
            },
            20'000));
    }

    void whatIsWrongIsSaidAndNothingRuns_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no object") << QByteArray("[]");
        QTest::newRow("cut") << QByteArray(R"({"command":)");
        QTest::newRow("no command") << QByteArray(R"({"terminal":false})");
        QTest::newRow("deep") << QByteArray(100'000, '[');
    }

    void whatIsWrongIsSaidAndNothingRuns()
    {
        QFETCH(QByteArray, body);
        Fixture f;
        QCOMPARE(f.post(u"/builds/%1/shell"_s.arg(f.id.value), body), 400);
        QCOMPARE(f.running(), 0);
        QCOMPARE(f.post(u"/builds/nobody/shell"_s, R"({"command":"true"})"), 404);
        for (const char *what : {"input", "end", "size"})
            QCOMPARE(f.post(u"/shells/abc/%1"_s.arg(QLatin1StringView(what)), "x"), 404);
        QCOMPARE(f.post(u"/builds/%1/file"_s.arg(f.id.value), R"({"path":"/x","seconds":0})"), 400);
        QCOMPARE(f.post(u"/builds/%1/file"_s.arg(f.id.value), R"({"path":"/x","seconds":1000000})"), 400);
    }

    void addressesComeThrough()
    {
        Fixture f;
        ControlClient client(f.transport);
        const auto access = client.port(f.id, 8080, {});
        QVERIFY(access);
        QCOMPARE(access->address, u"http://127.0.0.1:8080"_s);
        QVERIFY(access->headers.isEmpty() && access->link.isEmpty());
        QCOMPARE(client.file(f.id, u"/x"_s, std::chrono::seconds(60), {}).error().code, ErrorCode::Unsupported);
        QCOMPARE(client.port(BuildId {u"nobody"_s}, 80, {}).error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestShellRoutes)
#include "tst_shellroutes.moc"
