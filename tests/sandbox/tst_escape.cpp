// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/escapeprobes.h"
#include "sandbox/localfixture.h"
#include "sandbox/processes.h"

#include <QStandardPaths>
#include <QTest>

#include <arpa/inet.h>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace bw;
using test::LocalFixture;

/// Tries to get out of a sandbox in every way we know; each has to fail, and the sandbox has to stand afterwards.
class TestEscape : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void isHeld_data();
    void isHeld();
    void theProbesFindWhatIsThere();
    void nothingOutsideWasTouched();

private:
    [[nodiscard]] QString prelude() const;
    LocalFixture m_fixture;
    QTemporaryDir m_outside {u"/tmp/bw-outside-XXXXXX"_s};
    Launcher m_launcher;
    std::unique_ptr<LaunchedProcess> m_victim;
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    QString m_secret;
    QString m_abstract;
    FileDescriptor m_port, m_abstractSocket, m_socket;
    int m_portNumber = 0;
};

namespace
{

FileDescriptor listenUnix(const QByteArray &name, bool abstract)
{
    FileDescriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    const size_t shift = abstract ? 1 : 0;
    std::memcpy(address.sun_path + shift, name.constData(), static_cast<size_t>(name.size()));
    const auto size =
        static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + shift + static_cast<size_t>(name.size()));
    if (::bind(fd.get(), reinterpret_cast<const sockaddr *>(&address), size) != 0 || ::listen(fd.get(), 8) != 0)
        fd.reset();
    return fd;
}

bool nobodyCame(const FileDescriptor &socket)
{
    return ::accept(socket.get(), nullptr, nullptr) < 0 && errno == EAGAIN;
}

}  // namespace

void TestEscape::initTestCase()
{
    QVERIFY(!QStandardPaths::findExecutable(u"python3"_s).isEmpty());
    auto made = m_fixture.provider().create(LocalFixture::request(), {});
    if (!made && made.error().code == ErrorCode::SandboxUnavailable)
        QSKIP(qPrintable(u"no sandbox can be had here: "_s + made.error().detail));
    QVERIFY2(made.has_value(), made ? "" : qPrintable(made.error().detail));
    m_sandbox = std::move(*made);
    m_secret = m_fixture.sandboxesFolder() + u"/secret"_s;
    QFile secret(m_secret);
    QVERIFY(secret.open(QIODevice::WriteOnly));
    secret.write("the secret\n");
    LaunchRequest victim;
    victim.program = u"/bin/sleep"_s;
    victim.arguments = {u"98765"_s};
    m_victim = std::move(*m_launcher.launch(victim));
    m_abstract = u"bw-escape-%1"_s.arg(::getpid());
    m_abstractSocket = listenUnix(m_abstract.toLatin1(), true);
    m_socket = listenUnix((m_outside.path() + u"/socket"_s).toLatin1(), false);
    m_port.reset(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_ANY);
    socklen_t size = sizeof address;
    QCOMPARE(::bind(m_port.get(), reinterpret_cast<const sockaddr *>(&address), size), 0);
    QCOMPARE(::listen(m_port.get(), 8), 0);
    QCOMPARE(::getsockname(m_port.get(), reinterpret_cast<sockaddr *>(&address), &size), 0);
    m_portNumber = ntohs(address.sin_port);
    QVERIFY(m_abstractSocket.isOpen() && m_socket.isOpen());
}

void TestEscape::cleanupTestCase()
{
    if (m_sandbox)
        QVERIFY(m_sandbox->destroy().has_value());
    m_sandbox.reset();
}

QString TestEscape::prelude() const
{
    return u"export HOST_HOME='%1' SECRET='%2' VICTIM=%3 PORT=%4 ABSTRACT='%5' SOCKET='%6'; d=$(mktemp -d); cd $d; "_s
        .arg(QDir::homePath(), m_secret, QString::number(m_victim->pid()), QString::number(m_portNumber), m_abstract,
             m_outside.path() + u"/socket"_s);
}

void TestEscape::isHeld_data()
{
    QTest::addColumn<QString>("text");
    for (const auto *probes :
         {&test::fileProbes(), &test::processProbes(), &test::networkProbes(), &test::kernelProbes()}) {
        for (const test::EscapeProbe &probe : *probes)
            QTest::newRow(probe.name) << QString::fromUtf8(probe.text);
    }
}

void TestEscape::isHeld()
{
    QFETCH(QString, text);
    const auto run = LocalFixture::run(*m_sandbox, prelude() + text + u"\necho tried"_s, 20s);
    QVERIFY2(run.text.endsWith("tried\n"), run.text.constData());
    QVERIFY2(!run.text.contains("escaped"), run.text.constData());
    // Whatever it was, the daemon still serves.
    QCOMPARE(LocalFixture::run(*m_sandbox, u"echo here"_s).text, "here\n");
}

/// Outside, the same words do find something: a probe that could find nothing anywhere would prove nothing.
void TestEscape::theProbesFindWhatIsThere()
{
    const QStringList finders {u"reads the data directory"_s,     u"reads through a link"_s,
                               u"sees processes outside"_s,       u"reaches a port of this machine"_s,
                               u"reaches an abstract socket"_s,   u"reaches a socket in the file system"_s,
                               u"lists sockets of this machine"_s};
    for (const auto *probes : {&test::fileProbes(), &test::processProbes(), &test::networkProbes()}) {
        for (const test::EscapeProbe &probe : *probes) {
            if (!finders.contains(QString::fromUtf8(probe.name)))
                continue;
            const QByteArray out = (m_outside.path() + u"/out"_s).toLatin1();
            const FileDescriptor file(::open(out.constData(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
            LaunchRequest request;
            request.program = u"/bin/bash"_s;
            request.arguments = {u"-c"_s, prelude() + QString::fromUtf8(probe.text)};
            request.environment = {{u"PATH"_s, u"/usr/bin:/bin"_s}, {u"TMPDIR"_s, m_outside.path()}};
            request.descriptors = {{1, file.get()}};
            auto process = m_launcher.launch(request);
            QVERIFY(process.has_value());
            QVERIFY((*process)->wait(20s, {}).has_value());
            QVERIFY2(test::fileContent(QString::fromLatin1(out)).contains("escaped"), probe.name);
        }
    }
    while (!nobodyCame(m_port) || !nobodyCame(m_abstractSocket) || !nobodyCame(m_socket)) { }
}

void TestEscape::nothingOutsideWasTouched()
{
    const auto run = LocalFixture::run(*m_sandbox,
                                       prelude() + QString::fromUtf8(test::processProbes().at(1).text) + u"\n"_s
                                           + QString::fromUtf8(test::networkProbes().at(0).text) + u"\necho tried"_s);
    QVERIFY(run.text.endsWith("tried\n"));
    QVERIFY(nobodyCame(m_port));
    QVERIFY(nobodyCame(m_abstractSocket));
    QVERIFY(nobodyCame(m_socket));
    QCOMPARE(m_victim->wait(0ms, {}).error().code, ErrorCode::Timeout);
    QCOMPARE(test::fileContent(m_secret), "the secret\n");
    const QStringList left = QDir(m_fixture.sandboxesFolder()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    QCOMPARE(left.size(), 2);  // the sandbox and the secret
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QStringList arguments = app.arguments();
    const bool again = arguments.removeAll(u"--as-user"_s) > 0;
    TestEscape suite;
    const int failed = QTest::qExec(&suite, arguments);
    const QString setpriv = QStandardPaths::findExecutable(u"setpriv"_s);
    if (::geteuid() != 0 || again || setpriv.isEmpty())
        return failed;
    // Once more as an ordinary user, whose sandboxes are made in another way.
    Launcher launcher;
    LaunchRequest request;
    request.program = setpriv;
    request.arguments = {u"--reuid"_s,  u"60601"_s,          u"--regid"_s,
                         u"60601"_s,    u"--clear-groups"_s, app.applicationFilePath(),
                         u"--as-user"_s};
    request.environment = {
        {u"PATH"_s, qEnvironmentVariable("PATH")}, {u"HOME"_s, QDir::homePath()}, {u"LC_ALL"_s, u"C.UTF-8"_s}};
    request.descriptors = {{1, 1}, {2, 2}};
    auto process = launcher.launch(request);
    const auto end = process ? (*process)->wait(-1ms, {}) : fail(process.error());
    return failed + (end ? end->code : 1);
}

#include "tst_escape.moc"
