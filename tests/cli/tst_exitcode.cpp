// SPDX-License-Identifier: GPL-3.0-or-later
#include "exitcode.h"

#include <QTest>

using namespace bw;
using namespace bw::cli;
using namespace Qt::StringLiterals;

class tst_ExitCode : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anErrorHasTheCodeOfItsCause_data();
    void anErrorHasTheCodeOfItsCause();
    void aBuildHasTheCodeOfItsEnd_data();
    void aBuildHasTheCodeOfItsEnd();
};

void tst_ExitCode::anErrorHasTheCodeOfItsCause_data()
{
    QTest::addColumn<ErrorCode>("error");
    QTest::addColumn<int>("code");
    QTest::newRow("unknown id") << ErrorCode::NotFound << 2;
    QTest::newRow("bad specification") << ErrorCode::SpecInvalid << 2;
    QTest::newRow("another recording") << ErrorCode::RecordingMismatch << 2;
    QTest::newRow("no bwrap") << ErrorCode::SandboxUnavailable << 3;
    QTest::newRow("budget") << ErrorCode::BudgetExceeded << 4;
    QTest::newRow("no key") << ErrorCode::KeyMissing << 5;
    QTest::newRow("refused key") << ErrorCode::Unauthorized << 5;
    QTest::newRow("no network") << ErrorCode::NetworkUnreachable << 6;
    QTest::newRow("overloaded") << ErrorCode::Overloaded << 6;
    QTest::newRow("in use") << ErrorCode::DataDirInUse << 8;
    QTest::newRow("full") << ErrorCode::DiskFull << 8;
    QTest::newRow("newer") << ErrorCode::DatabaseNewer << 8;
    QTest::newRow("defect") << ErrorCode::Internal << 1;
}

void tst_ExitCode::anErrorHasTheCodeOfItsCause()
{
    QFETCH(const ErrorCode, error);
    QFETCH(const int, code);
    QCOMPARE(static_cast<int>(exitCodeFor(Error {error, {}, {}, {}})), code);
}

void tst_ExitCode::aBuildHasTheCodeOfItsEnd_data()
{
    QTest::addColumn<BuildState>("state");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("code");
    QTest::newRow("done") << BuildState::Completed << QString() << 0;
    QTest::newRow("unverified") << BuildState::Failed << u"features_unverified"_s << 1;
    QTest::newRow("stopped") << BuildState::Cancelled << u"person"_s << 1;
    QTest::newRow("no sandbox") << BuildState::Failed << u"sandbox"_s << 3;
    QTest::newRow("budget") << BuildState::Paused << u"budget"_s << 4;
    QTest::newRow("key") << BuildState::Failed << u"unauthorized"_s << 5;
    QTest::newRow("service") << BuildState::Failed << u"network"_s << 6;
    QTest::newRow("paused by a person") << BuildState::Paused << u"person"_s << 7;
    QTest::newRow("asks") << BuildState::AwaitingAnswer << QString() << 7;
    QTest::newRow("crashed") << BuildState::Interrupted << u"crash"_s << 7;
    QTest::newRow("disk") << BuildState::Failed << u"storage"_s << 8;
}

void tst_ExitCode::aBuildHasTheCodeOfItsEnd()
{
    QFETCH(const BuildState, state);
    QFETCH(const QString, reason);
    QFETCH(const int, code);
    Build build;
    build.state = state;
    build.reason = reason;
    QCOMPARE(static_cast<int>(exitCodeFor(build)), code);
}

QTEST_GUILESS_MAIN(tst_ExitCode)
#include "tst_exitcode.moc"
