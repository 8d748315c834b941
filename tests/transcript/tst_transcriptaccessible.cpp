// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/transcriptaccessible.h"

#include "transcript/transcriptmodel.h"
#include "transcript/transcriptview.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using namespace bw::desktop;
using namespace Qt::StringLiterals;

/// What a screen reader is given of a conversation.
class tst_TranscriptAccessible final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_view.resize(700, 500);
        TextLook look;
        look.body = QFont(u"DejaVu Sans"_s, 10);
        look.mono = QFont(u"DejaVu Sans Mono"_s, 10);
        m_view.setLook(look);
        m_view.setModel(&m_model);
        m_view.setAccessibleName(u"Conversation"_s);
        m_view.show();
        TranscriptItem question;
        question.key = 7;
        question.title = u"You"_s;
        question.details = u"just now"_s;
        question.text = u"A list, please"_s;
        TranscriptItem answer;
        answer.key = 9;
        answer.role = TranscriptItem::Role::Model;
        answer.title = u"Claude"_s;
        answer.text = u"# Plan\n\nSee [the guide](https://example.org).\n\n```js\nlet a;\n```\n"_s;
        answer.problem = u"It was interrupted."_s;
        m_model.setItems({question, answer});
        m_view.viewport()->grab();
    }

    void messagesAreItemsOfAList()
    {
        QAccessibleInterface *list = tree();
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->text(QAccessible::Name), u"Conversation"_s);
        QCOMPARE(list->childCount(), 2);
        QAccessibleInterface *question = list->child(0);
        QCOMPARE(question->role(), QAccessible::ListItem);
        QCOMPARE(question->text(QAccessible::Name), u"You, just now"_s);
        QCOMPARE(question->text(QAccessible::Value), u"A list, please"_s);
        QCOMPARE(question->parent(), list);
        QCOMPARE(list->indexOfChild(list->child(1)), 1);
        QCOMPARE(list->child(0), question);
        QVERIFY(!question->rect().isEmpty());
        const QPoint inside = question->rect().center();
        QCOMPARE(list->childAt(inside.x(), inside.y()), question);
    }

    void textLinksAndCodeAreReachable()
    {
        QAccessibleInterface *answer = tree()->child(1);
        QStringList seen;
        for (int i = 0; i < answer->childCount(); ++i) {
            QAccessibleInterface *part = answer->child(i);
            QVERIFY(part->isValid());
            QCOMPARE(part->parent(), answer);
            QCOMPARE(answer->indexOfChild(part), i);
            seen << u"%1|%2|%3"_s.arg(static_cast<int>(part->role()))
                        .arg(part->text(QAccessible::Name), part->text(QAccessible::Value));
        }
        const auto line = [](QAccessible::Role role, const QString &rest) {
            return QString::number(static_cast<int>(role)) + u'|' + rest;
        };
        QCOMPARE(
            seen,
            QStringList({line(QAccessible::Heading, u"Plan|"_s), line(QAccessible::Paragraph, u"See the guide.|"_s),
                         line(QAccessible::Link, u"the guide|https://example.org"_s),
                         line(QAccessible::Section, u"Code, js|let a;"_s), line(QAccessible::Button, u"Copy code|"_s),
                         line(QAccessible::Paragraph, u"It was interrupted.|"_s)}));
    }

    void linksAndButtonsCanBePressed()
    {
        QAccessibleInterface *answer = tree()->child(1);
        QSignalSpy links(&m_view, &TranscriptView::linkActivated);
        QVERIFY(answer->child(1)->actionInterface() == nullptr);
        QAccessibleActionInterface *link = answer->child(2)->actionInterface();
        QVERIFY(link && link->actionNames().contains(QAccessibleActionInterface::pressAction()));
        link->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(links.value(0).value(0).toString(), u"https://example.org"_s);
        answer->child(4)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(QGuiApplication::clipboard()->text(), u"let a;"_s);
    }

    void theFocusIsWhereTheKeyboardIs()
    {
        m_view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_view));
        m_view.setFocus(Qt::TabFocusReason);
        QCOMPARE(tree()->focusChild(), tree()->child(1));
        QVERIFY(tree()->child(1)->state().focused);
        QTest::keyClick(&m_view, Qt::Key_Tab);
        QCOMPARE(tree()->focusChild(), tree()->child(1)->child(2));
        QTest::keyClick(&m_view, Qt::Key_Up);
        QCOMPARE(tree()->focusChild(), tree()->child(0));
    }

    void whatIsGoneIsInvalid()
    {
        QAccessibleInterface *answer = tree()->child(1);
        QAccessibleInterface *copy = answer->child(4);
        TranscriptItem left = m_model.item(0);
        m_model.setItems({left});
        QVERIFY(!answer->isValid());
        QVERIFY(!copy->isValid());
        QCOMPARE(answer->childCount(), 0);
        QCOMPARE(tree()->childCount(), 1);
    }

private:
    QAccessibleInterface *tree() { return QAccessible::queryAccessibleInterface(&m_view); }

    TranscriptModel m_model;
    TranscriptView m_view;
};

QTEST_MAIN(tst_TranscriptAccessible)
#include "tst_transcriptaccessible.moc"
