// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "models/logmodel.h"

#include "desktopfixture.h"

#include <QAbstractItemModelTester>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

namespace
{

QString last(const LogModel &model) { return model.index(model.rowCount() - 1).data().toString(); }

void appendLine(DataSession &session, QObject *receiver, const char *line)
{
    session.read(
        receiver,
        [line](engine::ReadSide &side) -> Result<bool> {
            store::EventLog log(side.database().writer());
            (void)log.append(BuildId {u"b"_s}, {EventType::BuildNote, Json {{"text", line}}});
            return log.flush().has_value();
        },
        [](const Result<bool> &) {});
}

}  // namespace

class tst_LogModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void beginsAtTheEndAndFollows()
    {
        DesktopFixture f;
        QVERIFY(
            f.write(DesktopFixture::build(u"b"_s, u"n"_s, BuildState::Paused) + DesktopFixture::lines(u"b"_s, 1500)));
        const auto session = f.session();
        LogModel model(*session);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setBuild(BuildId {u"b"_s});
        BW_TRY_COMPARE(last(model), u"line 1500"_s);
        const int rows = model.rowCount();
        QVERIFY(rows <= 1000);
        appendLine(*session, this, "line 1501");
        BW_TRY_COMPARE(last(model), u"line 1501"_s);
        model.fetchOlder();
        BW_TRY_VERIFY(model.rowCount() > rows + 1);
        QCOMPARE(last(model), u"line 1501"_s);
    }

    void holdsNoMoreThanItsBound()
    {
        DesktopFixture f;
        QVERIFY(f.write(DesktopFixture::build(u"b"_s, u"n"_s, BuildState::Paused)
                        + DesktopFixture::lines(u"b"_s, LogModel::mostLines + 3000)));
        const auto session = f.session();
        LogModel model(*session);
        model.setBuild(BuildId {u"b"_s});
        BW_TRY_VERIFY(model.rowCount() > 0);
        for (int page = 0; page < LogModel::mostLines / 1000 + 1; ++page) {
            const QString first = model.index(0).data().toString();
            model.fetchOlder();
            BW_TRY_VERIFY(model.index(0).data().toString() != first);
        }
        QCOMPARE(model.rowCount(), LogModel::mostLines);
        QVERIFY(!model.atEnd());
        model.goToEnd();
        BW_TRY_COMPARE(last(model), u"line %1"_s.arg(LogModel::mostLines + 3000));
        QVERIFY(model.atEnd());
    }

    void showsOnlyLinesWithTheWords()
    {
        DesktopFixture f;
        QVERIFY(f.write(DesktopFixture::build(u"b"_s, u"n"_s, BuildState::Paused) + DesktopFixture::lines(u"b"_s, 40)));
        const auto session = f.session();
        LogModel model(*session);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setBuild(BuildId {u"b"_s});
        BW_TRY_COMPARE(last(model), u"line 40"_s);
        model.setQuery(u"17"_s);
        BW_TRY_COMPARE(model.rowCount(), 1);
        QCOMPARE(last(model), u"line 17"_s);
        model.setQuery({});
        BW_TRY_COMPARE(last(model), u"line 40"_s);
    }
};

QTEST_GUILESS_MAIN(tst_LogModel)
#include "tst_logmodel.moc"
