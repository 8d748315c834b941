// SPDX-License-Identifier: GPL-3.0-or-later
#include "mutator.h"

#include "account/jsonlines.h"
#include "artifact/manifest.h"
#include "base/json.h"
#include "base/redactor.h"
#include "model/build.h"
#include "model/feature.h"
#include "spec/replyblocks.h"
#include "spec/specparser.h"
#include "usertext/terminaltext.h"

#include <QFile>
#include <QSet>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bwtest;

/// Spoilt texts, the same ones in every run. Nothing may crash, and what comes out keeps its promises.
class tst_FuzzTexts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void json();
    void specifications();
    void replyBlocks();
    void featureLists();
    void manifests();
    void terminalText();
};

namespace
{

QByteArray fileOf(const char *name)
{
    QFile file(QStringLiteral(BW_SOURCE_DIR "/tests/spec/data/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const QList<QByteArray> jsonTokens {"{",
                                    "}",
                                    "[",
                                    "]",
                                    ",",
                                    ":",
                                    "\"",
                                    "\\u",
                                    "\\ud800",
                                    "null",
                                    "-",
                                    "1e9999",
                                    "0",
                                    ".",
                                    "\xff",
                                    "\xc3",
                                    QByteArray("\0", 1),
                                    "\\",
                                    "\n",
                                    "true"};
const QList<QByteArray> specTokens {"<",
                                    ">",
                                    "</",
                                    "/>",
                                    "<!--",
                                    "-->",
                                    "<![CDATA[",
                                    "]]>",
                                    "&amp;",
                                    "&",
                                    "\"",
                                    "'",
                                    "=",
                                    "\n",
                                    "# ",
                                    "## Features\n",
                                    "### Feature 1: ",
                                    "- ",
                                    "```",
                                    "~~~",
                                    "|",
                                    "\xff",
                                    "\xc3\xa4",
                                    "<feature>",
                                    "</feature>",
                                    "<core_features>",
                                    "<project_name>",
                                    " id=\"",
                                    "\r",
                                    "*",
                                    "Tier: ",
                                    "\xef\xbb\xbf",
                                    "<?",
                                    "[x] "};

}  // namespace

void tst_FuzzTexts::json()
{
    Mutator mutator(
        {R"({"a":[1,2.5e3,-0,{"b":"c\u00e4\n"}],"d":null,"e":true})", R"(["\ud83d\ude00","",{}])", "12345", "\"x\""},
        jsonTokens);
    int good = 0;
    for (int i = 0; i < fuzzRounds; ++i) {
        const QByteArray text = mutator.next();
        (void)account::memberLines(text);
        const auto parsed = parseJson(text);
        if (!parsed) {
            QCOMPARE(parsed.error().code, ErrorCode::ProtocolError);
            continue;
        }
        ++good;
        // What was read can be written and read again, to the same value.
        const auto again = parseJson(toBytes(*parsed));
        QVERIFY2(again, text.toHex().constData());
        QVERIFY2(*again == *parsed, text.toHex().constData());
    }
    QVERIFY2(good > fuzzRounds / 100 && good < fuzzRounds, qPrintable(QString::number(good)));
}

void tst_FuzzTexts::specifications()
{
    Mutator mutator({fileOf("habits.md"), fileOf("habits.xml"), "# A\n## Features\n- one\n"}, specTokens);
    int usable = 0;
    for (int i = 0; i < fuzzRounds; ++i) {
        const QByteArray text = mutator.next();
        const spec::ParsedSpec parsed = spec::readSpec(text);
        const qsizetype lines = text.count('\n') + 1;
        for (const spec::Diagnostic &found : parsed.diagnostics)
            QVERIFY2(found.line >= 0 && found.line <= lines && !found.key.isEmpty(), text.toHex().constData());
        QSet<QString> ids;
        for (const spec::SpecFeature &feature : parsed.spec.features) {
            QVERIFY2(feature.lines.first >= 1 && feature.lines.first <= feature.lines.last
                         && feature.lines.last <= lines,
                     text.toHex().constData());
            ids.insert(feature.id);
        }
        QCOMPARE(ids.size(), parsed.spec.features.size());
        QVERIFY2(parsed.usable() == spec::parseSpec(text, u"x"_s).has_value(), text.toHex().constData());
        usable += parsed.usable() ? 1 : 0;
        QVERIFY(!parsed.usable() || !parsed.spec.features.isEmpty());
    }
    QVERIFY2(usable > fuzzRounds / 100 && usable < fuzzRounds, qPrintable(QString::number(usable)));
}

void tst_FuzzTexts::replyBlocks()
{
    Mutator mutator({"Here:\n```app_spec\n# A title\n\n```sh\nls\n```\nand more than fifty characters of it\n```\nend"},
                    {"```", "```app_spec\n", "\n", "\r\n", " ", "`", "```\n", "\xff"});
    for (int i = 0; i < fuzzRounds; ++i) {
        const QString text = QString::fromUtf8(mutator.next());
        if (const auto block = spec::findReplyBlock(text, u"app_spec"_s)) {
            QVERIFY(block->text.size() >= 50);
            QCOMPARE(block->text, block->text.trimmed());
        }
    }
}

void tst_FuzzTexts::featureLists()
{
    Mutator mutator(
        {R"([{"id":"a","description":"A","steps":["s"],"depends_on":[],"proof":[{"command":"c","timeout_s":5}]},
        {"id":"b","description":"B","depends_on":["a"],"evidence":[{"command":"c","exit_code":1}],"x":1}])",
         R"({"network":"open","tier":"simple","budget_usd":"1.5","features":3,"x":{}})"},
        jsonTokens + QList<QByteArray> {"\"a\"", "\"depends_on\":[\"b\"]", "\"id\":\"a\"", "99999999999999999999"});
    for (int i = 0; i < fuzzRounds; ++i) {
        const auto parsed = parseJson(mutator.next());
        if (!parsed)
            continue;
        if (const auto features = featuresFromJson(*parsed)) {
            const auto again = featuresFromJson(toJson(*features));
            QVERIFY(again);
            QCOMPARE(*again, *features);
        }
        if (const auto options = buildOptionsFromJson(*parsed))
            QCOMPARE(*buildOptionsFromJson(toJson(*options)), *options);
    }
}

void tst_FuzzTexts::manifests()
{
    artifact::Manifest manifest;
    manifest.entries = {{"a", artifact::EntryType::Directory, 0755, 0, {}, {}},
                        {"a/b\xff", artifact::EntryType::File, 0644, 5, {QString(64, u'a')}, {}},
                        {"c", artifact::EntryType::Symlink, 0777, 0, {}, "a"}};
    Mutator mutator({artifact::toBytes(manifest)},
                    jsonTokens + QList<QByteArray> {"..", "/", "a/", "\"path\":\"", "\"mode\":\"7"});
    for (int i = 0; i < fuzzRounds; ++i) {
        const QByteArray text = mutator.next();
        const auto read = artifact::manifestFromBytes(text);
        if (!read) {
            QCOMPARE(read.error().code, ErrorCode::ArchiveInvalid);
            continue;
        }
        for (const artifact::ManifestEntry &entry : read->entries)
            QVERIFY2(artifact::cleanEntryPath(entry.path) == entry.path, text.constData());
        QCOMPARE(*artifact::manifestFromBytes(artifact::toBytes(*read)), *read);
    }
}

void tst_FuzzTexts::terminalText()
{
    Mutator mutator(
        {"plain \x1b[31mred\x1b[0m \x1b]0;title\x07 text\r\nmore\rover",
         "\xc3\xa4 \x1b(B \x1bPx\x1b\\ \xc2\x9b"
         "31m"},
        {"\x1b", "[", "]", "\x07", "\\", ";", "\r", "\n", "\xc2\x9b", "\xc2\x9c", "\xe2\x80\xae", "m", "P"});
    for (int i = 0; i < fuzzRounds; ++i) {
        const QByteArray bytes = mutator.next();
        const QString plain = usertext::plainTerminalText(QString::fromUtf8(bytes));
        for (const QChar c : plain)
            QVERIFY2(c == u'\n' || c == u'\t' || (c.unicode() >= 0x20 && (c.unicode() < 0x7f || c.unicode() > 0x9f)),
                     bytes.toHex().constData());
        (void)Redactor::redact(bytes);
    }
}

QTEST_GUILESS_MAIN(tst_FuzzTexts)
#include "tst_fuzztexts.moc"
