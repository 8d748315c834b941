// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "widgets/statepanel.h"

#include "usertext/usertext.h"
#include "widgets/look.h"
#include "widgets/skeleton.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QtTest>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

namespace
{

QPushButton *shownButton(const StatePanel &panel, const QString &text)
{
    for (auto *button : panel.currentWidget()->findChildren<QPushButton *>())
        if (button->text() == text && button->isVisibleTo(panel.currentWidget()))
            return button;
    return nullptr;
}

bool shows(const StatePanel &panel, const QString &text)
{
    for (const auto *label : panel.currentWidget()->findChildren<QLabel *>())
        if (label->text() == text)
            return true;
    return false;
}

}  // namespace

class tst_StatePanel : public QObject
{
    Q_OBJECT
    Look look;
    static Error broken()
    {
        return {
            .code = ErrorCode::DatabaseFailed, .detail = u"page 7"_s, .args = {{u"why"_s, u"odd"_s}}, .retryAfter = {}};
    }
private Q_SLOTS:
    void loadingIsBlankThenAShapeThenCanBeCancelled()
    {
        auto *content = new QLabel(u"content"_s);
        StatePanel panel(content, 24);
        panel.resize(400, 300);
        panel.show();
        QElapsedTimer since;
        since.start();
        QSignalSpy cancelled(&panel, &StatePanel::cancelled);
        panel.showLoading();
        const auto isShape = [&panel] { return panel.currentWidget()->findChild<Skeleton *>() != nullptr; };
        QVERIFY(!isShape() && panel.currentWidget() != content);
        BW_TRY_VERIFY(isShape());
        QVERIFY(since.elapsed() >= StatePanel::skeletonAfterMs * 19 / 20);
        QVERIFY(!shownButton(panel, u"Cancel"_s));
        BW_TRY_VERIFY(shownButton(panel, u"Cancel"_s));
        // A coarse timer of Qt may be five hundredths early.
        QVERIFY(since.elapsed() >= StatePanel::cancelAfterMs * 19 / 20);
        shownButton(panel, u"Cancel"_s)->click();
        QCOMPARE(cancelled.size(), 1);
    }
    void whatComesSoonShowsNoShape()
    {
        auto *content = new QLabel(u"content"_s);
        StatePanel panel(content, 24);
        panel.showLoading();
        panel.showFull();
        QCOMPARE(panel.currentWidget(), content);
        QSignalSpy changed(&panel, &QStackedWidget::currentChanged);
        // The timers are stopped: another timer of the same length sees nothing.
        QTimer later;
        later.start(StatePanel::skeletonAfterMs + 20);
        QSignalSpy passed(&later, &QTimer::timeout);
        QVERIFY(passed.wait());
        QCOMPARE(changed.size(), 0);
    }
    void emptyHasASentenceAndItsButton()
    {
        StatePanel panel(new QLabel, 24);
        panel.setEmpty(u"Nothing here."_s, u"Make one"_s);
        panel.showEmpty();
        QVERIFY(shows(panel, u"Nothing here."_s));
        QSignalSpy clicked(&panel, &StatePanel::emptyClicked);
        shownButton(panel, u"Make one"_s)->click();
        QCOMPARE(clicked.size(), 1);
        panel.setEmpty(u"Nothing at all."_s, {});
        QVERIFY(!shownButton(panel, {}));
    }
    void anErrorSaysWhatHappenedAndCanBeCopied()
    {
        StatePanel panel(new QLabel, 24);
        panel.showFailed(broken());
        QVERIFY(shows(panel, usertext::errorText(broken())));
        QSignalSpy retried(&panel, &StatePanel::retried);
        shownButton(panel, u"Retry"_s)->click();
        QCOMPARE(retried.size(), 1);
        shownButton(panel, u"Copy details"_s)->click();
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY(copied.contains("database_failed"_L1) && copied.contains("page 7"_L1));
    }
    void goneHasAWayBack()
    {
        StatePanel panel(new QLabel, 24);
        panel.showGone(u"It was deleted."_s, u"Back"_s);
        QSignalSpy back(&panel, &StatePanel::goneClicked);
        shownButton(panel, u"Back"_s)->click();
        QCOMPARE(back.size(), 1);
        QCOMPARE(panel.state(), StatePanel::State::Gone);
    }
};

QTEST_MAIN(tst_StatePanel)
#include "tst_statepanel.moc"
