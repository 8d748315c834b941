// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/policy/commandpolicy.h"

#include <QFile>
#include <QTest>

using namespace bw;
using namespace bw::agent;
using namespace Qt::StringLiterals;

class TestCommandPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesAsAPersonWould_data();
    void judgesAsAPersonWould();
    void namesTheRuleAndThePart();
    void readsItsOwnForm();
    void refusesAPolicyThatIsNone_data();
    void refusesAPolicyThatIsNone();
    void knowsThePresets();
    void letsTheDemonstrationWork();
};

namespace
{

struct Row {
    const char *command;
    const char *strict;
    const char *balanced;
};

// What the two allow-lists before this one judged, decided anew. The sandbox stands behind all of it: reading a file
// outside of the workspace shows nothing of the host, so it is no reason to stop anybody.
const QList<Row> &rows()
{
    static const QList<Row> all {
        {"ls\nrm -rf /", "deny", "deny"},
        {"ls $(rm -rf /)", "deny", "deny"},
        {"ls `rm -rf /`", "deny", "deny"},
        {"ls|rm -rf /", "deny", "deny"},
        {"ls&&rm -rf /", "deny", "deny"},
        {"ls &&rm x", "ask", "allow"},
        {"ls & rm x", "ask", "allow"},
        {"ls &rm x", "ask", "allow"},
        {"ls; rm x", "ask", "allow"},
        {"ls;rm x", "ask", "allow"},
        {"cat < /etc/passwd", "allow", "allow"},
        {"cat a > /etc/passwd", "deny", "deny"},
        {"FOO=bar", "allow", "allow"},
        {"FOO=bar rm x", "ask", "allow"},
        {"A=$(rm -rf /) ls", "deny", "deny"},
        {"if true; then rm x; fi", "ask", "allow"},
        {"if ls; then ls; fi", "allow", "allow"},
        {"for f in a b; do cat $f; done", "allow", "allow"},
        {"for f in *; do ls $f; done", "allow", "allow"},
        {"while true; do sleep 1; done", "allow", "allow"},
        {"git commit -m 'a; b'", "allow", "allow"},
        {"git commit -m 'a && rm -rf /'", "allow", "allow"},
        {"git commit -m \"fix; things\"", "allow", "allow"},
        {"grep 'a;b' f", "allow", "allow"},
        {"grep 'a ; b' f", "allow", "allow"},
        {"node -e \"require('fs').rmSync('/x')\"", "ask", "allow"},
        {"npm exec rm", "ask", "allow"},
        {"npm install && npm run dev &", "allow", "allow"},
        {"npm run dev & sleep 5", "allow", "allow"},
        {"(rm -rf /)", "deny", "deny"},
        {"( ls )", "allow", "allow"},
        {"[ -f a ] && [ \"$n\" -lt 3 ] || ls", "allow", "allow"},
        {"while [ $n -lt 3 ]; do n=$((n+1)); done", "allow", "allow"},
        {"[ -f a ] && rm x", "ask", "allow"},
        {"[a]x b", "deny", "ask"},
        {"{ ls; }", "allow", "allow"},
        {"! rm x", "ask", "allow"},
        {"ls -la 'unclosed", "deny", "deny"},
        {"\"rm\" x", "ask", "allow"},
        {"'r'm x", "ask", "allow"},
        {"/bin/rm x", "ask", "allow"},
        {"./init.sh; rm -rf /", "deny", "deny"},
        {"chmod +x a && chmod 777 b", "deny", "allow"},
        {"pkill node && pkill bash", "deny", "deny"},
        {"pkill -9 node", "allow", "allow"},
        {"pkill -f \"node server.js\"", "allow", "allow"},
        {"pkill -f 'bash -c node'", "deny", "deny"},
        {"pkill bash node", "deny", "deny"},
        {"pkill node bash", "deny", "deny"},
        {"pkill", "deny", "deny"},
        {"chmod", "deny", "allow"},
        {"chmod -x f", "deny", "allow"},
        {"chmod +x -- f", "allow", "allow"},
        {"chmod g+x,o+x f", "allow", "allow"},
        {"chmod ugo+x f", "allow", "allow"},
        {"chmod +x+w f", "deny", "allow"},
        {"bash ./init.sh", "allow", "allow"},
        {"init.sh", "deny", "ask"},
        {"sh -c ls", "allow", "allow"},
        {"sudo ls", "deny", "deny"},
        {"env rm x", "ask", "allow"},
        {"xargs rm", "ask", "ask"},
        {"ls | xargs rm", "ask", "ask"},
        {"cat a | tee b", "allow", "allow"},
        {"cp a b; mv b c", "ask", "allow"},
        {"ls\trm", "allow", "allow"},
        {"git push --force", "ask", "ask"},
        {"npx vite", "ask", "allow"},
        {"--flag rm x", "deny", "ask"},
        {"-x rm y", "deny", "ask"},
        {"=foo", "deny", "ask"},
        {"time rm", "ask", "allow"},
        {"2>&1 ls", "allow", "allow"},
        {"ls 2>&1 | head -5", "allow", "allow"},
        {"cat a ||rm b", "ask", "allow"},
        {"cat a || rm b", "ask", "allow"},
        {"echo hi", "allow", "allow"},
        {"cd /tmp", "allow", "allow"},
        {"cd x && ls", "allow", "allow"},
        {"", "allow", "allow"},
        {" ", "allow", "allow"},
        {";", "deny", "deny"},
        {";;", "deny", "deny"},
        {"ls;;ls", "deny", "deny"},
        {"case x in a) rm y;; esac", "ask", "allow"},
        {"eval ls", "allow", "allow"},
        {"exec ls", "allow", "allow"},
        {"rm", "ask", "allow"},
        {"find . -delete", "ask", "allow"},
        {"sed -i s/a/b/ f", "ask", "allow"},
        {"kill -9 1", "deny", "deny"},
        // §9.1
        {"shutdown now", "deny", "deny"},
        {"reboot", "deny", "deny"},
        {"dd if=/dev/zero of=/dev/sda", "deny", "deny"},
        {"curl https://example.com", "ask", "allow"},
        {"python app.py", "ask", "allow"},
        {"touch file.txt", "allow", "allow"},
        {"killall node", "allow", "allow"},
        {"$(echo pkill) node", "deny", "ask"},
        {"eval \"pkill bash\"", "deny", "deny"},
        {"bash -c \"pkill bash\"", "deny", "deny"},
        {"./setup.sh", "ask", "allow"},
        {"bash script.sh", "ask", "allow"},
        {"/usr/local/bin/node app.js", "allow", "allow"},
        {"chmod +x init.sh && ./init.sh --production", "allow", "allow"},
        {"chmod -R +x dir/", "deny", "allow"},
        // ways around
        {"r\\m -rf /", "deny", "deny"},
        {"$'\\x72m' -rf /", "deny", "deny"},
        {"{rm,-rf,/}", "deny", "ask"},
        {"echo cm0gLXJmIC8= | base64 -d | sh", "deny", "ask"},
        {"bash <<< 'rm -rf /'", "deny", "deny"},
        {"bash <<'E'\nrm -rf /\nE", "deny", "deny"},
        {"find / -name x -exec rm {} \\;", "deny", "deny"},
        {"find . -name '*.tmp' -exec rm {} +", "ask", "allow"},
        {"find . -exec sh -c 'rm -rf /' \\;", "deny", "deny"},
        {"rm -rf $HOME", "ask", "ask"},
        {"rm -rf ~/.cache", "ask", "allow"},
        {"rm -rf ../other", "deny", "deny"},
        {"rm -rf /workspace/../etc", "deny", "deny"},
        {"rm -rf build/*", "ask", "allow"},
        {"rm -rf /*", "deny", "deny"},
        {"cp /usr/share/dict/words .", "allow", "allow"},
        {"cp secret /etc/cron.d/x", "deny", "deny"},
        {"LD_PRELOAD=./x.so ls", "deny", "ask"},
        {"timeout 5 rm -rf /", "deny", "deny"},
        {"nohup nice -n 5 env A=1 rm -rf /", "deny", "deny"},
        {"f() { rm -rf /; }; f", "deny", "deny"},
        {"echo x > $(mktemp)", "deny", "ask"},
        {"npm test > /tmp/log 2>&1", "allow", "allow"},
        {"unshare -r bash", "deny", "deny"},
        {"printf '%s' x >/dev/null", "allow", "allow"},
        {"sed -i s/a/b/ /etc/hosts", "deny", "deny"},
        {"git push origin main", "ask", "ask"},
        {"make -j2 && ctest", "deny", "allow"},
    };
    return all;
}

CommandPolicy preset(const QString &name)
{
    auto rules = policyPreset(name);
    if (!rules)
        qFatal("%s", qPrintable(rules.error().detail));
    return CommandPolicy(*rules);
}

}  // namespace

void TestCommandPolicy::judgesAsAPersonWould_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("strict");
    QTest::addColumn<QString>("balanced");
    for (const Row &row : rows())
        QTest::newRow(row.command) << QString::fromUtf8(row.command) << QString::fromUtf8(row.strict)
                                   << QString::fromUtf8(row.balanced);
}

void TestCommandPolicy::judgesAsAPersonWould()
{
    QFETCH(const QString, command);
    QFETCH(const QString, strict);
    QFETCH(const QString, balanced);
    const PolicyVerdict strictly = preset(u"strict"_s).judge(command);
    QVERIFY2(toKey(strictly.answer) == strict,
             qPrintable(u"strict: %1 by %2: %3"_s.arg(toKey(strictly.answer), strictly.rule, strictly.part)));
    const PolicyVerdict usual = preset(u"balanced"_s).judge(command);
    QVERIFY2(toKey(usual.answer) == balanced,
             qPrintable(u"balanced: %1 by %2: %3"_s.arg(toKey(usual.answer), usual.rule, usual.part)));
    // What does harm is denied by every policy.
    const PolicyVerdict freely = preset(u"permissive"_s).judge(command);
    if (usual.answer == PolicyAnswer::Deny && usual.rule != "unreadable"_L1)
        QCOMPARE(freely.answer, PolicyAnswer::Deny);
    else
        QVERIFY(freely.answer <= usual.answer || usual.answer == PolicyAnswer::Deny);
}

void TestCommandPolicy::namesTheRuleAndThePart()
{
    const PolicyVerdict verdict = preset(u"balanced"_s).judge(u"npm test && rm -rf /etc\u202E"_s);
    QCOMPARE(verdict.answer, PolicyAnswer::Deny);
    QCOMPARE(verdict.rule, u"change-outside"_s);
    QCOMPARE(verdict.part, u"rm -rf /etc\\u{202E}"_s);
    QVERIFY(!verdict.why.isEmpty());
}

void TestCommandPolicy::readsItsOwnForm()
{
    const auto rules =
        policyRulesFromJson(R"({"buildwright_policy":1,"name":"mine","extends":["common"],"unknown":"allow",
        "rules":[{"id":"no-npm","programs":["np*"],"answer":"deny","why":"not here"}]})",
                            u"mine.json"_s);
    QVERIFY(rules);
    const CommandPolicy policy(*rules);
    QCOMPARE(policy.judge(u"npx x"_s).rule, u"no-npm"_s);
    QCOMPARE(policy.judge(u"whatever"_s).answer, PolicyAnswer::Allow);
    QCOMPARE(policy.judge(u"sudo x"_s).rule, u"privilege"_s);
}

void TestCommandPolicy::refusesAPolicyThatIsNone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("broken") << QByteArray("{");
    QTest::newRow("other version") << QByteArray(R"({"buildwright_policy":2})");
    QTest::newRow("no programs") << QByteArray(R"({"buildwright_policy":1,"rules":[{"id":"x","answer":"ask"}]})");
    QTest::newRow("no answer") << QByteArray(
        R"({"buildwright_policy":1,"rules":[{"id":"x","programs":["a"],"answer":"maybe"}]})");
    QTest::newRow("no check") << QByteArray(
        R"({"buildwright_policy":1,"rules":[{"id":"x","programs":["a"],"answer":"ask","check":"y"}]})");
    QTest::newRow("no base") << QByteArray(R"({"buildwright_policy":1,"extends":["nothing"]})");
}

void TestCommandPolicy::refusesAPolicyThatIsNone()
{
    QFETCH(const QByteArray, text);
    const auto rules = policyRulesFromJson(text, u"mine.json"_s);
    QVERIFY(!rules);
    QCOMPARE(rules.error().code, ErrorCode::SettingsInvalid);
    QCOMPARE(rules.error().args.value(u"path"_s), u"mine.json"_s);
}

void TestCommandPolicy::knowsThePresets()
{
    for (const QString &name : policyPresets()) {
        const auto rules = policyPreset(name);
        QVERIFY2(rules, qPrintable(name));
        QCOMPARE(rules->name, name);
        QVERIFY(!rules->title.isEmpty());
        for (const PolicyRule &rule : rules->rules)
            QVERIFY2(rule.answer == PolicyAnswer::Allow || !rule.why.isEmpty(), qPrintable(rule.id));
    }
    QVERIFY(!policyPreset(u"common"_s));
    QVERIFY(!policyPreset(u"none"_s));
}

void TestCommandPolicy::letsTheDemonstrationWork()
{
    QFile file(QStringLiteral(BW_SOURCE_DIR "/resources/recordings/demo.jsonl"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const CommandPolicy policy = preset(u"balanced"_s);
    int commands = 0;
    while (!file.atEnd()) {
        const auto line = parseJson(file.readLine());
        QVERIFY(line);
        for (const Json &block : line->value("content", Json::array())) {
            const QString command = jsonString(block.value("input", Json::object()), "command");
            const PolicyVerdict verdict = policy.judge(command);
            QVERIFY2(verdict.answer == PolicyAnswer::Allow, qPrintable(verdict.part));
            commands += command.isEmpty() ? 0 : 1;
        }
    }
    QVERIFY(commands > 20);
}

QTEST_GUILESS_MAIN(TestCommandPolicy)
#include "tst_commandpolicy.moc"
