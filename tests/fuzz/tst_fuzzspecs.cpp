// SPDX-License-Identifier: GPL-3.0-or-later
#include "mutator.h"
#include "spec/specdiff.h"
#include "spec/specdocument.h"
#include "spec/specmerge.h"
#include "spec/specparser.h"
#include "spec/specvalidator.h"
#include "spec/specwriter.h"

#include <QFile>
#include <QTest>

using namespace bw;
using namespace bw::spec;
using namespace bwtest;
using namespace Qt::StringLiterals;

/// Whatever a file holds: reading, checking, mending, comparing, merging and writing it end, and end well.
class tst_FuzzSpecs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFixLeavesATextThatCanBeRead();
    void mergesKeepBothSides();
    void bwspecFiles();
    void editsAreMadeOrRefused();
};

namespace
{

QByteArray fileOf(const char *name)
{
    QFile file(QStringLiteral(BW_SOURCE_DIR "/tests/spec/data/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Mutator specs()
{
    return Mutator(
        {fileOf("habits.md"), fileOf("habits.xml"),
         "# A\n## Features\n### G\n- one {#a depends=\"b, c\"}\n### Feature 1: two\n## API\n- GET /api/x: y\n## Data "
         "Model\n### t\n- id: integer\n"},
        {"<feature>",
         "</feature>",
         "<feature_group name=\"",
         "\">",
         "<table name='t'/>",
         "{#a}",
         "{#",
         "depends=\"",
         "### ",
         "## Features\n",
         "- ",
         "\r\n",
         "\n",
         "```\n",
         "&amp;",
         "<!--",
         "]]>",
         "\xF0\x9F\x99\x82",
         "\xEF\xBB\xBF",
         "<endpoint method=\"GET\" path=\"/api/q\">",
         "Tier: simple\n",
         "\xff",
         "\x00"});
}

}  // namespace

void tst_FuzzSpecs::everyFixLeavesATextThatCanBeRead()
{
    Mutator mutator = specs();
    int fixes = 0;
    for (int i = 0; i < fuzzRounds / 4; ++i) {
        const QByteArray text = mutator.next();
        const ParsedSpec parsed = readSpec(text);
        const QList<Finding> findings = validateSpec(parsed);
        for (const Finding &finding : findings) {
            for (const QuickFix &fix : finding.fixes) {
                const auto mended = applyEdits(text, fix.edits);
                QVERIFY2(mended, text.toHex().constData());
                ++fixes;
            }
        }
        if (!parsed.usable())
            continue;
        const SpecFormat other = parsed.spec.format == SpecFormat::Xml ? SpecFormat::Markdown : SpecFormat::Xml;
        (void)readSpec(writeSpec(parsed.spec, other));
        (void)diffSpecs(parsed.spec, readSpec(mutator.next()).spec);
    }
    QVERIFY2(fixes > 500, qPrintable(QString::number(fixes)));
}

void tst_FuzzSpecs::mergesKeepBothSides()
{
    Mutator mutator = specs();
    for (int i = 0; i < fuzzRounds / 8; ++i) {
        const QByteArray base = mutator.next();
        const QByteArray mine =
            i % 3 == 0 ? mutator.next() : base.left(mutator.below(base.size())) + "mine" + base.right(40);
        const QByteArray theirs = mutator.next();
        const SpecMerge merge = mergeSpecs(base, mine, theirs);
        // There lines of mine stand in their form; tst_specmerge looks after those.
        if (merge.structural)
            continue;
        QList<QByteArray> shown;
        for (const MergePiece &piece : merge.pieces) {
            shown += piece.text.split('\n');
            if (piece.conflict >= 0) {
                shown += merge.conflicts.at(piece.conflict).mine.split('\n');
                shown += merge.conflicts.at(piece.conflict).theirs.split('\n');
            }
        }
        const QList<QByteArray> before = base.split('\n');
        for (const QByteArray &line : mine.split('\n') + theirs.split('\n'))
            QVERIFY2(line.isEmpty() || before.contains(line) || shown.contains(line), line.toHex().constData());
    }
}

void tst_FuzzSpecs::bwspecFiles()
{
    const SpecDocument document {.name = u"A"_s,
                                 .origin = u"person"_s,
                                 .versions = {{.number = 1, .source = "# A\n## Features\n- a\n", .author = u"person"_s},
                                              {.number = 2, .source = "\xff", .author = u"chat"_s, .createdMs = 1}}};
    Mutator mutator({writeBwspec(document), R"({"bwspec":1,"spec":{"name":"x","features":[{"id":"a","text":"b"}]}})"},
                    {"\"versions\"", "null", "1", "-1", "[]", "{}", "\"source\":\"\"", "\"bwspec\":1", ",", "\"",
                     "\\u0000", "[", "}"});
    int good = 0;
    for (int i = 0; i < fuzzRounds / 4; ++i) {
        const QByteArray bytes = mutator.next();
        const auto read = readBwspec(bytes, u"x"_s);
        if (!read) {
            QVERIFY(read.error().code == ErrorCode::SpecInvalid || read.error().code == ErrorCode::TooLarge);
            QVERIFY(!read.error().args.value(u"why"_s).isEmpty());
            continue;
        }
        ++good;
        const auto again = readBwspec(writeBwspec(*read), u"x"_s);
        QVERIFY2(again, bytes.toHex().constData());
        QVERIFY2(*again == *read, bytes.toHex().constData());
    }
    QVERIFY2(good > 50, qPrintable(QString::number(good)));
}

void tst_FuzzSpecs::editsAreMadeOrRefused()
{
    Mutator mutator = specs();
    for (int i = 0; i < fuzzRounds; ++i) {
        const QByteArray text = mutator.next();
        QList<TextEdit> edits;
        for (qsizetype n = mutator.below(3); n >= 0; --n) {
            const TextPlace from {static_cast<int>(mutator.below(20)), static_cast<int>(mutator.below(30))};
            const TextPlace to {from.line + static_cast<int>(mutator.below(2)), static_cast<int>(mutator.below(30))};
            edits.append({{from, to}, u"new\n"_s});
        }
        const auto done = applyEdits(text, edits);
        QVERIFY2(done || done.error().code == ErrorCode::InvalidArgument, text.toHex().constData());
        if (done)
            QVERIFY(done->contains("new"));
    }
}

QTEST_GUILESS_MAIN(tst_FuzzSpecs)
#include "tst_fuzzspecs.moc"
