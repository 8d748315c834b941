// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/testsource.h"

#include "agent/shelloutcome.h"
#include "agent/sourcetext.h"

#include <QRegularExpression>

#include <algorithm>

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

int count(const QString &code, const QRegularExpression &pattern)
{
    int found = 0;
    for (auto it = pattern.globalMatch(code); it.hasNext(); it.next())
        ++found;
    return found;
}

/// Names that are no value of their own: an assertion with nothing else in it holds always.
bool namesSomething(QString arguments)
{
    static const QRegularExpression constants(
        u"\\b(true|false|null|undefined|NaN|Infinity|None|True|False|typeof|not|is|in|and|or|new|"
        "to(Be|Equal|StrictEqual|BeTruthy|BeFalsy|BeDefined|BeNull|Match|Contain)|not|be|equal|eql|ok|"
        "function|async|await|return)\\b"_s);
    static const QRegularExpression name(u"[A-Za-z_$][A-Za-z0-9_$]*"_s);
    return name.match(arguments.remove(constants)).hasMatch();
}

enum class Assertions { None, Constant, Real };

/// Looks at what stands in the brackets after each match; `chained`: what is called on the result counts as well.
Assertions assertionsIn(const QString &code, const QRegularExpression &calls, bool chained)
{
    Assertions best = Assertions::None;
    for (auto it = calls.globalMatch(code); it.hasNext();) {
        const auto match = it.next();
        const qsizetype opening = match.capturedEnd() - 1;
        QString arguments = bracketed(code, opening);
        if (chained) {
            static const QRegularExpression rest(u"^(\\.\\w+)+\\s*\\("_s);
            const qsizetype after = opening + arguments.size() + 2;
            const auto chain = rest.matchView(QStringView(code).sliced(std::min(after, code.size())));
            if (chain.hasMatch())
                arguments += u' ' + bracketed(code, after + chain.capturedEnd() - 1);
        }
        if (namesSomething(arguments))
            return Assertions::Real;
        best = Assertions::Constant;
    }
    return best;
}

Assertions assertionsOfJavaScript(const QString &code)
{
    static const QRegularExpression direct(
        u"\\b(assert(\\.\\w+)*|(strict|deep|notDeep|deepStrict|notStrict)?[eE]qual|deepStrictEqual|notEqual|ok|"
        "rejects|throws|doesNotThrow|doesNotReject|match|doesNotMatch|strictEqual|fail|ifError)\\s*\\("_s);
    static const QRegularExpression ofContext(
        u"\\bt\\.(?!test\\b|skip\\b|todo\\b|after|before|plan\\b|diagnostic\\b|mock\\b|end\\b|pass\\b|teardown\\b|"
        "comment\\b|signal\\b|runOnly\\b|timeout\\b)[a-zA-Z.]+\\s*\\("_s);
    static const QRegularExpression expecting(u"\\bexpect(\\.\\w+)*\\s*\\("_s);
    static const QRegularExpression failing(
        u"\\bthrow\\b|process\\s*\\.\\s*exitCode\\s*=\\s*(?!0\\b)|process\\s*\\.\\s*exit\\s*\\(\\s*(?!0?\\s*\\))|"
        "\\.should\\b|\\bcy\\s*\\.|process\\s*\\.\\s*abort\\b"_s);
    if (failing.match(code).hasMatch())
        return Assertions::Real;
    return std::max(
        {assertionsIn(code, direct, false), assertionsIn(code, ofContext, false), assertionsIn(code, expecting, true)});
}

bool namesContent(const QStringList &strings)
{
    static const QRegularExpression content(
        u"[\\w)\\]]\\.(html?|css|scss|less|jsx?|mjs|cjs|tsx?|vue|svelte|json|md|txt|csv|tsv|svg|png|jpe?g|webp|xml|py|"
        u"rb|"
        "go|rs|java|kt|php|sql|sh|ya?ml|toml|ini|conf|db|sqlite|wasm|graphql|proto|webmanifest)$"_s);
    return std::ranges::any_of(
        strings, [](const QString &text) { return content.match(text.section(u'?', 0, 0).trimmed()).hasMatch(); });
}

/// Looks whether files are there and touches nothing else of the project.
bool onlyLooksForFiles(const SourceText &source)
{
    static const QRegularExpression looks(
        u"\\b(existsSync|statSync|lstatSync|accessSync|access|stat|exists|isfile|isdir|is_file|is_dir|getsize)\\s*\\("_s);
    static const QRegularExpression reads(
        u"\\b(readFile\\w*|readdir\\w*|open|read_text|read_bytes|listdir|glob)\\s*\\("_s);
    static const QRegularExpression touches(
        u"\\b(fetch|spawn|spawnSync|exec|execSync|execFile|execFileSync|fork|request|createServer|connect|Worker|"
        "run|call|check_output|Popen|system|urlopen|importlib|import_module|page|browser|render|goto)\\s*[.(]"_s);
    // A module of the project: "./", "../" or "@/"; Python's own modules cannot be told from it, so the usual ones are
    // named.
    const bool module = std::ranges::any_of(source.strings, [](const QString &text) {
        return (text.startsWith("./"_L1) || text.startsWith("../"_L1) || text.startsWith("@/"_L1))
            && !text.contains(u' ');
    });
    static const QRegularExpression imports(u"(^|\\n)\\s*(from|import)\\s+(?!os\\b|sys\\b|pathlib\\b|unittest\\b|"
                                            u"pytest\\b|re\\b|json\\b|time\\b|[\\w{*]+[^\\n]*"
                                            "\\bfrom\\s*\"\"|\"\")\\w+"_s);
    const bool looking = looks.match(source.code).hasMatch();
    const bool reading = reads.match(source.code).hasMatch();
    if ((!looking && !reading) || touches.match(source.code).hasMatch() || imports.match(source.code).hasMatch())
        return false;
    static const QRegularExpression required(
        u"\\b(require|import)\\s*\\(\\s*\"\"\\s*\\)|\\bfrom\\s*\"\"|\\bimport\\s*\"\""_s);
    if (module && required.match(source.code).hasMatch())
        return false;
    return !reading || !namesContent(source.strings);
}

QString ofJavaScript(const TestSource &source)
{
    const SourceText read = readJavaScript(source.text);
    static const QRegularExpression leaves(u"process\\s*\\.\\s*(exit|reallyExit)\\s*\\(\\s*0?\\s*\\)"_s);
    for (auto it = leaves.globalMatch(read.code); it.hasNext();)
        if (read.isTopLevel(it.next().capturedStart()))
            return u"%1 ends with success by itself (process.exit)"_s.arg(source.path);
    static const QRegularExpression skipped(
        u"\\b(test|it|describe|suite|context)\\s*\\.\\s*(skip|todo)\\b|\\b(xit|xtest|xdescribe)\\s*\\(|\\bskip\\s*:\\s*true"_s);
    static const QRegularExpression named(u"\\b(test|it|xit|xtest)(\\s*\\.\\s*\\w+)*\\s*\\("_s);
    const int skips = count(read.code, skipped);
    if (skips > 0 && skips >= count(read.code, named))
        return u"%1 skips all of its tests"_s.arg(source.path);
    static const QRegularExpression wholeSkipped(
        u"\\b(describe|suite|context)\\s*\\.\\s*skip\\b|\\bxdescribe\\s*\\("_s);
    static const QRegularExpression groups(u"\\b(describe|suite|context|xdescribe)(\\s*\\.\\s*\\w+)*\\s*\\("_s);
    if (const int whole = count(read.code, wholeSkipped); whole > 0 && whole == count(read.code, groups))
        return u"%1 skips all of its tests"_s.arg(source.path);
    const auto asserted =
        std::max(assertionsOfJavaScript(read.code), assertionsOfJavaScript(readJavaScript(source.beside).code));
    if (asserted == Assertions::None)
        return u"%1 holds no assertion"_s.arg(source.path);
    if (asserted == Assertions::Constant)
        return u"%1 asserts only what is always true"_s.arg(source.path);
    return onlyLooksForFiles(read) ? u"%1 only looks whether a file is there"_s.arg(source.path) : QString();
}

Assertions assertionsOfPython(const QString &code)
{
    static const QRegularExpression calls(u"\\b(assert\\w*|raises|fail|check\\w*|expect\\w*)\\s*\\("_s);
    static const QRegularExpression failing(u"\\braise\\b|\\b(exit|_exit)\\s*\\(\\s*(?!0?\\s*\\))"_s);
    static const QRegularExpression statement(u"\\bassert\\b[ \\t]*([^\\n]*)"_s);
    if (failing.match(code).hasMatch())
        return Assertions::Real;
    Assertions best = assertionsIn(code, calls, false);
    for (auto it = statement.globalMatch(code); it.hasNext();)
        best = std::max(best, namesSomething(it.next().captured(1)) ? Assertions::Real : Assertions::Constant);
    return best;
}

QString ofPython(const TestSource &source)
{
    const SourceText read = readPython(source.text);
    static const QRegularExpression leaves(
        u"\\b(exit|_exit|quit)\\s*\\(\\s*0?\\s*\\)|\\bSystemExit\\s*(\\(\\s*0?\\s*\\))?"_s);
    for (auto it = leaves.globalMatch(read.code); it.hasNext();)
        if (read.isTopLevel(it.next().capturedStart()))
            return u"%1 ends with success by itself"_s.arg(source.path);
    static const QRegularExpression skipped(u"@(pytest\\.mark\\.|unittest\\.)?(skip|xfail)(\\b|\\()"_s);
    static const QRegularExpression all(u"\\bpytestmark\\s*=\\s*pytest\\.mark\\.skip|allow_module_level\\s*=\\s*True|"
                                        "@(pytest\\.mark\\.|unittest\\.)?skip[^\\n]*\\n\\s*class\\b"_s);
    static const QRegularExpression tests(u"\\bdef\\s+test\\w*"_s);
    const int skips = count(read.code, skipped);
    if ((skips > 0 && skips >= count(read.code, tests)) || all.match(read.code).hasMatch())
        return u"%1 skips all of its tests"_s.arg(source.path);
    const auto asserted = std::max(assertionsOfPython(read.code), assertionsOfPython(readPython(source.beside).code));
    if (asserted == Assertions::None)
        return u"%1 holds no assertion"_s.arg(source.path);
    if (asserted == Assertions::Constant)
        return u"%1 asserts only what is always true"_s.arg(source.path);
    return onlyLooksForFiles(read) ? u"%1 only looks whether a file is there"_s.arg(source.path) : QString();
}

QString ofShell(const TestSource &source)
{
    switch (shellOutcome(source.text)) {
    case ShellOutcome::AlwaysZero:
        return u"%1 ends with success whatever happens"_s.arg(source.path);
    case ShellOutcome::FilesThere:
        return u"%1 only looks whether a file is there"_s.arg(source.path);
    case ShellOutcome::Depends:
        break;
    }
    return {};
}

}  // namespace

QString whyProvesNothing(const TestSource &source)
{
    static const QRegularExpression script(u"\\.(js|mjs|cjs|ts|mts|cts|jsx|tsx)$"_s);
    if (script.match(source.path).hasMatch())
        return ofJavaScript(source);
    if (source.path.endsWith(".py"_L1))
        return ofPython(source);
    static const QRegularExpression shell(u"^#!.*\\b(ba|da|)sh\\b"_s);
    if (source.path.endsWith(".sh"_L1) || source.path.endsWith(".bash"_L1) || shell.match(source.text).hasMatch())
        return ofShell(source);
    static const QRegularExpression fails(
        u"assert|expect|should|fail|error|fatal|panic|exit|die|raise|throw|require|check|verify"_s,
        QRegularExpression::CaseInsensitiveOption);
    return fails.match(source.text + source.beside).hasMatch() ? QString()
                                                               : u"%1 holds no assertion"_s.arg(source.path);
}

QString whyProvesNothing(const QString &program, const QString &code)
{
    const QString name = program.section(u'.', 0, 0);
    const bool python = name.startsWith("python"_L1);
    if (!python && name != "node"_L1 && name != "deno"_L1 && name != "bun"_L1)
        return {};
    const SourceText read = python ? readPython(code) : readJavaScript(code);
    const auto asserted = python ? assertionsOfPython(read.code) : assertionsOfJavaScript(read.code);
    static const QRegularExpression loads(u"\\b(require|import|from)\\b"_s);
    if (asserted == Assertions::Real || (asserted == Assertions::None && loads.match(read.code).hasMatch()))
        return {};
    return u"the program on the command line asserts nothing"_s;
}

}  // namespace bw::agent
