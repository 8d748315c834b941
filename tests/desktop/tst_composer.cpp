// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/composer.h"

#include "chat/mentionpopup.h"

#include <QImage>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

namespace
{

struct Shown {
    Composer composer;
    QPlainTextEdit *field;
    Shown()
        : field(composer.findChild<QPlainTextEdit *>())
    {
        composer.resize(600, 300);
        composer.show();
        composer.activateWindow();
        if (!QTest::qWaitForWindowActive(&composer))
            qWarning("the window is not active");
        composer.takeFocus();
    }
    [[nodiscard]] MentionPopup *popup() const { return composer.findChild<MentionPopup *>(); }
};

Mention mention(Mention::Kind kind, const QString &id, const QString &title)
{
    return {.kind = kind, .id = id, .part = {}, .title = title, .detail = u"something"_s};
}

}  // namespace

class tst_Composer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void enterSendsAndShiftEnterBreaks()
    {
        Shown s;
        QSignalSpy sent(&s.composer, &Composer::sendRequested);
        QTest::keyClicks(s.field, u"one"_s);
        QTest::keyClick(s.field, Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClicks(s.field, u"two"_s);
        QCOMPARE(sent.size(), 0);
        QTest::keyClick(s.field, Qt::Key_Return);
        QCOMPARE(sent.value(0).value(0).toString(), u"one\ntwo"_s);
    }

    void theSettingSwapsThem()
    {
        Shown s;
        s.composer.setEnterSends(false);
        QSignalSpy sent(&s.composer, &Composer::sendRequested);
        QTest::keyClicks(s.field, u"one"_s);
        QTest::keyClick(s.field, Qt::Key_Return);
        QTest::keyClicks(s.field, u"two"_s);
        QCOMPARE(sent.size(), 0);
        QTest::keyClick(s.field, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(sent.value(0).value(0).toString(), u"one\ntwo"_s);
        QTest::keyClick(s.field, Qt::Key_Enter, Qt::ControlModifier);
        QCOMPARE(sent.size(), 2);
    }

    void anAtOffersAndTheKeyboardPicks()
    {
        Shown s;
        QSignalSpy typed(&s.composer, &Composer::mentionTyped);
        QSignalSpy picked(&s.composer, &Composer::mentioned);
        QSignalSpy sent(&s.composer, &Composer::sendRequested);
        QTest::keyClicks(s.field, u"mail a@b see @sh"_s);
        QCOMPARE(typed.size(), 3);  // "", "s", "sh": not that of an address
        QCOMPARE(typed.last().first().toString(), u"sh"_s);
        s.composer.offerMentions(u"s"_s, {mention(Mention::Kind::Chat, u"late"_s, u"too late"_s)});
        QVERIFY(s.popup()->isHidden());
        s.composer.offerMentions(
            u"sh"_s,
            {mention(Mention::Kind::Chat, u"1"_s, u"The  shop"_s), mention(Mention::Kind::Spec, u"2"_s, u"Shoes"_s)});
        QVERIFY(s.popup()->isVisible());
        QTest::keyClick(s.field, Qt::Key_Down);
        QTest::keyClick(s.field, Qt::Key_Return);
        QCOMPARE(picked.size(), 1);
        QCOMPARE(picked.first().first().value<Mention>().id, u"2"_s);
        QCOMPARE(s.composer.text(), u"mail a@b see @Shoes "_s);
        QVERIFY(s.popup()->isHidden());
        QCOMPARE(sent.size(), 0);
    }

    void escapeClosesTheOfferOnly()
    {
        Shown s;
        QSignalSpy stopped(&s.composer, &Composer::stopRequested);
        s.composer.setStreaming(true);
        QTest::keyClicks(s.field, u"@x"_s);
        s.composer.offerMentions(u"x"_s, {mention(Mention::Kind::Chat, u"1"_s, u"x"_s)});
        QTest::keyClick(s.field, Qt::Key_Escape);
        QVERIFY(s.popup()->isHidden());
        QCOMPARE(stopped.size(), 0);
        QTest::keyClick(s.field, Qt::Key_Escape);
        QCOMPARE(stopped.size(), 1);
    }

    void aFolderGoesOnToItsFiles()
    {
        Shown s;
        QSignalSpy typed(&s.composer, &Composer::mentionTyped);
        QSignalSpy picked(&s.composer, &Composer::mentioned);
        QTest::keyClicks(s.field, u"@/t"_s);
        s.composer.offerMentions(u"/t"_s, {mention(Mention::Kind::Folder, u"/tmp"_s, u"tmp/"_s)});
        QTest::keyClick(s.field, Qt::Key_Tab);
        QCOMPARE(s.composer.text(), u"@/tmp/"_s);
        QCOMPARE(typed.last().first().toString(), u"/tmp/"_s);
        QCOMPARE(picked.size(), 0);
    }

    void attachedFilesHaveAPreviewAndComeOff()
    {
        Shown s;
        QSignalSpy wanted(&s.composer, &Composer::previewWanted);
        QSignalSpy off(&s.composer, &Composer::detachRequested);
        store::ChatAttachment picture;
        picture.id = u"a"_s;
        picture.kind = u"image"_s;
        picture.name = u"cat & dog.png"_s;
        s.composer.setAttachments({picture});
        s.composer.setAttachments({picture});
        QCOMPARE(wanted.size(), 1);
        QPushButton *button = nullptr;
        for (auto *one : s.composer.findChildren<QPushButton *>())
            if (one->accessibleName() == "Take cat & dog.png off"_L1)
                button = one;
        QVERIFY(button);
        const qint64 before = button->icon().cacheKey();
        QImage image(32, 24, QImage::Format_RGB32);
        image.fill(Qt::red);
        s.composer.setPreview(u"a"_s, image, {});
        QVERIFY(button->icon().cacheKey() != before);
        button->click();
        QCOMPARE(off.value(0).value(0).toString(), u"a"_s);
    }
};

QTEST_MAIN(tst_Composer)
#include "tst_composer.moc"
