// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/rolechoice.h"

#include <QTest>

using namespace Qt::StringLiterals;
using bw::BuildOptions;
using bw::ErrorCode;
using bw::build::Role;
using bw::build::roleChoice;
using bw::build::RoleChoice;
using bw::build::roleModels;

class tst_RoleChoice : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRoleHasTheBuildsModelUnlessOneWasChosen();
    void aReviewGoesToACheaperModel();
    void aRecordingAnswersInEveryRole();
    void namesEveryModelOnce();
    void readsEfforts_data();
    void readsEfforts();
    void refusesWhatIsNoEffort_data();
    void refusesWhatIsNoEffort();
    void refusesARecordingForOneRole();
};

void tst_RoleChoice::aRoleHasTheBuildsModelUnlessOneWasChosen()
{
    BuildOptions options;
    options.roleModels.plan = u"claude-fable-5-2"_s;
    options.effort = u"high"_s;
    options.roleEfforts.plan = u"max"_s;
    const QString own = u"claude-opus-5-5"_s;
    QVERIFY((roleChoice(options, Role::Plan, own, false) == RoleChoice {u"claude-fable-5-2"_s, u"max"_s}));
    QVERIFY((roleChoice(options, Role::Code, own, false) == RoleChoice {own, u"high"_s}));
    QVERIFY((roleChoice(options, Role::Verify, own, false) == RoleChoice {own, u"high"_s}));
}

void tst_RoleChoice::aReviewGoesToACheaperModel()
{
    BuildOptions options;
    QCOMPARE(roleChoice(options, Role::Review, u"claude-opus-5-5"_s, false).model, u"claude-haiku-5-5"_s);
    QCOMPARE(roleChoice(options, Role::Review, u"qwen3-coder"_s, false).model, u"qwen3-coder"_s);
    options.roleModels.review = u"claude-sonnet-5-5"_s;
    QCOMPARE(roleChoice(options, Role::Review, u"claude-opus-5-5"_s, false).model, u"claude-sonnet-5-5"_s);
}

void tst_RoleChoice::aRecordingAnswersInEveryRole()
{
    BuildOptions options;
    options.roleModels = {u"a"_s, u"b"_s, u"c"_s, u"d"_s};
    QCOMPARE(roleModels(options, u"claude-opus-5-5"_s, true), (QStringList {u"claude-opus-5-5"_s}));
}

void tst_RoleChoice::namesEveryModelOnce()
{
    BuildOptions options;
    options.roleModels = {u"a"_s, {}, u"a"_s, u"d"_s};
    QCOMPARE(roleModels(options, u"own"_s, false), (QStringList {u"own"_s, u"a"_s, u"d"_s}));
}

void tst_RoleChoice::readsEfforts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("read");  // of all, plan, code, verify, review
    QTest::newRow("all") << u"high"_s << QStringList {u"high"_s, {}, {}, {}, {}};
    QTest::newRow("single") << u"plan=max"_s << QStringList {{}, u"max"_s, {}, {}, {}};
    QTest::newRow("both") << u"medium, code=high,verify=xhigh , review = low"_s
                          << QStringList {u"medium"_s, {}, u"high"_s, u"xhigh"_s, u"low"_s};
}

void tst_RoleChoice::readsEfforts()
{
    QFETCH(QString, text);
    QFETCH(QStringList, read);
    BuildOptions options;
    QVERIFY(bw::build::readEfforts(text, options));
    const auto &roles = options.roleEfforts;
    QCOMPARE((QStringList {options.effort, roles.plan, roles.code, roles.verify, roles.review}), read);
    QVERIFY(bw::build::checkRoles(options));
}

void tst_RoleChoice::refusesWhatIsNoEffort_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "hard", "HIGH", "high,", "plan=", "plan=hard", "test=high", "=high"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void tst_RoleChoice::refusesWhatIsNoEffort()
{
    QFETCH(QString, text);
    BuildOptions options;
    const auto read = bw::build::readEfforts(text, options);
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::InvalidArgument);
    QVERIFY(read.error().args.value(u"remedy"_s).contains(u"xhigh"_s));
    options = {};
    options.roleEfforts.verify = u"hard"_s;
    QVERIFY(!bw::build::checkRoles(options));
}

void tst_RoleChoice::refusesARecordingForOneRole()
{
    for (const QString &model : {u"demo"_s, u"recording:/x.jsonl"_s}) {
        BuildOptions options;
        options.roleModels.verify = model;
        QVERIFY(!bw::build::checkRoles(options));
    }
}

QTEST_GUILESS_MAIN(tst_RoleChoice)
#include "tst_rolechoice.moc"
