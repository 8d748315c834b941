// SPDX-License-Identifier: GPL-3.0-or-later
#include "handwrittenspecs.h"
#include "spec/specchange.h"
#include "spec/specdocument.h"
#include "spec/specparser.h"
#include "spec/specvalidator.h"
#include "specmaker.h"
#include "specsource.h"

#include <QTest>

using namespace bw;
using namespace bw::spec;
using namespace bwtest;
using namespace Qt::StringLiterals;
using Kind = SpecChange::Kind;

class tst_SpecChange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySpecKeepsItsBytes();
    void renamesThereAndBack();
    void removesWhatWasAdded();
    void movesThereAndBack();
    void changesNothingOutsideOfTheEdits();
    void setsWhatStandsOnce_data();
    void setsWhatStandsOnce();
    void keepsTheIdOfARenamedFeature_data();
    void keepsTheIdOfARenamedFeature();
    void writesDependencies_data();
    void writesDependencies();
    void makesWhatIsMissing_data();
    void makesWhatIsMissing();
    void changesEntriesOfEveryArea();
    void refusesWhatIsNotThere();
};

namespace
{

constexpr int generated = 240;

template <typename F>
void forAll(F &&check)
{
    for (const QByteArray &text : handwrittenSpecs())
        check(text);
    for (quint32 seed = 0; seed < generated; ++seed)
        check(SpecMaker(seed).make());
}

AppSpec made(const AppSpec &spec, const SpecChange &change)
{
    auto changed = changedSpec(spec, change);
    if (!changed)
        qFatal("%s", qPrintable(changed.error().detail + u" in\n"_s + QString::fromUtf8(spec.source)));
    return *changed;
}

AppSpec xml() { return readSpec(sampleSpec("habits.xml")).spec; }
AppSpec markdown() { return readSpec(sampleSpec("habits.md")).spec; }

QByteArray why(const AppSpec &before, const AppSpec &after)
{
    return "before:\n" + before.source + "\nafter:\n" + after.source;
}

}  // namespace

void tst_SpecChange::everySpecKeepsItsBytes()
{
    forAll([](const QByteArray &text) {
        const ParsedSpec parsed = readSpec(text);
        QCOMPARE(parsed.spec.source, text);
        const auto same = applyEdits(text, {});
        QVERIFY(same);
        QCOMPARE(*same, text);
        // Every place that was found is one.
        for (const SpecFeature &feature : parsed.spec.features)
            QVERIFY2(feature.whole.isNull() || !textAt(text, feature.whole).isEmpty(), text.constData());
        const SpecDocument document {
            .name = u"x"_s, .origin = u"person"_s, .versions = {{.number = 1, .source = text}}};
        const auto again = readBwspec(writeBwspec(document), u"x.bwspec"_s);
        QVERIFY2(again, text.constData());
        QCOMPARE(again->versions.constFirst().source, text);
    });
}

void tst_SpecChange::renamesThereAndBack()
{
    int renamed = 0;
    forAll([&renamed](const QByteArray &text) {
        const AppSpec spec = readSpec(text).spec;
        for (const SpecFeature &feature : spec.features) {
            if (feature.whole.isNull() || feature.text.isEmpty())
                continue;
            const AppSpec other = made(spec, {.kind = Kind::SetFeature, .target = feature.id, .value = u"Other"_s});
            QVERIFY2(other.feature(feature.id), why(spec, other).constData());
            QCOMPARE(other.feature(feature.id)->text, u"Other"_s);
            QCOMPARE(featureIds(other), featureIds(spec));
            const AppSpec back = made(other, {.kind = Kind::SetFeature, .target = feature.id, .value = feature.text});
            QCOMPARE(featureTexts(back), featureTexts(spec));
            QCOMPARE(featureIds(back), featureIds(spec));
            ++renamed;
        }
    });
    QVERIFY2(renamed > 800, qPrintable(QString::number(renamed)));
}

void tst_SpecChange::removesWhatWasAdded()
{
    int added = 0;
    forAll([&added](const QByteArray &text) {
        const AppSpec spec = readSpec(text).spec;
        QStringList groups;
        for (const SpecFeature &feature : spec.features) {
            if (groups.contains(feature.group) || feature.whole.isNull())
                continue;
            groups << feature.group;
            for (const bool front : {false, true}) {
                const AppSpec more = made(spec,
                                          {.kind = Kind::AddFeature,
                                           .group = feature.group,
                                           .value = u"Quite new words"_s,
                                           .toFront = front});
                QCOMPARE(more.features.size(), spec.features.size() + 1);
                const SpecFeature *found = more.feature(u"quite-new-words"_s);
                QVERIFY2(found, why(spec, more).constData());
                QCOMPARE(found->group, feature.group);
                const AppSpec back = made(more, {.kind = Kind::RemoveFeature, .target = found->id});
                QVERIFY2(featureTexts(back) == featureTexts(spec), why(more, back).constData());
                // In lists to the byte; below headings a blank line may stay.
                if (!text.contains("### Feature") && !text.contains("</feature><feature>"))
                    QVERIFY2(back.source == text, why(spec, back).constData());
                ++added;
            }
        }
    });
    QVERIFY2(added > 600, qPrintable(QString::number(added)));
}

void tst_SpecChange::movesThereAndBack()
{
    int moved = 0;
    forAll([&moved](const QByteArray &text) {
        const AppSpec spec = readSpec(text).spec;
        // Ids that stand there twice are told apart by their order, which is what changes here.
        const bool unique = std::ranges::all_of(spec.features, [](const SpecFeature &feature) {
            return feature.writtenId.isEmpty() || feature.writtenId == feature.id;
        });
        if (spec.features.size() < 3 || !unique)
            return;
        for (qsizetype i = 1; i < spec.features.size(); ++i) {
            const SpecFeature &feature = spec.features.at(i);
            const SpecFeature &first = spec.features.constFirst();
            if (feature.whole.isNull() || first.whole.isNull())
                continue;
            const AppSpec other =
                made(spec, {.kind = Kind::MoveFeature, .target = feature.id, .group = first.group, .toFront = true});
            QStringList sorted = featureTexts(other);
            QStringList before = featureTexts(spec);
            QVERIFY2(other.features.constFirst().text == feature.text, why(spec, other).constData());
            sorted.sort();
            before.sort();
            QVERIFY2(sorted == before, why(spec, other).constData());
            const SpecFeature &neighbour = spec.features.at(i - 1);
            if (neighbour.group != feature.group)
                continue;
            const AppSpec back =
                made(other,
                     {.kind = Kind::MoveFeature,
                      .target = other.features.constFirst().id,
                      .group = feature.group,
                      .after = neighbour.text == feature.text ? other.features.at(i).id : neighbour.id});
            QVERIFY2(featureTexts(back) == featureTexts(spec), why(other, back).constData());
            ++moved;
        }
    });
    QVERIFY2(moved > 300, qPrintable(QString::number(moved)));
}

void tst_SpecChange::changesNothingOutsideOfTheEdits()
{
    for (quint32 seed = 0; seed < generated; ++seed) {
        SpecMaker maker(seed);
        const AppSpec spec = readSpec(maker.make()).spec;
        const SpecFeature &feature = spec.features.at(maker.below(static_cast<int>(spec.features.size())));
        const QList<SpecChange> changes {{.kind = Kind::SetName, .value = u"Neu & <gut>"_s},
                                         {.kind = Kind::SetOverview, .value = u"One\ntwo & <three>"_s},
                                         {.kind = Kind::SetTier, .value = u"production"_s},
                                         {.kind = Kind::SetTarget, .value = u"77"_s},
                                         {.kind = Kind::RemoveFeature, .target = feature.id},
                                         {.kind = Kind::AddFeature, .group = u"Brand new"_s, .value = u"a <b> & c"_s}};
        for (const SpecChange &change : changes) {
            const auto edits = editsFor(spec, change);
            QVERIFY2(edits, spec.source.constData());
            const auto after = applyEdits(spec.source, *edits);
            QVERIFY2(after, spec.source.constData());
            // All the lines that no edit touches are there, in their order.
            QList<QByteArray> lines = spec.source.split('\n');
            QSet<int> touched;
            for (const TextEdit &edit : *edits)
                for (int line = edit.span.from.line; line <= edit.span.to.line; ++line)
                    touched.insert(line);
            const QList<QByteArray> now = after->split('\n');
            qsizetype at = 0;
            for (int line = 1; line <= lines.size(); ++line) {
                if (touched.contains(line))
                    continue;
                at = now.indexOf(lines.at(line - 1), at);
                QVERIFY2(at >= 0, (lines.at(line - 1) + "\n--\n" + *after).constData());
                ++at;
            }
            if (change.kind != Kind::RemoveFeature || spec.features.size() > 1)
                QVERIFY2(readSpec(*after).usable(), after->constData());
        }
    }
}

void tst_SpecChange::setsWhatStandsOnce_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("xml") << sampleSpec("habits.xml");
    QTest::newRow("markdown") << sampleSpec("habits.md");
    QTest::newRow("bare xml") << QByteArray("<project_specification>\n  <core_features><feature>a</feature>"
                                            "</core_features>\n</project_specification>\n");
    QTest::newRow("flat xml") << QByteArray("<core_features><feature>a</feature></core_features>");
    QTest::newRow("closed xml") << QByteArray("<project_specification><project_name/><overview/><complexity_tier/>"
                                              "<core_features><feature>a</feature></core_features>"
                                              "</project_specification>");
    QTest::newRow("bare markdown") << QByteArray("## Features\n- a\n");
}

void tst_SpecChange::setsWhatStandsOnce()
{
    QFETCH(QByteArray, text);
    AppSpec spec = readSpec(text).spec;
    const QStringList features = featureTexts(spec);
    spec = made(spec, {.kind = Kind::SetTarget, .value = u"33"_s});
    spec = made(spec, {.kind = Kind::SetTier, .value = u"production"_s});
    spec = made(spec, {.kind = Kind::SetName, .value = u"A & B"_s});
    spec = made(spec, {.kind = Kind::SetOverview, .value = u"What <it> does."_s});
    QCOMPARE(spec.name, u"A & B"_s);
    QCOMPARE(spec.overview.section(u'\n', 0, 0), u"What <it> does."_s);
    QVERIFY2(spec.tier == Tier::Production, spec.source.constData());
    QVERIFY2(spec.targetFeatures == 33, spec.source.constData());
    spec = made(spec, {.kind = Kind::SetTier});
    spec = made(spec, {.kind = Kind::SetTarget});
    QVERIFY2(!spec.tier && !spec.targetFeatures, spec.source.constData());
    QCOMPARE(featureTexts(spec), features);
}

void tst_SpecChange::keepsTheIdOfARenamedFeature_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("xml") << QByteArray("<core_features><feature x=\"1\"> Log in </feature></core_features>")
                         << QByteArray(
                                "<core_features><feature x=\"1\" id=\"log-in\"> Sign on </feature></core_features>");
    QTest::newRow("bullet") << QByteArray("<core_features>\n- Log in\n</core_features>")
                            << QByteArray("<core_features>\n- Sign on {#log-in}\n</core_features>");
    QTest::newRow("list") << QByteArray("# A\n## Features\n* [ ] Log in\n")
                          << QByteArray("# A\n## Features\n* [ ] Sign on {#log-in}\n");
    QTest::newRow("heading") << QByteArray("# A\n## Features\n### Feature 1: Log in\nx\n")
                             << QByteArray("# A\n## Features\n### Feature 1: Sign on {#log-in}\nx\n");
}

void tst_SpecChange::keepsTheIdOfARenamedFeature()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const AppSpec spec =
        made(readSpec(text).spec, {.kind = Kind::SetFeature, .target = u"log-in"_s, .value = u"Sign on"_s});
    QCOMPARE(spec.source, expected);
    QCOMPARE(featureIds(spec), QStringList(u"log-in"_s));
}

void tst_SpecChange::writesDependencies_data() { setsWhatStandsOnce_data(); }

void tst_SpecChange::writesDependencies()
{
    QFETCH(QByteArray, text);
    AppSpec spec = readSpec(text).spec;
    spec = made(spec, {.kind = Kind::AddFeature, .group = spec.features.constLast().group, .value = u"Second"_s});
    const QString first = spec.features.constFirst().id;
    spec = made(spec, {.kind = Kind::SetDependencies, .target = u"second"_s, .list = {first, u"other"_s}});
    QCOMPARE(spec.feature(u"second"_s)->depends, QStringList({first, u"other"_s}));
    QCOMPARE(spec.feature(u"second"_s)->text, u"Second"_s);
    spec = made(spec, {.kind = Kind::SetDependencies, .target = u"second"_s});
    QVERIFY(spec.feature(u"second"_s)->depends.isEmpty());
}

void tst_SpecChange::makesWhatIsMissing_data() { setsWhatStandsOnce_data(); }

void tst_SpecChange::makesWhatIsMissing()
{
    QFETCH(QByteArray, text);
    AppSpec spec = readSpec(text).spec;
    const QStringList features = featureTexts(spec);
    for (const SpecArea area : {SpecArea::Stack, SpecArea::DataModel, SpecArea::Endpoints, SpecArea::Pages,
                                SpecArea::Design, SpecArea::Priorities, SpecArea::Criteria}) {
        const bool grouped = area != SpecArea::Priorities && area != SpecArea::Criteria;
        const QString name = area == SpecArea::Endpoints ? u"GET /api/things"_s
            : area == SpecArea::Priorities               ? u"7"_s
            : area == SpecArea::Pages                    ? QString()
                                                         : u"colour"_s;
        for (const QString &value : {u"first value"_s, u"second value"_s})
            spec = made(spec,
                        {.kind = Kind::AddItem,
                         .area = area,
                         .group = grouped ? u"things"_s : QString(),
                         .name = name,
                         .value = value});
        const QList<SpecItem> items = spec.itemsOf(area);
        QVERIFY2(items.size() >= 2, spec.source.constData());
        const SpecItem &last = items.at(items.size() - 2);
        QVERIFY2(last.text == "first value"_L1 && last.name == name
                     && last.group == (grouped ? u"things"_s : QString()),
                 (toKey(area) + u' ' + last.key() + u'\n' + QString::fromUtf8(spec.source)).toUtf8().constData());
    }
    QCOMPARE(featureTexts(spec), features);
    QVERIFY(readSpec(spec.source).usable());
}

void tst_SpecChange::changesEntriesOfEveryArea()
{
    for (const QByteArray &text : handwrittenSpecs()) {
        const AppSpec spec = readSpec(text).spec;
        for (int i = 0; i < spec.items.size(); ++i) {
            const SpecItem &item = spec.items.at(i);
            if (item.whole.isNull())
                continue;
            const AppSpec other = made(
                spec,
                {.kind = Kind::SetItem, .area = item.area, .name = item.name, .value = u"new & <text>"_s, .index = i});
            QCOMPARE(other.items.size(), spec.items.size());
            QVERIFY2(other.items.at(i).text == "new & <text>"_L1 && other.items.at(i).name == item.name,
                     why(spec, other).constData());
            const AppSpec less = made(spec, {.kind = Kind::RemoveItem, .area = item.area, .index = i});
            QCOMPARE(less.items.size(), spec.items.size() - 1);
        }
        for (const SpecGroup &group : spec.groups) {
            if (group.name.isEmpty())
                continue;
            const AppSpec other = made(
                spec,
                {.kind = Kind::RenameGroup, .area = group.area, .target = group.name, .value = u"Renamed \"it\""_s});
            const auto names = [](const AppSpec &in) {
                QStringList found;
                for (const SpecGroup &each : in.groups)
                    found << each.name;
                return found;
            };
            QStringList expected = names(spec);
            expected[expected.indexOf(group.name)] = u"Renamed \"it\""_s;
            QVERIFY2(names(other) == expected, why(spec, other).constData());
            const AppSpec less = made(spec, {.kind = Kind::RemoveGroup, .area = group.area, .target = group.name});
            QVERIFY2(!names(less).contains(group.name), why(spec, less).constData());
        }
    }
}

void tst_SpecChange::refusesWhatIsNotThere()
{
    const auto code = [](const AppSpec &spec, const SpecChange &change) {
        const auto edits = editsFor(spec, change);
        return edits ? u"none"_s : toKey(edits.error().code);
    };
    for (const AppSpec &spec : {xml(), markdown()}) {
        QCOMPARE(code(spec, {.kind = Kind::RemoveFeature, .target = u"nobody"_s}), u"not_found"_s);
        QCOMPARE(code(spec, {.kind = Kind::SetTier, .value = u"gigantic"_s}), u"invalid_argument"_s);
        QCOMPARE(code(spec, {.kind = Kind::SetTarget, .value = u"0"_s}), u"invalid_argument"_s);
        QCOMPARE(code(spec, {.kind = Kind::SetName, .value = u"  "_s}), u"invalid_argument"_s);
        QCOMPARE(code(spec, {.kind = Kind::RenameGroup, .target = u"nobody"_s, .value = u"x"_s}), u"not_found"_s);
        QCOMPARE(code(spec, {.kind = Kind::AddGroup, .area = SpecArea::Criteria, .value = u"x"_s}), u"unsupported"_s);
        QCOMPARE(code(spec, {.kind = Kind::RemoveItem, .index = 4000}), u"not_found"_s);
    }
    const AppSpec broken = readSpec("<project_specification><a>").spec;
    QCOMPARE(code(broken, {.kind = Kind::SetName, .value = u"x"_s}), u"invalid_argument"_s);
    QVERIFY(!applyEdits("abc", {{{{1, 0}, {1, 9}}, u"x"_s}}));
    QVERIFY(!applyEdits("abc", {{{{1, 0}, {1, 2}}, u"x"_s}, {{{1, 1}, {1, 3}}, u"y"_s}}));
    QVERIFY(!applyEdits("a\xF0\x9F\x99\x82", {{{{1, 2}, {1, 2}}, u"x"_s}}));
}

QTEST_GUILESS_MAIN(tst_SpecChange)
#include "tst_specchange.moc"
