// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/sandboxcontract.h"
#include "sandbox/e2b/e2bsandbox.h"
#include "support/e2b/cloudfixture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace bw;
using namespace bw::sandbox;

namespace
{

const QString startPath = u"/process.Process/Start"_s;
const QString connectPath = u"/process.Process/Connect"_s;
const QString inputPath = u"/process.Process/SendInput"_s;

/// What this process alone holds of the machine's memory, in bytes.
qint64 proportionalSize()
{
    QFile file(u"/proc/self/smaps_rollup"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("Pss:"))
            return line.mid(4).simplified().split(' ').first().toLongLong() << 10;
    }
    return 0;
}

Command bash(const QString &text)
{
    Command command;
    command.program = u"/bin/bash"_s;
    command.args = {u"-c"_s, text};
    return command;
}

}  // namespace

/// What goes wrong between us and a sandbox at E2B, on the real client and a real daemon behind a faulty edge.
class TestE2bFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_cloud = std::make_unique<test::CloudFixture>();
        if (const QString problem = m_cloud->problem(); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        m_provider = m_cloud->provider();
    }
    void init()
    {
        auto made = m_provider->create({}, {});
        QVERIFY2(made.has_value(), made ? "" : qPrintable(made.error().detail));
        m_sandbox = std::move(*made);
        // The login environment is asked for once: not by the command that a fault is meant for.
        QVERIFY(m_sandbox->exec(Command::shell(u"true"_s), {}, {}).has_value());
    }
    void cleanup()
    {
        m_sandbox.reset();
        m_cloud->steer("POST", u"/fake/options"_s, {{"faults", Json::array()}, {"envd", "0.6.4"}, {"most", 100}});
        QVERIFY(test::eventually([this] { return m_cloud->living().isEmpty(); }));
    }
    void cleanupTestCase()
    {
        m_provider.reset();
        m_cloud.reset();
    }

    void aStreamThatBreaksIsTakenUpAndTheCommandRunsOnce()
    {
        for (const int bytes : {1, 30, 80}) {
            // Half an envelope, or one and a half; then nobody listens until the command is through.
            fault({{"path", "/process.Process/Start"}, {"bytes", bytes}});
            const Ran ran = run(u"echo begun; echo x >>%1/runs; sleep 0.4; echo ended; exit 3"_s);
            QVERIFY2(ran.result.has_value(), ran.result ? "" : qPrintable(ran.result.error().detail));
            QCOMPARE(ran.result->exitCode, 3);
            QCOMPARE(ran.result->limitsHit, QStringList {u"connection"_s});
            QVERIFY(ran.out.endsWith("ended\n"));
            QCOMPARE(runs(), 1);
        }
        QCOMPARE(asked(connectPath), 3);
    }

    void aCommandWhoseAnswerWasCutIsFoundAndNotRunAgain()
    {
        fault({{"path", "/process.Process/Start"}, {"cut", "after"}});
        const Ran ran = run(u"echo x >>%1/runs; sleep 0.5; exit 4"_s);
        QVERIFY2(ran.result.has_value(), ran.result ? "" : qPrintable(ran.result.error().detail));
        QCOMPARE(ran.result->exitCode, 4);
        QCOMPARE(runs(), 1);
    }

    void aCommandThatNeverArrivedIsNotRunAgainEither()
    {
        // Cut before the sandbox heard of it: from here nobody can tell that from the other.
        fault({{"path", "/process.Process/Start"}, {"cut", "before"}});
        const Ran ran = run(u"echo x >>%1/runs"_s);
        QCOMPARE(ran.result.error().code, ErrorCode::StreamBroken);
        QVERIFY(ran.result.error().detail.contains("not run again"_L1));
        QCOMPARE(runs(), 0);
        QCOMPARE(run(u"echo x >>%1/runs"_s).result.value().exitCode, 0);
    }

    void aRefusalOfTheEdgeIsWaitedFor()
    {
        for (const int status : {409, 429, 503}) {
            fault({{"path", "/process.Process/Start"}, {"status", status}, {"times", 2}});
            QCOMPARE(run(u"echo x >>%1/runs; exit 5"_s).result.value().exitCode, 5);
        }
        QCOMPARE(runs(), 3);
    }

    void anErrorOfTheEdgeIsSaidAndTheSandboxGoesOn()
    {
        const QList<std::pair<int, ErrorCode>> codes {{401, ErrorCode::Unauthorized}, {404, ErrorCode::NotFound}};
        for (const auto &[status, code] : codes) {
            fault({{"path", "/process.Process/Start"}, {"status", status}});
            const auto result = run(u"true"_s).result;
            QVERIFY(!result);
            QCOMPARE(result.error().code, code);
            QCOMPARE(run(u"exit 6"_s).result.value().exitCode, 6);
        }
        for (const int status : {500, 502}) {
            // The command may run: it is looked for, and not found.
            fault({{"path", "/process.Process/Start"}, {"status", status}});
            QCOMPARE(run(u"true"_s).result.error().code, ErrorCode::StreamBroken);
            QCOMPARE(run(u"exit 6"_s).result.value().exitCode, 6);
        }
    }

    void aStreamThatSaysNothingMoreEndsWithAStop()
    {
        fault({{"path", "/process.Process/Start"}, {"bytes", 60}, {"silent", true}});
        std::stop_source stop;
        std::jthread stopper([&] {
            (void)test::eventually([this] { return asked(startPath) >= 3; });
            stop.request_stop();
        });
        QElapsedTimer timer;
        timer.start();
        const auto result = m_sandbox->exec(bash(u"sleep 300"_s), {}, stop.get_token());
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
        QVERIFY(timer.elapsed() < 10'000);
    }

    void halfAnInputEndsTheCommand()
    {
        fault({{"path", "/process.Process/SendInput"}, {"cut", "before"}});
        Command command = bash(u"cat >%1/half; echo whole >%1/whole"_s.arg(QString::fromLatin1(workspacePath)));
        command.stdinData = QByteArray(100'000, 'x');
        const auto result = m_sandbox->exec(command, {}, {});
        QVERIFY(!result);
        QVERIFY(result.error().code != ErrorCode::Cancelled);
        QVERIFY(!m_sandbox->stat(u"/workspace/whole"_s, {}).has_value());
    }

    void aFloodIsRefused()
    {
        constexpr qint64 gigabyte = 1LL << 30;
        QVERIFY(m_sandbox->write(u"/workspace/x"_s, "x", {}).has_value());
        fault({{"method", "GET"}, {"path", "/files"}, {"flood", gigabyte}});
        const qint64 before = proportionalSize();
        QCOMPARE(m_sandbox->read(u"/workspace/x"_s, 1 << 20, {}).error().code, ErrorCode::TooLarge);
        fault({{"path", "/process.Process/Start"}, {"flood", gigabyte}, {"head", "application/connect+json"}});
        QCOMPARE(run(u"true"_s).result.error().code, ErrorCode::TooLarge);
        QVERIFY(proportionalSize() - before < (64 << 20));
        fault({{"path", "/filesystem.Filesystem/Stat"}, {"flood", gigabyte}});
        QCOMPARE(m_sandbox->stat(u"/workspace/x"_s, {}).error().code, ErrorCode::TooLarge);
        QCOMPARE(m_sandbox->read(u"/workspace/x"_s, 1 << 20, {}).value(), "x");
    }

    void anUploadThatIsCutIsSentAgain()
    {
        const QByteArray content = QByteArray(200'000, 'a') + "end";
        for (const char *cut : {"before", "after"}) {
            fault({{"path", "/files"}, {"cut", cut}});
            QVERIFY(m_sandbox->write(u"/workspace/up"_s, content, {}).has_value());
            QCOMPARE(m_sandbox->read(u"/workspace/up"_s, 1 << 20, {}).value(), content);
        }
        fault({{"method", "GET"}, {"path", "/files"}, {"bytes", 100}});
        QCOMPARE(m_sandbox->read(u"/workspace/up"_s, 1 << 20, {}).value(), content);
    }

    void aSandboxThatDiesInAnUploadIsLost()
    {
        int pieces = 0;
        const auto source = [&]() -> Result<QByteArray> {
            if (++pieces == 3)
                m_cloud->steer("POST", u"/fake/kill/"_s + m_sandbox->id().value);
            return QByteArray(6 << 20, 'x');
        };
        const Status fed = m_sandbox->archiveIn(QString::fromLatin1(workspacePath), source, {});
        QVERIFY(!fed);
        QCOMPARE(fed.error().code, ErrorCode::SandboxLost);
        QVERIFY2(pieces < 10, "it is noticed with the next part");
    }

    void archivesGoInAndOutOverABrokenConnection()
    {
        QVERIFY(run(u"mkdir -p %1/in; head -c 20000000 /dev/urandom >%1/in/blob; ln -s blob %1/in/link"_s).result);
        const QByteArray sum = run(u"cd %1/in; sha256sum blob"_s).out;
        fault({{"method", "GET"}, {"path", "/files"}, {"bytes", 5'000'000}, {"times", 2}});
        QByteArray archive;
        const Status out = m_sandbox->archiveOut(u"/workspace/in"_s,
                                                 [&archive](QByteArrayView bytes) -> Status {
                                                     archive.append(bytes);
                                                     return {};
                                                 },
                                                 {});
        QVERIFY2(out.has_value(), out ? "" : qPrintable(out.error().detail));
        fault({{"path", "/files"}, {"cut", "after"}, {"times", 2}});
        bool given = false;
        const auto source = [&]() -> Result<QByteArray> { return std::exchange(given, true) ? QByteArray() : archive; };
        const Status in = m_sandbox->archiveIn(u"/workspace/back"_s, source, {});
        QVERIFY2(in.has_value(), in ? "" : qPrintable(in.error().detail));
        QCOMPARE(run(u"cd %1/back; readlink link; sha256sum blob"_s).out, "blob\n" + sum);
        QCOMPARE(run(u"ls -A /tmp"_s).out, "");
    }

    void bigFilesGoBothWaysInBoundedMemory()
    {
        constexpr qint64 size = 256LL << 20;
        constexpr qint64 pieceSize = 1 << 20;
        net::TcpHttpTransport transport;
        EnvdClient client(transport, E2bSandbox::optionsFor(made(), m_cloud->settings()));
        QByteArray piece(pieceSize, Qt::Uninitialized);
        for (qsizetype i = 0; i < piece.size(); ++i)
            piece[i] = static_cast<char>(i * 7 + (i >> 8));
        const qint64 before = proportionalSize();
        qint64 most = before;
        qint64 given = 0;
        QElapsedTimer timer;
        timer.start();
        const auto source = [&]() -> Result<QByteArray> {
            most = std::max(most, given % (16 << 20) == 0 ? proportionalSize() : 0);
            if (given == size)
                return QByteArray();
            given += pieceSize;
            return piece;
        };
        const Status sent = client.writeFile(u"/workspace/big"_s, source, size, {});
        QVERIFY2(sent.has_value(), sent ? "" : qPrintable(sent.error().detail));
        const qint64 sentMs = timer.restart();
        qint64 got = 0;
        qint64 looked = 0;
        bool same = true;
        const Status received =
            client.download(u"/workspace/big"_s,
                            [&](QByteArrayView bytes) -> Status {
                                for (qsizetype at = 0; at < bytes.size();) {
                                    const qsizetype from = (got + at) % pieceSize;
                                    const qsizetype count = std::min(bytes.size() - at, pieceSize - from);
                                    same = same && bytes.sliced(at, count) == QByteArrayView(piece).sliced(from, count);
                                    at += count;
                                }
                                got += bytes.size();
                                if (got - looked > (16 << 20)) {
                                    looked = got;
                                    most = std::max(most, proportionalSize());
                                }
                                return {};
                            },
                            {});
        QVERIFY2(received.has_value(), received ? "" : qPrintable(received.error().detail));
        QCOMPARE(got, size);
        QVERIFY(same);
        qInfo("%lld MB up in %lld ms, down in %lld ms; PSS %lld MB before, %lld MB at most", size >> 20, sentMs,
              timer.elapsed(), before >> 20, most >> 20);
        QVERIFY(most - before < (24 << 20));
    }

    void worksWithOlderDaemons()
    {
        for (const char *version : {"0.1.5", "0.3.0", "0.5.6", "0.9.1"}) {
            m_sandbox.reset();
            m_cloud->steer("POST", u"/fake/options"_s, {{"envd", version}});
            auto made = m_provider->create({}, {});
            QVERIFY2(made.has_value(), made ? version : qPrintable(made.error().detail));
            m_sandbox = std::move(*made);
            const int forms = uploadsAs("multipart/form-data");
            QVERIFY(m_sandbox->write(u"/workspace/a b"_s, QByteArray(5'000, 'x'), {}).has_value());
            QCOMPARE(m_sandbox->stat(u"/workspace/a b"_s, {}).value().size, 5'000);
            QCOMPARE(uploadsAs("multipart/form-data") - forms, QByteArray(version) < "0.5.7" ? 1 : 0);
            Command command = bash(u"cat; echo end"_s);
            const int inputs = asked(inputPath);
            QCOMPARE(outputOf(command), "end\n");
            command.stdinData = "given\n";
            QCOMPARE(outputOf(command), "given\nend\n");
            QCOMPARE(asked(inputPath) - inputs, QByteArray(version) < "0.5.2" ? 0 : 1);
            QCOMPARE(outputOf(bash(u"ls -A /tmp"_s)), "");
        }
    }

    void makesNoSecondSandboxUnnoticedWhenAnAnswerIsCut()
    {
        m_sandbox.reset();
        for (const char *cut : {"before", "after"}) {
            QVERIFY(test::eventually([this] { return m_cloud->living().isEmpty(); }));
            m_cloud->steer("POST", u"/fake/fault"_s, {{"method", "POST"}, {"path", "/v2/sandboxes"}, {"cut", cut}});
            const int before = m_cloud->asked(u"POST"_s, u"/v2/sandboxes"_s);
            const auto made = m_provider->create({}, {});
            QCOMPARE(m_cloud->asked(u"POST"_s, u"/v2/sandboxes"_s) - before, 1);
            QCOMPARE(made.has_value(), QByteArray(cut) == "after");
            QCOMPARE(m_cloud->living().size(), made ? 1 : 0);
        }
    }

    void saysThatTheKeyIsNoLongerTaken()
    {
        m_cloud->steer("POST", u"/fake/options"_s, {{"key", "e2b_ffff"}});
        const auto made = m_provider->create({}, {});
        // What runs goes on: it has a token of its own.
        const auto result = m_sandbox->exec(bash(u"exit 8"_s), {}, {});
        m_cloud->steer("POST", u"/fake/options"_s, {{"key", "e2b_" + std::string(40, '0')}});
        QCOMPARE(made.error().code, ErrorCode::Unauthorized);
        QCOMPARE(result.value().exitCode, 8);
    }

private:
    struct Ran {
        Result<CommandResult> result = CommandResult {};
        QByteArray out;
    };
    /// %1 = the workspace.
    Ran run(const QString &text)
    {
        Ran ran;
        OutputSink sink;
        sink.onStdout = [&ran](QByteArrayView bytes) { ran.out.append(bytes); };
        Command command = bash(text.contains("%1"_L1) ? text.arg(QString::fromLatin1(workspacePath)) : text);
        command.timeLimit = 20s;
        ran.result = m_sandbox->exec(command, sink, {});
        return ran;
    }
    QByteArray outputOf(const Command &command)
    {
        QByteArray out;
        OutputSink sink;
        sink.onStdout = [&out](QByteArrayView bytes) { out.append(bytes); };
        const auto result = m_sandbox->exec(command, sink, {});
        return result ? out : result.error().detail.toUtf8();
    }
    /// How often the commands of this test ran, since the last call.
    int runs()
    {
        const auto text = m_sandbox->read(u"/workspace/runs"_s, 1000, {});
        (void)m_sandbox->remove(u"/workspace/runs"_s, {});
        return text ? static_cast<int>(text->count('\n')) : 0;
    }
    void fault(Json wanted)
    {
        wanted["plane"] = "data";
        if (!wanted.contains("method"))
            wanted["method"] = "POST";
        m_cloud->steer("POST", u"/fake/fault"_s, wanted);
    }
    /// Calls into the sandbox of this test.
    int asked(const QString &target)
    {
        int count = 0;
        for (const Json &one : m_cloud->steer("GET", u"/fake/requests"_s))
            count += jsonString(one, "target") == target && jsonString(one, "sandbox") == m_sandbox->id().value ? 1 : 0;
        return count;
    }
    int uploadsAs(const QByteArray &type)
    {
        int count = 0;
        for (const Json &one : m_cloud->steer("GET", u"/fake/requests"_s))
            count += jsonString(one, "target") == "/files"_L1
                    && jsonString(one, "type").startsWith(QString::fromLatin1(type))
                ? 1
                : 0;
        return count;
    }
    /// The sandbox of this test as the control plane tells of it.
    CloudSandbox made()
    {
        ControlPlane control(m_cloud->transport, m_cloud->clock, m_cloud->settings());
        return control.connect(m_sandbox->id().value, 300s, {}).value_or(CloudSandbox {});
    }

    std::unique_ptr<test::CloudFixture> m_cloud;
    std::unique_ptr<E2bProvider> m_provider;
    std::unique_ptr<Sandbox> m_sandbox;
};

QTEST_GUILESS_MAIN(TestE2bFaults)
#include "tst_e2bfaults.moc"
