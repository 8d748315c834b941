// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/proofcheck.h"
#include "agent/proofreading.h"
#include "agent/shelloutcome.h"
#include "agent/testreport.h"

#include <QMap>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bw::agent;

namespace
{

using Files = QMap<QString, QByteArray>;

ProjectFiles project(const Files &files)
{
    return {files.keys(), [files](const QString &path) -> std::optional<QByteArray> {
                return files.contains(path) ? std::optional(files.value(path)) : std::nullopt;
            }};
}

QString why(const QString &command, const Files &files)
{
    return whyProvesNothing(Proof {command, {}, 10}, project(files));
}

const char *const realTest = "const assert = require('node:assert');\nconst test = require('node:test');\n"
                             "const { add } = require('../lib/add.js');\n"
                             "test('adds', () => { assert.equal(add(1, 2), 3); });\n";

}  // namespace

class tst_ProofCheck : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void commandsThatTellNothing_data();
    void commandsThatTellNothing();
    void commandsThatDepend_data();
    void commandsThatDepend();
    void testsThatProveNothing_data();
    void testsThatProveNothing();
    void testsThatMayProve_data();
    void testsThatMayProve();
    void aRunnerWithoutTestsProvesNothing_data();
    void aRunnerWithoutTestsProvesNothing();
    void scriptsOfThePackageAreFollowed();
    void reportsThatSayNothingWasRun_data();
    void reportsThatSayNothingWasRun();
    void theFilesOfAProofAreItsTestsAndNotTheProduct();
};

void tst_ProofCheck::commandsThatTellNothing_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {"true",
                                ":",
                                "exit 0",
                                "exit",
                                "echo ok",
                                "echo ok && exit 0",
                                "printf '%s' PASSED",
                                "/bin/true",
                                "node --test tests/a.test.js || true",
                                "node --test tests/a.test.js || echo failed",
                                "node --test tests/a.test.js; true",
                                "node --test tests/a.test.js; echo done",
                                "node --test tests/a.test.js\nexit 0",
                                "npm test | tee log.txt",
                                "npm test 2>&1 | cat",
                                "node server.js &",
                                "(node --test x || true)",
                                "{ node --test x; true; }",
                                "! false",
                                "test -f done.marker",
                                "[ -e dist/index.html ]",
                                "[[ -s out.txt ]]",
                                "test -d dist && test -f dist/app.js",
                                "ls dist",
                                "stat marker && echo there",
                                "cd app && true",
                                "cat result.txt",
                                "grep -q PASS marker",
                                "grep -q ok build.log",
                                "test 1 = 1",
                                "X=1",
                                "bash -c true || true",
                                "sleep 1"})
        QTest::newRow(command) << QString::fromLatin1(command);
}

void tst_ProofCheck::commandsThatTellNothing()
{
    QFETCH(QString, command);
    QVERIFY(!whyProvesNothing(Proof {command, {}, 10}).isEmpty());
}

void tst_ProofCheck::commandsThatDepend_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {"node --test tests/a.test.js",
                                "npm test",
                                "test \"$(sh greet.sh Ada)\" = \"Hello, Ada!\"",
                                "[ \"$(./count)\" -eq 4 ]",
                                "node --test tests/a.test.js && echo ok",
                                "set -e; node --test tests/a.test.js; echo ok",
                                "set -o pipefail; npm test | tee log.txt",
                                "sh greet.sh | grep -q Hello",
                                "grep -q '<title>' public/index.html",
                                "grep -q done b.txt",
                                "cd app && npm test",
                                "node server.js & sleep 1; curl -fs localhost:3000 | grep -q ok",
                                "! grep -q TODO src/app.js",
                                "test -f dist/app.js && node dist/app.js --check",
                                "cargo test --quiet",
                                "python3 -m pytest -q tests/test_a.py",
                                "diff <(sh a.sh) expected.txt",
                                "if ! node check.js; then exit 1; fi",
                                "for f in a b; do sh t.sh $f || exit 1; done",
                                "node t.js || exit 1",
                                "timeout 5 node t.js"})
        QTest::newRow(command) << QString::fromLatin1(command);
}

void tst_ProofCheck::commandsThatDepend()
{
    QFETCH(QString, command);
    QCOMPARE(whyProvesNothing(Proof {command, {}, 10}), QString());
}

void tst_ProofCheck::testsThatProveNothing_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("text");
    const auto js = [](const char *name, const char *text) {
        QTest::newRow(name) << u"tests/x.test.js"_s << QString::fromUtf8(text);
    };
    const auto py = [](const char *name, const char *text) {
        QTest::newRow(name) << u"tests/test_x.py"_s << QString::fromUtf8(text);
    };
    js("empty", "");
    js("no assertion", "const test = require('node:test');\ntest('works', () => { require('../app.js'); });\n");
    js("an assertion in a comment", "test('works', () => {\n  // assert.equal(add(1, 2), 3);\n});\n");
    js("an assertion in a text", "test('works', () => { console.log('assert.equal(a, b)'); });\n");
    js("assert true", "const assert = require('assert');\nrequire('../app.js');\ntest('x', () => assert(true));\n");
    js("equal constants", "test('x', () => { assert.equal(1, 1); assert.deepEqual([1], [1]); });\n");
    js("expect constants", "it('x', () => { expect(true).toBe(true); expect(1).toEqual(1); });\n");
    js("exit at the top", "const assert = require('assert');\nprocess.exit(0);\nassert.equal(add(1, 2), 3);\n");
    js("exit without a code", "process.exit();\ntest('x', () => assert.equal(add(1), 2));\n");
    js("all skipped", "test.skip('x', () => assert.equal(add(1, 2), 3));\ntest.todo('y');\n");
    js("skipped by an option", "test('x', { skip: true }, () => assert.equal(add(1, 2), 3));\n");
    js("the group is skipped", "describe.skip('x', () => { it('y', () => { expect(add(1)).toBe(2); }); });\n");
    js("a marker file",
       "const fs = require('node:fs');\nconst assert = require('assert');\n"
       "test('x', () => { assert.ok(fs.existsSync('done')); });\n");
    js("what a marker file holds",
       "const fs = require('node:fs');\nconst assert = require('assert');\n"
       "test('x', () => { assert.equal(fs.readFileSync('.done', 'utf8'), 'ok'); });\n");
    py("python, no assertion", "import app\ndef test_it():\n    app.run()\n");
    py("assert True", "def test_it():\n    assert True\n");
    py("assertTrue of True", "class T(unittest.TestCase):\n    def test_it(self):\n        self.assertTrue(True)\n");
    py("python, exit at the top", "import sys\nsys.exit(0)\ndef test_it():\n    assert add(1, 2) == 3\n");
    py("python, all skipped", "@pytest.mark.skip\ndef test_it():\n    assert add(1, 2) == 3\n");
    py("the module is skipped", "pytestmark = pytest.mark.skip\ndef test_it():\n    assert add(1, 2) == 3\n");
    py("python, a marker file", "import os\ndef test_it():\n    assert os.path.exists('done')\n");
    QTest::newRow("a shell script that cannot fail") << u"tests/x.sh"_s << u"#!/bin/sh\n./app --run\nexit 0\n"_s;
    QTest::newRow("a shell script for a marker") << u"tests/x.sh"_s << u"#!/bin/sh\ntest -f done\n"_s;
    QTest::newRow("another language") << u"tests/x_test.rb"_s << u"puts 'ok'\n"_s;
}

void tst_ProofCheck::testsThatProveNothing()
{
    QFETCH(QString, file);
    QFETCH(QString, text);
    const QString program = file.endsWith(".js"_L1) ? u"node --test "_s
        : file.endsWith(".py"_L1)                   ? u"python3 -m pytest "_s
        : file.endsWith(".sh"_L1)                   ? u"bash "_s
                                                    : u"ruby "_s;
    const QString found = why(program + file, {{file, text.toUtf8()}, {u"app.js"_s, "x"}});
    QVERIFY2(!found.isEmpty(), qPrintable(text));
}

void tst_ProofCheck::testsThatMayProve_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("text");
    const auto js = [](const char *name, const char *text) {
        QTest::newRow(name) << u"tests/x.test.js"_s << QString::fromUtf8(text);
    };
    js("a real one", realTest);
    js("expect", "it('x', () => { expect(add(1, 2)).toBe(3); });\n");
    js("constant before, value behind", "it('x', () => { expect(3).toBe(add(1, 2)); });\n");
    js("taken out of assert", "const { equal } = require('assert');\nequal(require('../a').add(1, 2), 3);\n");
    js("by hand", "if (require('../a').add(1, 2) !== 3) process.exit(1);\n");
    js("throws", "if (add(1, 2) !== 3) throw new Error('no');\n");
    js("exits at its end",
       "main().then(() => process.exit(0)).catch((e) => { console.error(e); process.exit(1); });\n");
    js("one of two is skipped", "test.skip('x', () => {});\ntest('y', () => assert.equal(add(1, 2), 3));\n");
    js("looks at a page",
       "const html = fs.readFileSync('public/index.html', 'utf8');\nassert.match(html, /<main>/);\n");
    js("a regular expression with a quote", "assert.match(answer, /it's \"here\"/);\n// '\nassert.equal(a, b);\n");
    js("runs the program", "const { stdout } = spawnSync('./app');\nassert.equal(stdout.toString(), 'ok');\n");
    js("a file that the program made", "execSync('node build.js');\nassert.ok(fs.existsSync('dist'));\n");
    QTest::newRow("python") << u"tests/test_x.py"_s
                            << u"from app import add\ndef test_it():\n    assert add(1, 2) == 3\n"_s;
    QTest::newRow("python, raises") << u"tests/test_x.py"_s
                                    << u"def test_it():\n    with pytest.raises(ValueError):\n        parse('')\n"_s;
    QTest::newRow("shell") << u"tests/x.sh"_s << u"set -e\n./app | grep -q ok\necho done\n"_s;
    QTest::newRow("go") << u"x_test.go"_s << u"func TestX(t *testing.T) { if Add(1,2) != 3 { t.Fatal() } }\n"_s;
}

void tst_ProofCheck::testsThatMayProve()
{
    QFETCH(QString, file);
    QFETCH(QString, text);
    const QString program = file.endsWith(".js"_L1) ? u"node --test "_s
        : file.endsWith(".py"_L1)                   ? u"python3 -m pytest "_s
        : file.endsWith(".sh"_L1)                   ? u"bash "_s
                                                    : u"go test "_s;
    QCOMPARE(why(program + file, {{file, text.toUtf8()}, {u"app.js"_s, "x"}}), QString());
}

void tst_ProofCheck::aRunnerWithoutTestsProvesNothing_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {"node --test tests/", "node --test", "npx jest", "npx vitest run", "npx mocha tests/",
                                "python3 -m pytest tests/", "pytest", "npm test"})
        QTest::newRow(command) << QString::fromLatin1(command);
}

void tst_ProofCheck::aRunnerWithoutTestsProvesNothing()
{
    QFETCH(QString, command);
    const bool python = command.contains("pytest"_L1);
    Files files {{u"app.js"_s, "x"},
                 {u"tests/.gitkeep"_s, ""},
                 {u"package.json"_s, R"({"scripts":{"test":"node --test tests/"}})"}};
    QVERIFY(!why(command, files).isEmpty());
    files.insert(python ? u"tests/test_x.py"_s : u"tests/x.test.js"_s,
                 python ? "def test_it():\n    assert add(1, 2) == 3\n" : realTest);
    QCOMPARE(why(command, files), QString());
}

void tst_ProofCheck::scriptsOfThePackageAreFollowed()
{
    const auto package = [](const char *script) {
        return Files {{u"package.json"_s, QByteArray(R"({"scripts":{"test":")") + script + R"("}})"},
                      {u"tests/x.test.js"_s, realTest},
                      {u"tests/nothing.test.js"_s, "test('x', () => {});"}};
    };
    QVERIFY(!why(u"npm test"_s, package("true")).isEmpty());
    QVERIFY(!why(u"npm t"_s, package("echo all tests passed && exit 0")).isEmpty());
    QVERIFY(!why(u"npm run test"_s, package("node --test tests/x.test.js || true")).isEmpty());
    QVERIFY(!why(u"npm test --silent"_s, package("node --test tests/nothing.test.js")).isEmpty());
    QCOMPARE(why(u"npm test"_s, package("node --test tests/x.test.js")), QString());
    QVERIFY(!why(u"node -e 'process.exit(0)'"_s, {}).isEmpty());
    QCOMPARE(why(u"node -e \"if (require('./a').add(1, 2) !== 3) process.exit(1)\""_s, {{u"a.js"_s, ""}}), QString());
    QVERIFY(!why(u"python3 -c 'print(1)'"_s, {}).isEmpty());
}

void tst_ProofCheck::reportsThatSayNothingWasRun_data()
{
    QTest::addColumn<QString>("output");
    QTest::addColumn<bool>("nothing");
    QTest::newRow("node, none") << u"# tests 0\n# suites 0\n# pass 0\n# fail 0\n"_s << true;
    QTest::newRow("node, skipped") << u"# tests 2\n# pass 0\n# fail 0\n# skipped 2\n"_s << true;
    QTest::newRow("node, spec reporter") << u"\u2139 tests 1\n\u2139 pass 0\n\u2139 skipped 1\n"_s << true;
    QTest::newRow("node, some") << u"# tests 2\n# pass 1\n# skipped 1\n"_s << false;
    QTest::newRow("jest, none") << u"No tests found, exiting with code 0\n"_s << true;
    QTest::newRow("jest, skipped") << u"Test Suites: 1 skipped, 0 of 1 total\nTests:       2 skipped, 2 total\n"_s
                                   << true;
    QTest::newRow("jest, some") << u"Tests:       1 skipped, 2 passed, 3 total\n"_s << false;
    QTest::newRow("vitest") << u"No test files found, exiting with code 0\n"_s << true;
    QTest::newRow("mocha") << u"\n  0 passing (1ms)\n"_s << true;
    QTest::newRow("mocha, some") << u"\n  3 passing (1ms)\n  1 pending\n"_s << false;
    QTest::newRow("pytest, none") << u"collected 0 items\n\n==== no tests ran in 0.01s ====\n"_s << true;
    QTest::newRow("pytest, skipped") << u"==== 2 skipped in 0.01s ====\n"_s << true;
    QTest::newRow("pytest, some") << u"==== 1 passed, 2 skipped in 0.01s ====\n"_s << false;
    QTest::newRow("unittest, none") << u"Ran 0 tests in 0.000s\n\nOK\n"_s << true;
    QTest::newRow("unittest, skipped") << u"Ran 2 tests in 0.000s\n\nOK (skipped=2)\n"_s << true;
    QTest::newRow("go, none") << u"?   \texample.org/a\t[no test files]\n"_s << true;
    QTest::newRow("go, some") << u"?   \texample.org/a\t[no test files]\nok  \texample.org/b\t0.01s\n"_s << false;
    QTest::newRow("cargo, none") << u"running 0 tests\n\nrunning 0 tests\n"_s << true;
    QTest::newRow("cargo, some") << u"running 2 tests\n\nrunning 0 tests\n"_s << false;
    QTest::newRow("no report") << u"ALL TESTS PASSED\n"_s << false;
}

void tst_ProofCheck::reportsThatSayNothingWasRun()
{
    QFETCH(QString, output);
    QFETCH(bool, nothing);
    QCOMPARE(!whyReportProvesNothing(output).isEmpty(), nothing);
}

void tst_ProofCheck::theFilesOfAProofAreItsTestsAndNotTheProduct()
{
    const ProjectFiles files = project({{u"greet.sh"_s, "x"},
                                        {u"lib/add.js"_s, "x"},
                                        {u"lib/add.test.js"_s, "x"},
                                        {u"node_modules/jest/index.js"_s, "x"},
                                        {u"package.json"_s, R"({"scripts":{"test":"jest lib/add.test.js"}})"},
                                        {u"tests/helper.js"_s, "x"},
                                        {u"tests/one.test.js"_s, "x"},
                                        {u"tests/two.test.js"_s, "x"}});
    const auto own = [&](const char *command) {
        return filesOfProof(Proof {QString::fromLatin1(command), {}, 10}, files);
    };
    const QStringList always {u"node_modules/jest/index.js"_s, u"package.json"_s};
    QCOMPARE(own("node --test tests/one.test.js"),
             always + QStringList({u"tests/helper.js"_s, u"tests/one.test.js"_s, u"tests/two.test.js"_s}));
    QCOMPARE(own("test \"$(sh greet.sh Ada)\" = Hello"), always);
    QCOMPARE(own("npm test"), QStringList({u"lib/add.test.js"_s}) + always);
    QCOMPARE(closureOfProof(Proof {u"node --test tests/one.test.js"_s, {}, 10}, files),
             QStringList({u"tests/helper.js"_s, u"tests/one.test.js"_s}));
    QCOMPARE(closureOfProof(Proof {u"npm test"_s, {}, 10}, files),
             QStringList({u"lib/add.test.js"_s, u"package.json"_s}));
    QCOMPARE(projectPath(u"a"_s, u"../../b"_s), QString());
    QCOMPARE(projectPath(u"a"_s, u"/workspace/b/c"_s), u"b/c"_s);
    QVERIFY(shellOutcome(u"'unclosed"_s) == ShellOutcome::Depends);
}

QTEST_GUILESS_MAIN(tst_ProofCheck)
#include "tst_proofcheck.moc"
