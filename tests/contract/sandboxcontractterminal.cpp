// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/sandboxcontract.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace bw::test
{

using sandbox::CommandResult;

namespace
{

/// Reads a terminal on a thread of its own.
class Reader
{
public:
    explicit Reader(sandbox::Process &process)
        : m_thread([this, &process] {
            auto ended = process.wait({[this](QByteArrayView bytes) {
                                           const std::lock_guard lock(m_mutex);
                                           m_text.append(bytes);
                                       },
                                       [this](QByteArrayView) { m_errors = true; }},
                                      {});
            const std::lock_guard lock(m_mutex);
            m_result = std::move(ended);
        })
    {
    }

    [[nodiscard]] bool prints(const QByteArray &text)
    {
        return eventually([&] {
            const std::lock_guard lock(m_mutex);
            return m_text.contains(text);
        });
    }
    Result<CommandResult> end()
    {
        m_thread.join();
        return *m_result;
    }
    [[nodiscard]] QByteArray text()
    {
        const std::lock_guard lock(m_mutex);
        return m_text;
    }
    std::atomic_bool m_errors = false;

private:
    std::mutex m_mutex;
    QByteArray m_text;
    std::optional<Result<CommandResult>> m_result;
    std::jthread m_thread;
};

}  // namespace

void SandboxContract::givesACommandATerminalOfASize()
{
    auto terminal = m_sandbox->openTerminal(
        bash(u"tty >&2; stty size; stty -echo; read line; echo \"got $line\"; trap 'stty size; exit 5' WINCH; "
             "while :; do sleep 0.05; done"_s),
        {91, 37}, {});
    QVERIFY2(terminal, terminal ? "" : qPrintable(terminal.error().detail));
    Reader reader(**terminal);
    QVERIFY2(reader.prints("37 91\r\n"), reader.text().constData());
    QVERIFY(reader.text().contains("/dev/pts/"));
    QVERIFY((*terminal)->sendStdin("grün\r"));
    QVERIFY2(reader.prints("got grün\r\n"), reader.text().constData());
    QVERIFY((*terminal)->resize({132, 50}));
    const auto ended = reader.end();
    QVERIFY2(ended, ended ? "" : qPrintable(ended.error().detail));
    QCOMPARE(ended->exitCode, 5);
    QVERIFY2(reader.text().contains("50 132\r\n"), reader.text().constData());
    QVERIFY2(!reader.m_errors, "a terminal has one output");
}

void SandboxContract::typesControlCharactersAndTheEndOfInput()
{
    // What says "ready" is what reads: interrupted between its own word and the start of a reader, the shell would go
    // on to start it, and nothing would interrupt that one.
    auto terminal = m_sandbox->openTerminal(
        bash(u"trap 'echo interrupted' INT; sh -c 'echo ready; exec cat'; echo ended; exit 3"_s), {80, 24}, {});
    QVERIFY(terminal);
    Reader reader(**terminal);
    QVERIFY(reader.prints("ready"));
    QVERIFY((*terminal)->sendStdin("\x03"));
    QVERIFY2(reader.prints("interrupted"), reader.text().constData());
    const auto ended = reader.end();
    QVERIFY(ended);
    QCOMPARE(ended->exitCode, 3);

    auto input = m_sandbox->openTerminal(bash(u"cat; exit 4"_s), {80, 24}, {});
    QVERIFY(input);
    Reader second(**input);
    QVERIFY((*input)->sendStdin("line\r"));
    QVERIFY(second.prints("line\r\nline\r\n"));
    QVERIFY((*input)->closeStdin());
    const auto over = second.end();
    QVERIFY(over);
    QCOMPARE(over->exitCode, 4);
}

void SandboxContract::killsATerminalWithAllThatItStarted()
{
    auto terminal =
        m_sandbox->openTerminal(bash(u"sleep 304 & echo \"pid $!\"; setsid sleep 305 & wait"_s), {80, 24}, {});
    QVERIFY(terminal);
    Reader reader(**terminal);
    QVERIFY(reader.prints("pid "));
    QVERIFY(eventually([&] { return reader.text().contains('\n'); }));
    const QByteArray pid = reader.text().split(' ').value(1).trimmed();
    QVERIFY((*terminal)->kill());
    const auto ended = reader.end();
    QVERIFY(ended && ended->signalled);
    QVERIFY(eventually([&] { return !isAlive(pid); }));
}

void SandboxContract::anAbandonedProcessIsLetGoAtOnce()
{
    auto process = m_sandbox->start(bash(u"echo here; sleep 306"_s), true, {});
    QVERIFY(process);
    // A program that reads nothing takes nothing: this call would wait for ever.
    const QByteArray much(8 << 20, 'x');
    Status typed;
    std::jthread typist([&] { typed = (*process)->sendStdin(much); });
    std::this_thread::sleep_for(50ms);
    const auto began = std::chrono::steady_clock::now();
    (*process)->abandon();
    typist.join();
    QVERIFY(std::chrono::steady_clock::now() - began < 500ms);
    QVERIFY(!typed);
    run(u"pkill -f 'sleep 30[6]'"_s);
}

}  // namespace bw::test
