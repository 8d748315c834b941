// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "start/startsheet.h"

#include "windowfixture.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

namespace
{

QPushButton *button(const QWidget &sheet, const QString &text)
{
    for (auto *found : sheet.findChildren<QPushButton *>())
        if (found->text() == text)
            return found;
    return nullptr;
}

bool says(const QWidget &sheet, const QString &part)
{
    for (const auto *label : sheet.findChildren<QLabel *>())
        if (label->text().contains(part))
            return true;
    return false;
}

}  // namespace

class tst_StartSheet : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theDemonstrationCanBeStarted()
    {
        DesktopFixture f;
        WindowFixture w(f);
        w.window->actions().action(u"file.demonstration"_s)->trigger();
        auto *sheet = w.window->findChild<StartSheet *>();
        QVERIFY(sheet);
        BW_TRY_VERIFY(button(*sheet, u"&Start"_s)->isEnabled());
        QVERIFY(says(*sheet, u"nothing is paid"_s));
        QVERIFY(says(*sheet, u"minutes"_s));
    }
    void withoutAKeyTheReasonStandsBesideTheButton()
    {
        DesktopFixture f;
        WindowFixture w(f);
        w.window->actions().action(u"file.new_build"_s)->trigger();
        auto *sheet = w.window->findChild<StartSheet *>();
        BW_TRY_VERIFY(says(*sheet, u"ANTHROPIC_API_KEY"_s));
        QVERIFY(!button(*sheet, u"&Start"_s)->isEnabled());
        QVERIFY(button(*sheet, u"Where to put a key…"_s)->isVisibleTo(sheet));
    }
    void aLinkFillsInAndStartsNothing()
    {
        DesktopFixture f;
        WindowFixture w(f);
        openStartSheet(w.window->context(), w.window.get(), parseLink(u"buildwright:new?prompt=a%20shop"_s));
        auto *sheet = w.window->findChild<StartSheet *>();
        QVERIFY(says(*sheet, u"A link from outside"_s));
        BW_TRY_VERIFY(says(*sheet, u"ANTHROPIC_API_KEY"_s));
        bool counted = false;
        w.session->read(
            this, [](engine::ReadSide &side) -> Result<bool> { return !side.resolve(u"last"_s).has_value(); },
            [&counted](const Result<bool> &none) { counted = none.value_or(false); });
        BW_TRY_VERIFY(counted);
    }
};

QTEST_MAIN(tst_StartSheet)
#include "tst_startsheet.moc"
