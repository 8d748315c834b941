// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "desktopfixture.h"

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

class tst_DataSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensWithoutMakingThisThreadWait()
    {
        DesktopFixture f;
        QElapsedTimer timer;
        timer.start();
        const auto session = f.session();
        QCOMPARE(session->state(), DataSession::State::Opening);
        QVERIFY2(timer.elapsed() < 100, qPrintable(QString::number(timer.elapsed())));
        BW_TRY_COMPARE(session->state(), DataSession::State::Owner);
    }

    void steersAnotherOwnerHearsItAndTakesOver()
    {
        DesktopFixture f;
        auto owner = api::ActingSide::asOwner(f.data(), {});
        QVERIFY(owner);
        std::optional<api::ActingSide> other(std::move(*owner));
        const auto session = f.session();
        BW_TRY_COMPARE(session->state(), DataSession::State::Beside);
        QCOMPARE(session->ownerPid(), QCoreApplication::applicationPid());
        // An answer of the owner itself, through its socket.
        std::optional<ErrorCode> answer;
        session->act(
            this, [](api::ActingSide &side, std::stop_token) { return side.stopBuild(BuildId {u"none"_s}); },
            [&answer](const Status &done) { answer = done ? ErrorCode::Internal : done.error().code; });
        BW_TRY_COMPARE(answer, std::optional(ErrorCode::NotFound));
        other.reset();
        BW_TRY_COMPARE(session->state(), DataSession::State::Owner);
    }

    void tellsNobodyWhoIsGone()
    {
        DesktopFixture f;
        const auto session = f.session();
        auto receiver = std::make_unique<QObject>();
        bool told = false, ready = false;
        session->read(
            receiver.get(), [](engine::ReadSide &) { return Result<int>(1); },
            [&told](const Result<int> &) { told = true; });
        receiver.reset();
        session->read(
            this, [](engine::ReadSide &) { return Result<int>(1); }, [&ready](const Result<int> &) { ready = true; });
        BW_TRY_VERIFY(ready);
        QVERIFY(!told);
    }
};

QTEST_GUILESS_MAIN(tst_DataSession)
#include "tst_datasession.moc"
