// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/plainsandbox.h"

#include "sandbox/envd/envdprocess.h"

#include <QElapsedTimer>
#include <QFile>
#include <QLocalSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <mutex>
#include <thread>

using namespace bw;
using namespace bw::sandbox;
using namespace bw::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestDaemon : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void serves64StreamsHealthAndAKillAtOnce();
    void refusesEverythingButHealthWithoutTheToken();
    void refusesAFormWithoutTheTokenAndGoesOn();
    void reportsTheWallsAroundIt();
    void cannotBeReadThroughProc();
    void reapsOrphansAndKeepsTheirExit();
    void startsCommandsCleanly();
    void givesATerminal();
    void reconnectsToARunningCommand();
    void forwardsPorts();
    void killsEverythingAtOnce();
    void answersADirectCommandQuickly();

private:
    Result<CommandResult> run(const QString &text, QByteArray *out = nullptr);
    std::unique_ptr<PlainSandbox> m_sandbox;
};

void TestDaemon::init()
{
    PlainSandbox::Options options;
    options.withPorts = true;
    options.token = SecretString("secret-token-1");
    auto made = PlainSandbox::create(options);
    QVERIFY2(made.has_value(), made ? "" : qPrintable(made.error().detail));
    m_sandbox = std::move(*made);
}

Result<CommandResult> TestDaemon::run(const QString &text, QByteArray *out)
{
    Command command;
    command.program = u"/bin/bash"_s;
    command.args = {u"-c"_s, text};
    command.cwd = m_sandbox->root();
    command.timeLimit = 15s;
    OutputSink sink;
    sink.onStdout = [out](QByteArrayView bytes) {
        if (out != nullptr)
            out->append(bytes);
    };
    return m_sandbox->exec(command, sink, {});
}

void TestDaemon::serves64StreamsHealthAndAKillAtOnce()
{
    std::vector<std::unique_ptr<Process>> processes;
    Command command;
    command.program = u"/bin/sleep"_s;
    command.args = {u"310"_s};
    command.cwd = m_sandbox->root();
    for (int i = 0; i < 64; ++i) {
        auto process = m_sandbox->start(command, false, {});
        QVERIFY2(process.has_value(), process ? "" : qPrintable(process.error().detail));
        processes.push_back(std::move(*process));
    }
    QElapsedTimer timer;
    timer.start();
    QVERIFY(m_sandbox->envd().health({}).has_value());
    QVERIFY(timer.elapsed() < 2000);
    const auto list = m_sandbox->envd().call(u"process.Process/List"_s, Json::object(), {});
    QCOMPARE((*list)["processes"].size(), 64U);
    for (const auto &process : processes)
        QVERIFY(process->kill().has_value());
    for (const auto &process : processes) {
        const auto result = process->wait({}, {});
        QVERIFY(result.has_value());
        QCOMPARE(result->exitCode, 137);
    }
}

void TestDaemon::refusesEverythingButHealthWithoutTheToken()
{
    m_sandbox->envd().setToken(SecretString("another-token"));
    QVERIFY(m_sandbox->envd().health({}).has_value());
    QCOMPARE(m_sandbox->stat(m_sandbox->root(), {}).error().code, ErrorCode::Unauthorized);
    QCOMPARE(m_sandbox->write(m_sandbox->root() + u"/x"_s, "x", {}).error().code, ErrorCode::Unauthorized);
    QCOMPARE(run(u"true"_s).error().code, ErrorCode::Unauthorized);
    for (const auto &path : {u"/metrics"_s, u"/envs"_s, u"/buildwright/self"_s})
        QCOMPARE(m_sandbox->envd().plain("GET", path, {}, {}).error().code, ErrorCode::Unauthorized);
    QCOMPARE(m_sandbox->envd().init({{"accessToken", "taken-over"}}, {}).error().code, ErrorCode::Unauthorized);
    m_sandbox->envd().setToken(SecretString("secret-token-1"));
    QVERIFY(m_sandbox->stat(m_sandbox->root(), {}).has_value());
}

void TestDaemon::refusesAFormWithoutTheTokenAndGoesOn()
{
    QLocalSocket client;
    client.connectToServer(m_sandbox->socketPath());
    QVERIFY(client.waitForConnected());
    const auto answerTo = [&client](const QByteArray &request) {
        client.write(request);
        QByteArray answer;
        while (!answer.contains("\r\n\r\n") && client.waitForReadyRead(5000))
            answer += client.readAll();
        return answer;
    };
    const QByteArray body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
        + m_sandbox->root().toUtf8() + "/form\"\r\n\r\n12345\r\n--b--\r\n";
    const QByteArray head = "POST /files HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n";
    const QByteArray length = "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    const QByteArray refused = answerTo(head + length + "\r\n" + body);
    QVERIFY2(refused.startsWith("HTTP/1.1 401 "), refused.constData());
    QVERIFY(!QFile::exists(m_sandbox->root() + u"/form"_s));
    // The same connection, now with the token: the refused form was read to its end.
    const QByteArray taken = answerTo(head + length + "X-Access-Token: secret-token-1\r\n\r\n" + body);
    QVERIFY2(taken.contains("HTTP/1.1 200 "), taken.constData());
    QCOMPARE(m_sandbox->read(m_sandbox->root() + u"/form"_s, 100, {}).value(), "12345");
}

void TestDaemon::reportsTheWallsAroundIt()
{
    const auto body = m_sandbox->envd().plain("GET", u"/buildwright/self"_s, {}, {});
    QVERIFY(body.has_value());
    const auto report = parseJson(*body);
    QVERIFY(report.has_value());
    QCOMPARE((*report)["dumpable"], 0);
    QCOMPARE((*report)["limits"]["core"]["hard"], 0);
    QCOMPARE((*report)["pid"], m_sandbox->daemonPid());
    for (const char *key : {"uid_map", "capabilities", "seccomp", "no_new_privs", "interfaces", "mounts"})
        QVERIFY2(report->contains(key), key);
    QVERIFY(!(*report)["mounts"].empty());
    QVERIFY((*report)["capabilities"].contains("CapEff"));
}

void TestDaemon::cannotBeReadThroughProc()
{
    // What belongs to root cannot be opened by anybody else of the daemon's user.
    const QString folder = u"/proc/%1"_s.arg(m_sandbox->daemonPid());
    QCOMPARE(QFileInfo(folder + u"/mem"_s).ownerId(), 0U);
    QByteArray out;
    QVERIFY(run(u"tr '\\0' ' ' < %1/cmdline"_s.arg(folder), &out).has_value());
    QVERIFY(!out.contains("secret-token"));
    QVERIFY(run(u"env; cat /proc/self/environ"_s, &out).has_value());
    QVERIFY(!out.contains("secret-token"));
}

void TestDaemon::reapsOrphansAndKeepsTheirExit()
{
    QByteArray out;
    // A double fork: the grandchild comes to the daemon, exits, and must not stay as a zombie.
    QVERIFY(run(u"(setsid bash -c 'echo $$; exit 3' &) ; sleep 0.05"_s, &out).has_value());
    const QString status = u"/proc/%1/stat"_s.arg(QString::fromLatin1(out.trimmed()));
    QElapsedTimer timer;
    timer.start();
    while (QFile::exists(status) && timer.elapsed() < 10'000)
        std::this_thread::sleep_for(5ms);
    QVERIFY(!QFile::exists(status));
    for (int i = 0; i < 30; ++i)
        QCOMPARE(run(u"exit %1"_s.arg(i)).value().exitCode, i);
}

void TestDaemon::startsCommandsCleanly()
{
    QByteArray out;
    QVERIFY(run(u"ls /proc/self/fd | wc -l; ulimit -c; ps -o sid= -p $$ | tr -d ' '; echo $$; "
                "grep SigIgn /proc/self/status; cat /proc/self/oom_score_adj"_s,
                &out)
                .has_value());
    const QList<QByteArray> lines = out.trimmed().split('\n');
    QCOMPARE(lines.size(), 6);
    QCOMPARE(lines.at(0), "4");  // 0, 1, 2 and the folder itself
    QCOMPARE(lines.at(1), "0");
    QCOMPARE(lines.at(2), lines.at(3));
    QVERIFY2(lines.at(4).endsWith("\t0000000000000000"), lines.at(4).constData());
}

void TestDaemon::givesATerminal()
{
    Json message = startMessage({u"/bin/bash"_s,
                                 {u"-c"_s, u"tty >&2; stty size; read line; echo \"<$line>\""_s},
                                 m_sandbox->root(),
                                 {},
                                 {},
                                 10s},
                                true);
    message["pty"] = {{"size", {{"cols", 91}, {"rows", 17}}}};
    QByteArray out;
    qint64 pid = 0;
    ProcessEvents events([&out](bool, QByteArrayView bytes) { out.append(bytes); }, [&pid](qint64 p) { pid = p; });
    bool typed = false;
    const Status end = m_sandbox->envd().stream(
        u"process.Process/Start"_s, message, {},
        [&](const Json &json) -> Status {
            const Status taken = events.take(json);
            if (!typed && out.contains("17 91")) {
                typed = true;
                const Json input {{"process", {{"pid", pid}}},
                                  {"input", {{"pty", QByteArray("hello\n").toBase64().toStdString()}}}};
                if (const auto sent = m_sandbox->envd().call(u"process.Process/SendInput"_s, input, {}); !sent)
                    return fail(sent.error());
            }
            return taken;
        },
        {});
    QVERIFY2(end.has_value(), end ? "" : qPrintable(end.error().detail));
    QVERIFY2(out.startsWith("/dev/pts/"), out.constData());
    QVERIFY2(out.contains("<hello>"), out.constData());
}

void TestDaemon::reconnectsToARunningCommand()
{
    Command command;
    command.program = u"/bin/bash"_s;
    command.args = {u"-c"_s, u"read line; echo \"$line\"; exit 5"_s};
    command.cwd = m_sandbox->root();
    auto process = m_sandbox->start(command, true, {});
    QVERIFY(process.has_value());
    QByteArray out;
    ProcessEvents events([&out](bool, QByteArrayView bytes) { out.append(bytes); },
                         [&](qint64) { (void)(*process)->sendStdin("again\n"); });
    const Json message {{"process", {{"pid", (*process)->pid()}}}};
    const Status end = m_sandbox->envd().stream(u"process.Process/Connect"_s, message, {},
                                                [&events](const Json &json) { return events.take(json); }, {});
    QCOMPARE(events.result(end).value().exitCode, 5);
    QCOMPARE(out, "again\n");
    QCOMPARE((*process)->wait({}, {}).value().exitCode, 5);
}

void TestDaemon::forwardsPorts()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QLocalSocket client;
    client.connectToServer(m_sandbox->portsPath());
    QVERIFY(client.waitForConnected());
    const quint16 port = server.serverPort();
    client.write(QByteArray {}.append(static_cast<char>(port >> 8)).append(static_cast<char>(port & 0xff)) + "ping");
    QVERIFY(client.flush());
    QVERIFY(server.waitForNewConnection(5000));
    const std::unique_ptr<QTcpSocket> inside(server.nextPendingConnection());
    while (inside->bytesAvailable() < 4)
        QVERIFY(inside->waitForReadyRead(5000));
    QCOMPARE(inside->readAll(), "ping");
    inside->write("pong");
    QVERIFY(inside->waitForBytesWritten());
    while (client.bytesAvailable() < 5)
        QVERIFY(client.waitForReadyRead(5000));
    QCOMPARE(client.readAll(), QByteArray("\1pong"));
    server.close();
    QLocalSocket second;
    second.connectToServer(m_sandbox->portsPath());
    second.write(QByteArray {}.append(static_cast<char>(port >> 8)).append(static_cast<char>(port & 0xff)));
    QVERIFY(second.flush());
    QVERIFY(second.waitForReadyRead(5000));
    QCOMPARE(second.readAll(), QByteArray(1, '\0'));
}

void TestDaemon::killsEverythingAtOnce()
{
    Command command;
    command.program = u"/bin/bash"_s;
    command.args = {u"-c"_s, u"(setsid sleep 311 &); for i in 1 2 3 4 5; do sleep 312 & done; wait"_s};
    command.cwd = m_sandbox->root();
    auto process = m_sandbox->start(command, false, {});
    QVERIFY(process.has_value());
    QElapsedTimer timer;
    timer.start();
    const auto answer = m_sandbox->envd().plain("POST", u"/buildwright/kill-all"_s, Json::object(), {});
    QVERIFY(answer.has_value());
    QCOMPARE(*answer, R"({"gone":true})");
    QVERIFY(timer.elapsed() < 2000);
    QVERIFY((*process)->wait({}, {}).has_value());
}

void TestDaemon::answersADirectCommandQuickly()
{
    Command command;
    command.program = u"/bin/true"_s;
    command.cwd = m_sandbox->root();
    QList<qint64> times;
    for (int i = 0; i < 60; ++i) {
        QElapsedTimer timer;
        timer.start();
        QVERIFY(m_sandbox->exec(command, {}, {}).has_value());
        times.append(timer.nsecsElapsed() / 1000);
    }
    std::ranges::sort(times);
    qInfo("direct command: median %lld us, least %lld us", times.at(times.size() / 2), times.first());
    // The goal is 3 ms; a busy machine gets ten times that.
    QVERIFY(times.at(times.size() / 2) < 30'000);
}

QTEST_GUILESS_MAIN(TestDaemon)
#include "tst_daemon.moc"
