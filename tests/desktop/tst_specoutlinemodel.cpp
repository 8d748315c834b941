// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/specoutlinemodel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QtTest>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;
using Kind = OutlineNode::Kind;
using spec::SpecArea;

namespace
{

constexpr auto sample =
    "# Shop\n\nSells things.\n\nTier: simple\n\n## Features\n### Accounts\n- Log in {#login}\n"
    "- Log out {#logout depends=\"login\"}\n### Cart\n- Add a thing {#add}\n- Pay {#pay}\n\n"
    "## Data Model\n### users\n- id: integer\n- name: text\n\n## API Endpoints\n- GET /users: all users\n\n"
    "## Legal\nNobody knows.\n";

/// As a person reads it: two blanks a level.
QString shown(const QAbstractItemModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        text += QString(depth * 2, u' ') + index.data().toString() + u'\n' + shown(model, index, depth + 1);
    }
    return text;
}

QString freshlyShown(const QByteArray &source)
{
    SpecOutlineModel model;
    model.update(checkSpecText(source));
    return shown(model);
}

}  // namespace

class tst_SpecOutlineModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsAllPartsOfASpecification()
    {
        QCOMPARE(
            freshlyShown(sample),
            u"Shop\nTechnology\nFeatures (4)\n  Accounts\n    Log in\n    Log out\n  Cart\n    Add a thing\n    Pay\n"
            "Data Model (2)\n  users\n    id: integer\n    name: text\nEndpoints (1)\n  GET /users: all users\nPages\n"
            "Design\nPriorities\nSuccess Criteria\nOther Sections (1)\n  Legal\n"_s);
    }

    void whatStaysKeepsItsIndex()
    {
        SpecOutlineModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update(checkSpecText(sample));
        const QPersistentModelIndex pay(model.featureIndex(u"pay"_s)), login(model.featureIndex(u"login"_s));
        const QPersistentModelIndex users(model.groupIndex(SpecArea::DataModel, u"users"_s));
        QVERIFY(pay.isValid() && login.isValid() && users.isValid());
        // One goes above it, one comes below, and a word of its own is another.
        QByteArray text = sample;
        text.replace("- Add a thing {#add}\n", "").replace("- Pay {#pay}", "- Pay by card {#pay}\n- Refund {#refund}");
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.update(checkSpecText(text));
        QCOMPARE(pay.data().toString(), u"Pay by card"_s);
        QCOMPARE(pay.row(), 0);
        QCOMPARE(login.data().toString(), u"Log in"_s);
        QCOMPARE(users.data().toString(), u"users"_s);
        QCOMPARE(resets.size(), 0);
        QCOMPARE(shown(model), freshlyShown(text));
    }

    void whatMovesTakesItsIndexAlong()
    {
        SpecOutlineModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update(checkSpecText(sample));
        const QPersistentModelIndex pay(model.featureIndex(u"pay"_s));
        QByteArray text = sample;
        text.replace("- Add a thing {#add}\n- Pay {#pay}\n", "- Pay {#pay}\n- Add a thing {#add}\n");
        const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        model.update(checkSpecText(text));
        QCOMPARE(pay.row(), 0);
        QCOMPARE(pay.data().toString(), u"Pay"_s);
        QCOMPARE(removed.size(), 0);
    }

    void aTextBeingTypedStaysTheSameFeature()
    {
        SpecOutlineModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        // Without a written id, the id changes with the text.
        model.update(checkSpecText("# A\n## Features\n- one\n- two\n- three\n"));
        const QPersistentModelIndex two(model.index(1, 0, model.areaIndex(SpecArea::Features)));
        model.update(checkSpecText("# A\n## Features\n- one\n- two and more\n- three\n"));
        QCOMPARE(two.data().toString(), u"two and more"_s);
        QCOMPARE(two.row(), 1);
    }

    void whatCannotBeReadLeavesTheLastGoodOne()
    {
        SpecOutlineModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QByteArray good =
            "<project_specification><project_name>A</project_name><core_features><feature>one</feature>"
            "</core_features></project_specification>";
        model.update(checkSpecText(good));
        QVERIFY(model.isCurrent());
        QByteArray broken = good;
        broken.replace("</core_features>", "");
        model.update(checkSpecText(broken));
        QVERIFY(!model.isCurrent());
        QCOMPARE(shown(model), freshlyShown(good));
        model.update(checkSpecText(good));
        QVERIFY(model.isCurrent());
        // Without features it cannot be built, but it can be seen and added to.
        model.update(checkSpecText("# A\n\nSome words.\n"));
        QVERIFY(model.isCurrent());
    }

    void aLineBelongsToTheInnermostPart()
    {
        SpecOutlineModel model;
        model.update(checkSpecText(sample));
        const auto title = [&](int line) { return model.atLine(line).data().toString(); };
        QCOMPARE(title(1), u"Shop"_s);
        QCOMPARE(title(9), u"Log in"_s);
        QCOMPARE(title(13), u"Pay"_s);
        QCOMPARE(title(18), u"name: text"_s);
        QCOMPARE(title(24), u"Legal"_s);
    }

    void randomEditsGiveWhatAFreshModelShows()
    {
        SpecOutlineModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QRandomGenerator random(20251125);
        QList<QByteArray> lines = QByteArray(sample).split('\n');
        for (int round = 0; round < 300; ++round) {
            const auto at = random.bounded(lines.size());
            switch (random.bounded(5)) {
            case 0:
                lines.insert(at,
                             QByteArrayList {"- new thing", "### Group", "- GET /x: y", "", "## Features"}.at(
                                 random.bounded(5)));
                break;
            case 1:
                if (lines.size() > 5)
                    lines.removeAt(at);
                break;
            case 2:
                lines.swapItemsAt(at, random.bounded(lines.size()));
                break;
            case 3:
                lines.insert(random.bounded(lines.size()), lines.at(at));
                break;
            default:
                lines[at] += " more";
            }
            const QByteArray text = lines.join('\n');
            const auto checked = checkSpecText(text);
            model.update(checked);
            if (checked->readable)
                QCOMPARE(shown(model), freshlyShown(text));
        }
    }
};

QTEST_GUILESS_MAIN(tst_SpecOutlineModel)
#include "tst_specoutlinemodel.moc"
