// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/proofreading.h"

#include "agent/policy/shellscript.h"
#include "base/json.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int deepest = 5;

/// Programs whose arguments are looked at, not run.
bool looksOnly(const QString &program)
{
    static const QSet<QString> names {
        u"test"_s, u"["_s,     u"[["_s,   u"grep"_s,   u"egrep"_s, u"rg"_s,   u"cat"_s,  u"diff"_s,  u"cmp"_s,
        u"head"_s, u"tail"_s,  u"wc"_s,   u"jq"_s,     u"sed"_s,   u"awk"_s,  u"ls"_s,   u"stat"_s,  u"find"_s,
        u"echo"_s, u"true"_s,  u"kill"_s, u"sleep"_s,  u"wait"_s,  u"curl"_s, u"rm"_s,   u"mkdir"_s, u"cp"_s,
        u"mv"_s,   u"touch"_s, u"git"_s,  u"printf"_s, u"chmod"_s, u"tee"_s,  u"sort"_s, u"file"_s,  u"false"_s};
    return names.contains(program);
}

/// Programs that start the one behind them; the number of arguments of their own that are no options.
int startsAnother(const QString &program)
{
    static const QHash<QString, int> names {{u"env"_s, 0},      {u"timeout"_s, 1}, {u"nice"_s, 0},      {u"time"_s, 0},
                                            {u"exec"_s, 0},     {u"command"_s, 0}, {u"nohup"_s, 0},     {u"npx"_s, 0},
                                            {u"xvfb-run"_s, 0}, {u"setsid"_s, 0},  {u"cross-env"_s, 0}, {u"c8"_s, 0},
                                            {u"nyc"_s, 0},      {u"stdbuf"_s, 0},  {u"bunx"_s, 0},      {u"!"_s, 0}};
    return names.value(program, -1);
}

class Reader
{
public:
    explicit Reader(const ProjectFiles &project)
        : m_project(project)
    {
    }
    void read(const QString &text, QString folder, int depth);
    ProofReading result() { return std::move(m_reading); }

private:
    void readCommand(QStringList words, QString &folder, int depth);
    void readRun(const QString &program, const QStringList &arguments, const QString &folder);
    bool readScript(const QString &program, const QStringList &arguments, const QString &folder, int depth);
    void setting(const QString &path)
    {
        if (!path.isEmpty() && m_project.has(path) && !m_reading.settings.contains(path))
            m_reading.settings.append(path);
    }

    const ProjectFiles &m_project;
    ProofReading m_reading;
};

void Reader::read(const QString &text, QString folder, int depth)
{
    const auto script = parseShell(text);
    if (!script || depth > deepest)
        return;
    for (const ShellCommand &command : script->commands) {
        QStringList words;
        for (const ShellWord &word : command.words)
            words.append(word.text);
        readCommand(words, folder, depth);
    }
}

void Reader::readCommand(QStringList words, QString &folder, int depth)
{
    static const QRegularExpression assignment(u"^[A-Za-z_][A-Za-z0-9_]*="_s);
    while (!words.isEmpty()) {
        const int own = startsAnother(words.first());
        if (own < 0)
            break;
        words.removeFirst();
        while (!words.isEmpty() && (words.first().startsWith(u'-') || assignment.match(words.first()).hasMatch()))
            words.removeFirst();
        words = words.mid(own);
    }
    if (words.isEmpty())
        return;
    const QString program = words.takeFirst();
    const QString name = program.section(u'/', -1);
    if (name == "cd"_L1 && !words.isEmpty()) {
        folder = projectPath(folder, words.constLast());
        return;
    }
    if ((name == "bash"_L1 || name == "sh"_L1 || name == "dash"_L1) && words.size() > 1) {
        static const QRegularExpression takesText(u"^-[a-z]*c$"_s);
        const auto at = std::ranges::find_if(words, [](const QString &w) { return takesText.match(w).hasMatch(); });
        if (at != words.end() && at + 1 != words.end())
            return read(*(at + 1), folder, depth + 1);
    }
    if (readScript(name, words, folder, depth) || looksOnly(name))
        return;
    readRun(program, words, folder);
}

bool Reader::readScript(const QString &program, const QStringList &arguments, const QString &folder, int depth)
{
    static const QSet<QString> managers {u"npm"_s, u"yarn"_s, u"pnpm"_s, u"bun"_s};
    if (program == "make"_L1) {
        for (const QString &name : {u"Makefile"_s, u"makefile"_s, u"GNUmakefile"_s})
            setting(projectPath(folder, name));
        return false;
    }
    if (!managers.contains(program))
        return false;
    QString where = folder;
    QStringList words;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &word = arguments.at(i);
        if ((word == "--prefix"_L1 || word == "-C"_L1 || word == "--cwd"_L1) && i + 1 < arguments.size())
            where = projectPath(folder, arguments.at(++i));
        else if (word == "--"_L1)
            break;
        else if (!word.startsWith(u'-'))
            words.append(word);
    }
    QString name = words.value(0);
    if (name == "run"_L1 || name == "run-script"_L1)
        name = words.value(1);
    else if (name == "t"_L1 || name == "tst"_L1)
        name = u"test"_s;
    else if (name == "exec"_L1 || name == "dlx"_L1)
        return false;
    const QString file = projectPath(where, u"package.json"_s);
    setting(file);
    const auto package = parseJson(m_project.text(file).toUtf8());
    if (!package || !package->is_object())
        return true;
    const Json scripts = package->value("scripts", Json::object());
    if (scripts.is_object() && scripts.contains(toStd(name))) {
        const QString script = jsonString(scripts, name.toUtf8().constData());
        m_reading.scripts.append(script);
        read(script, where, depth + 1);
    }
    return true;
}

void Reader::readRun(const QString &program, const QStringList &arguments, const QString &folder)
{
    ProofRun run {program.section(u'/', -1), arguments, folder, {}, {}, {}};
    if (const QString path = projectPath(folder, program); program.contains(u'/') && m_project.has(path))
        run.files.append(path);
    const QStringList takesCode = run.program.startsWith("python"_L1) ? QStringList {u"-c"_s}
        : run.program == "node"_L1 || run.program == "bun"_L1 ? QStringList {u"-e"_s, u"-p"_s, u"--eval"_s, u"-pe"_s}
                                                              : QStringList();
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &word = arguments.at(i);
        if (takesCode.contains(word) && i + 1 < arguments.size() && run.code.isEmpty()) {
            run.code = arguments.at(++i);
            continue;
        }
        const QString value = word.startsWith("--"_L1) && word.contains(u'=') ? word.section(u'=', 1) : word;
        // "tests/test_a.py::test_b" names a part of a file.
        const QString path = projectPath(folder, value.section(u"::"_s, 0, 0));
        if (path.isEmpty() || value.startsWith(u'-'))
            continue;
        if (m_project.has(path))
            run.files.append(path);
        else if (!m_project.below(path).isEmpty())
            run.folders.append(path);
    }
    m_reading.runs.append(std::move(run));
}

/// How a runner is set up: what stands there decides what a test's success means.
bool isSetting(const QString &path)
{
    static const QRegularExpression name(
        u"^(package\\.json|conftest\\.py|pytest\\.ini|tox\\.ini|setup\\.cfg|pyproject\\.toml|Makefile|makefile|"
        "GNUmakefile|\\.npmrc|\\.mocharc\\..*|\\.nycrc.*|\\.coveragerc|noxfile\\.py|deno\\.jsonc?|bunfig\\.toml|"
        "(pytest|unittest|nose|py|conftest)\\.py|babel\\.config\\..*|\\.babelrc.*|tsconfig.*\\.json|.*\\.config\\.(js|cjs|mjs|ts|mts|json))$"_s);
    return name.match(path.section(u'/', -1)).hasMatch();
}

bool isInstalled(const QString &path)
{
    static const QSet<QString> folders {u"node_modules"_s, u".venv"_s, u"venv"_s, u"vendor"_s, u".tox"_s};
    const QStringList parts = path.split(u'/');
    return std::ranges::any_of(parts.first(parts.size() - 1),
                               [](const QString &part) { return folders.contains(part); });
}

/// A single program file of the application that a proof runs and whose output it looks at is what is proved, not the
/// proof. The same file named like a test is the proof's own.
QStringList ownFiles(const ProofReading &reading)
{
    QStringList own;
    for (const ProofRun &run : reading.runs)
        for (const QString &file : run.files)
            if (looksLikeTest(file) && !own.contains(file))
                own.append(file);
    return own;
}

QStringList sorted(QStringList list)
{
    std::ranges::sort(list);
    list.removeDuplicates();
    return list;
}

}  // namespace

ProofReading readProof(const Proof &proof, const ProjectFiles &project)
{
    Reader reader(project);
    reader.read(proof.command, projectPath({}, proof.cwd), 0);
    return reader.result();
}

QStringList filesOfProof(const Proof &proof, const ProjectFiles &project)
{
    const ProofReading reading = readProof(proof, project);
    QStringList own = ownFiles(reading);
    QSet<QString> folders;
    for (const QString &file : std::as_const(own))
        folders.insert(testFolderOf(file));
    for (const ProofRun &run : reading.runs)
        for (const QString &folder : run.folders)
            folders.insert(looksLikeTest(folder) ? testFolderOf(folder) : QString());
    folders.remove({});
    // A runner that is told no file finds every test there is.
    const bool findsItself = std::ranges::any_of(reading.runs, [](const ProofRun &run) { return run.files.isEmpty(); });
    for (const QString &path : project.paths) {
        const bool beside = std::ranges::any_of(folders, [&](const QString &f) { return path.startsWith(f + u'/'); });
        if (beside || isInstalled(path) || isSetting(path) || (findsItself && looksLikeTest(path)))
            own.append(path);
    }
    return sorted(own + reading.settings);
}

QStringList closureOfProof(const Proof &proof, const ProjectFiles &project)
{
    const ProofReading reading = readProof(proof, project);
    QStringList own = ownFiles(reading);
    QSet<QString> folders;
    for (const QString &file : std::as_const(own))
        folders.insert(testFolderOf(file));
    folders.remove({});
    const bool findsItself = std::ranges::any_of(reading.runs, [](const ProofRun &run) { return run.files.isEmpty(); });
    static const QRegularExpression isTest(u"\\.(test|spec|cy)\\.[a-z]+$|(^|/)test_[^/]*\\.py$|_test\\.[a-z]+$"_s);
    for (const QString &path : project.paths) {
        if (isInstalled(path))
            continue;
        const bool beside = std::ranges::any_of(folders, [&](const QString &f) { return path.startsWith(f + u'/'); });
        if ((beside && (findsItself || !isTest.match(path).hasMatch())) || (findsItself && looksLikeTest(path)))
            own.append(path);
    }
    return sorted(own + reading.settings);
}

}  // namespace bw::agent
