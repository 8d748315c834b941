// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/proofcheck.h"

#include "agent/proofreading.h"
#include "agent/shelloutcome.h"
#include "agent/testsource.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int mostHelpers = 20;

bool isTestFile(const QString &path)
{
    static const QRegularExpression name(
        u"\\.(test|spec|cy)\\.[a-z]+$|(^|/)(test|tests)\\.[a-z]+$|(^|/)test[_-][^/]*\\.[a-z]+$|[_-]test\\.[a-z]+$|"
        "(^|/)tests?\\.py$"_s);
    return name.match(path).hasMatch();
}

bool isRunner(const QString &program)
{
    static const QSet<QString> names {u"jest"_s,    u"vitest"_s,  u"mocha"_s,   u"ava"_s,
                                      u"tap"_s,     u"pytest"_s,  u"jasmine"_s, u"playwright"_s,
                                      u"cypress"_s, u"py.test"_s, u"unittest"_s};
    return names.contains(program);
}

/// Helpers of a test: what it names relative to itself and what itself looks like a part of tests.
QString helpersOf(const QString &path, const ProjectFiles &project)
{
    static const QRegularExpression relative(u"[\"'`](\\.{1,2}/[^\"'`\\s]+)[\"'`]"_s);
    static const QRegularExpression python(u"\\b(?:from|import)\\s+\\.?(\\w+)"_s);
    QString texts;
    QStringList open {path}, seen {path};
    while (!open.isEmpty() && seen.size() < mostHelpers) {
        const QString file = open.takeFirst();
        const QString text = project.text(file);
        if (file != path)
            texts += text + u'\n';
        const QString folder = file.contains(u'/') ? file.section(u'/', 0, -2) : QString();
        QStringList names;
        for (auto it = relative.globalMatch(text); it.hasNext();)
            names.append(it.next().captured(1));
        if (file.endsWith(".py"_L1))
            for (auto it = python.globalMatch(text); it.hasNext();)
                names.append(it.next().captured(1) + u".py"_s);
        for (const QString &name : std::as_const(names))
            for (const QString &end : {u""_s, u".js"_s, u".mjs"_s, u".cjs"_s, u".ts"_s, u"/index.js"_s}) {
                const QString found = projectPath(folder, name + end);
                if (!project.has(found) || seen.contains(found) || !looksLikeTest(found))
                    continue;
                seen.append(found);
                open.append(found);
            }
    }
    return texts;
}

QString whyFileProvesNothing(const QString &path, const ProjectFiles &project)
{
    return whyProvesNothing(TestSource {path, project.text(path), helpersOf(path, project)});
}

/// All of them prove nothing: the reason of the first. One that may prove something is enough.
QString whyNoneProves(const QStringList &tests, const ProjectFiles &project)
{
    QString first;
    for (const QString &path : tests) {
        const QString why = whyFileProvesNothing(path, project);
        if (why.isEmpty())
            return {};
        if (first.isEmpty())
            first = why;
    }
    return first;
}

QStringList testFiles(const QStringList &paths, bool inTestFolder)
{
    static const QRegularExpression program(u"\\.(js|mjs|cjs|ts|mts|jsx|tsx|py|sh|go|rs|rb|php|java|kt)$"_s);
    QStringList found;
    for (const QString &path : paths)
        if (!path.contains("node_modules/"_L1)
            && (isTestFile(path) || (inTestFolder && program.match(path).hasMatch())))
            found.append(path);
    return found;
}

QString whyRunProvesNothing(const ProofRun &run, const ProjectFiles &project)
{
    if (!run.code.isEmpty())
        return whyProvesNothing(run.program, run.code);
    QStringList tests;
    for (const QString &file : run.files)
        if (looksLikeTest(file))
            tests.append(file);
    if (!tests.isEmpty())
        return whyNoneProves(tests, project);
    if (!run.files.isEmpty())
        return {};
    const bool nodeTest = run.program == "node"_L1 && run.arguments.contains("--test"_L1);
    const bool module = run.program.startsWith("python"_L1)
        && (run.arguments.contains("pytest"_L1) || run.arguments.contains("unittest"_L1));
    if (!nodeTest && !module && !isRunner(run.program))
        return {};
    QStringList found;
    for (const QString &folder : run.folders)
        found += testFiles(project.below(folder), true);
    // A folder that is named and not there holds nothing either.
    const bool folderNamed = std::ranges::any_of(
        run.arguments, [](const QString &word) { return !word.startsWith(u'-') && word.endsWith(u'/'); });
    if (run.folders.isEmpty() && !folderNamed)
        found = testFiles(project.below(run.folder), nodeTest);
    if (found.isEmpty())
        return u"there is no test for %1 to run"_s.arg(run.program);
    return whyNoneProves(found, project);
}

}  // namespace

QString whyProvesNothing(const Proof &proof)
{
    switch (shellOutcome(proof.command)) {
    case ShellOutcome::AlwaysZero:
        return u"the command ends with success whatever happens"_s;
    case ShellOutcome::FilesThere:
        return u"the command only looks whether a file is there"_s;
    case ShellOutcome::Depends:
        break;
    }
    return {};
}

QString whyProvesNothing(const Proof &proof, const ProjectFiles &project)
{
    if (const QString why = whyProvesNothing(proof); !why.isEmpty())
        return why;
    const ProofReading reading = readProof(proof, project);
    for (const QString &script : reading.scripts)
        if (shellOutcome(script) != ShellOutcome::Depends)
            return u"the script of package.json that it runs proves nothing: %1"_s.arg(script);
    QString first;
    for (const ProofRun &run : reading.runs) {
        const QString why = whyRunProvesNothing(run, project);
        if (why.isEmpty())
            return {};
        if (first.isEmpty())
            first = why;
    }
    return first;
}

}  // namespace bw::agent
