// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/sandboxcontract.h"
#include "sandbox/localfixture.h"
#include "sandbox/processes.h"

#include <QTest>

#include <mutex>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace bw;
using test::LocalFixture;

/// Bombs: each has to hit its limit, be named, and leave sandbox and machine usable.
class TestSandboxLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void killsWhatUsesTooMuchMemory();
    void countsSharedMemoryToo();
    void holdsAForkBomb();
    void holdsADiskFiller_data();
    void holdsADiskFiller();
    void holdsEndlessOutput();
    void stopsACommandInTheMiddleOfAFlood();
    void letsNobodyOutWithoutANetwork();
    void tellsOfConnectionsThatThePolicyForbids();
    void showsAPortToThoseWithTheToken();

private:
    /// The machine still makes processes, and the sandbox still runs commands.
    void isUsable();
    Result<std::unique_ptr<sandbox::Sandbox>> make(sandbox::SandboxRequest request = LocalFixture::request());
    LocalFixture m_fixture;
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::mutex m_mutex;
    QStringList m_told;
};

void TestSandboxLimits::initTestCase()
{
    const auto made = make();
    if (!made && made.error().code == ErrorCode::SandboxUnavailable)
        QSKIP(qPrintable(u"no sandbox can be had here: "_s + made.error().detail));
    QVERIFY2(made.has_value(), made ? "" : qPrintable(made.error().detail));
}

void TestSandboxLimits::cleanup()
{
    m_sandbox.reset();
    m_told.clear();
}

Result<std::unique_ptr<sandbox::Sandbox>> TestSandboxLimits::make(sandbox::SandboxRequest request)
{
    request.onLimitHit = [this](const QString &limit, const QString &) {
        const std::lock_guard lock(m_mutex);
        m_told.append(limit);
    };
    return m_fixture.provider().create(request, {});
}

void TestSandboxLimits::isUsable()
{
    QVERIFY(test::eventually([this] { return LocalFixture::run(*m_sandbox, u"echo here"_s).text == "here\n"; }));
}

void TestSandboxLimits::killsWhatUsesTooMuchMemory()
{
    m_sandbox = *make();
    const auto run = LocalFixture::run(*m_sandbox,
                                       u"exec python3 -c 'import time\nx = []\nwhile True:\n  "
                                       "x.append(bytearray(b\"x\" * (16 << 20))); time.sleep(0.02)'"_s,
                                       60s);
    QVERIFY2(run.result.signalled, run.text.constData());
    QCOMPARE(run.result.limitsHit, QStringList {u"memory"_s});
    QVERIFY(m_told.contains(u"memory"_s));
    isUsable();
}

void TestSandboxLimits::countsSharedMemoryToo()
{
    m_sandbox = *make();
    // No file in memory that nobody counts, and a shared folder with a size.
    const auto memfd = LocalFixture::run(*m_sandbox, u"python3 -c 'import os; os.memfd_create(\"x\")'"_s);
    QVERIFY(memfd.result.exitCode != 0);
    const auto shm = LocalFixture::run(*m_sandbox, u"head -c 400M /dev/zero > /dev/shm/x; rm /dev/shm/x"_s);
    QVERIFY2(shm.text.contains("No space left"), shm.text.constData());
    // Two processes that share 200 MB are no 400 MB.
    const auto shared = LocalFixture::run(
        *m_sandbox,
        u"exec python3 -c 'import os, mmap, time\nm = mmap.mmap(-1, 300 << 20)\nfor i in range(0, 300 << 20, "
        "4096): m[i] = 1\nif os.fork() == 0:\n  sum(m[i] for i in range(0, 300 << 20, 4096)); "
        "time.sleep(0.5); os._exit(0)\nos.wait(); print(\"whole\")'"_s);
    QCOMPARE(shared.text, "whole\n");
}

void TestSandboxLimits::holdsAForkBomb()
{
    sandbox::SandboxRequest request = LocalFixture::request();
    request.processes = 100;
    m_sandbox = *make(request);
    const auto run = LocalFixture::run(*m_sandbox, u"bomb() { bomb | bomb & }; bomb 2>/dev/null; sleep 2"_s, 6s);
    QVERIFY(test::eventually([this] {
        const std::lock_guard lock(m_mutex);
        return m_told.contains(u"processes"_s);
    }));
    const auto init = dynamic_cast<sandbox::LocalSandbox &>(*m_sandbox).init();
    const auto count = test::processesIn(test::processNamespace(init.pid)).size();
    QVERIFY2(count <= 101, qPrintable(QString::number(count)));
    // This machine is not touched by it.
    Launcher launcher;
    LaunchRequest other;
    other.program = u"/bin/true"_s;
    QVERIFY(launcher.launch(other).has_value());
    QVERIFY(m_sandbox->destroy().has_value());
}

void TestSandboxLimits::holdsADiskFiller_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("workspace") << u"head -c 400M /dev/zero > /workspace/x; rm /workspace/x.none"_s;
    QTest::newRow("home") << u"head -c 400M /dev/zero > ~/x; false"_s;
    QTest::newRow("tmp") << u"head -c 400M /dev/zero > /tmp/x; false"_s;
    QTest::newRow("fallocate") << u"fallocate -l 200M a; fallocate -l 200M b; head -c 60M /dev/zero > c"_s;
}

void TestSandboxLimits::holdsADiskFiller()
{
    QFETCH(QString, text);
    m_sandbox = *make();
    const auto run = LocalFixture::run(*m_sandbox, text);
    QVERIFY2(run.text.contains("No space left"), run.text.constData());
    QCOMPARE(run.result.limitsHit, QStringList {u"disk"_s});
    QVERIFY(m_told.contains(u"disk"_s));
    QVERIFY(LocalFixture::run(*m_sandbox, u"rm -f /workspace/* ~/x /tmp/x; echo small > file"_s).result.exitCode == 0);
    isUsable();
}

void TestSandboxLimits::holdsEndlessOutput()
{
    m_sandbox = *make();
    sandbox::Command command;
    command.program = u"/usr/bin/yes"_s;
    command.timeLimit = 1s;
    qint64 bytes = 0;
    const auto result = m_sandbox->exec(command, {[&bytes](QByteArrayView piece) { bytes += piece.size(); }, {}}, {});
    QVERIFY(result.has_value());
    QVERIFY(result->timedOut);
    QVERIFY(bytes > 1'000'000);
    // Nobody keeps what nobody read: the program waits.
    const auto init = dynamic_cast<sandbox::LocalSandbox &>(*m_sandbox).init();
    const QByteArray status = test::fileContent(u"/proc/%1/status"_s.arg(init.pid));
    const qint64 resident = status.mid(status.indexOf("VmRSS:") + 6, 20).simplified().split(' ').first().toLongLong();
    QVERIFY2(resident < 100'000, status.constData());
    isUsable();
}

void TestSandboxLimits::stopsACommandInTheMiddleOfAFlood()
{
    m_sandbox = *make();
    std::stop_source stop;
    sandbox::Command command;
    command.program = u"/usr/bin/yes"_s;
    qint64 bytes = 0;
    const auto result = m_sandbox->exec(command,
                                        {[&](QByteArrayView piece) {
                                             bytes += piece.size();
                                             if (bytes > 10'000'000)
                                                 stop.request_stop();
                                         },
                                         {}},
                                        stop.get_token());
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Cancelled);
    QVERIFY(test::eventually([this] { return LocalFixture::run(*m_sandbox, u"pgrep -x yes"_s).text.isEmpty(); }));
}

void TestSandboxLimits::letsNobodyOutWithoutANetwork()
{
    m_sandbox = *make();
    QCOMPARE(LocalFixture::run(*m_sandbox,
                               u"ls /sys/class/net /run/buildwright/egress 2>/dev/null; "
                               "cut -d: -f1 -s /proc/net/dev"_s)
                 .text.trimmed(),
             "lo");
    const auto run = LocalFixture::run(*m_sandbox, u"env | grep -ic proxy; exec 3<>/dev/tcp/127.0.0.1/3128"_s);
    QVERIFY2(run.text.contains("0\n") && run.text.contains("refused"), run.text.constData());
}

void TestSandboxLimits::tellsOfConnectionsThatThePolicyForbids()
{
    sandbox::SandboxRequest request = LocalFixture::request();
    request.network = NetworkPolicy::Registries;
    request.allowedHosts = {u"allowed.example"_s};
    QStringList denied;
    request.onNetworkDenied = [&](const QString &host, int port, const QString &) {
        const std::lock_guard lock(m_mutex);
        denied.append(u"%1:%2"_s.arg(host).arg(port));
    };
    m_sandbox = *make(request);
    const auto run =
        LocalFixture::run(*m_sandbox,
                          u"echo $HTTPS_PROXY; exec 3<>/dev/tcp/127.0.0.1/3128; printf 'CONNECT other.example:443 "
                          "HTTP/1.1\\r\\nHost: other.example\\r\\n\\r\\n' >&3; head -1 <&3"_s);
    QVERIFY2(run.text.startsWith("http://127.0.0.1:3128\nHTTP/1.1 403"), run.text.constData());
    const std::lock_guard lock(m_mutex);
    QCOMPARE(denied, QStringList {u"other.example:443"_s});
}

void TestSandboxLimits::showsAPortToThoseWithTheToken()
{
    m_sandbox = *make();
    auto server = m_sandbox->start(
        sandbox::Command::shell(u"echo hello > index.html; exec python3 -m http.server --bind 127.0.0.1 5173"_s), false,
        {});
    QVERIFY(server.has_value());
    const auto address = m_sandbox->exposePort(5173, {});
    QVERIFY(address.has_value());
    const QString host = address->section(u'/', 2, 2);
    QVERIFY2(host.startsWith(u"5173-%1.localhost:"_s.arg(m_sandbox->id().value)), qPrintable(*address));
    const auto get = [&host](const QByteArray &header) {
        const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in to {};
        to.sin_family = AF_INET;
        to.sin_port = htons(host.section(u':', 1).toUShort());
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        QByteArray answer;
        if (::connect(fd, reinterpret_cast<const sockaddr *>(&to), sizeof to) == 0) {
            const QByteArray request =
                "GET /index.html HTTP/1.1\r\nHost: " + host.toLatin1() + "\r\n" + header + "\r\n";
            ::send(fd, request.constData(), static_cast<size_t>(request.size()), MSG_NOSIGNAL);
            char piece[4096];
            for (ssize_t n = 0; (n = ::recv(fd, piece, sizeof piece, 0)) > 0;)
                answer.append(piece, n);
        }
        ::close(fd);
        return answer;
    };
    const auto &token = dynamic_cast<sandbox::LocalSandbox &>(*m_sandbox).trafficToken();
    const QByteArray header = "e2b-traffic-access-token: " + token.reveal() + "\r\n";
    QByteArray answer;
    const auto shown = [&] {
        answer = get(header);
        return answer.endsWith("hello\n");
    };
    if (!test::eventually([&] { return shown(); }))
        QFAIL((answer
               + LocalFixture::run(*m_sandbox, u"ps -ef; cat /proc/net/tcp; curl -sv http://127.0.0.1:5173/"_s).text)
                  .constData());
    QVERIFY(get({}).startsWith("HTTP/1.1 403"));
    QVERIFY(m_sandbox->destroy().has_value());
    QVERIFY(!get(header).contains("hello"));
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    TestSandboxLimits suite;
    return QTest::qExec(&suite, argc, argv);
}

#include "tst_sandboxlimits.moc"
