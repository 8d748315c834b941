// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "chat/chatpage.h"

#include "chat/chatactions.h"
#include "chat/mentionpopup.h"
#include "models/jsonstate.h"
#include "shell/actions.h"
#include "shell/mainwindow.h"
#include "start/startactions.h"
#include "store/chatstore.h"
#include "store/messagestore.h"
#include "transcript/transcriptmodel.h"
#include "transcript/transcriptview.h"
#include "widgets/look.h"
#include "widgets/toast.h"

#include "desktopfixture.h"

#include <QAccessible>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

namespace
{

/// The window with its chat page, over a directory with three chats; the last of them is the newest.
class Shown final
{
public:
    Shown()
        : memory(directory.path(u"state/desktop.json"_s))
        , shortcuts(directory.path(u"config/shortcuts.json"_s))
    {
        fill();
        session = directory.session();
        pages.add(chatPageEntry());
        window = std::make_unique<MainWindow>(
            WindowParts {.session = *session, .look = look, .memory = memory, .shortcuts = shortcuts, .pages = pages});
        addStartActions(window->context(), window.get());
        addChatActions(*window);
        window->show();
        page = qobject_cast<ChatPage *>(window->page(u"chat"_s));
        view = window->findChild<TranscriptView *>();
        for (auto *one : window->findChildren<QListView *>())
            if (one->accessibleName() == "Chats"_L1)
                list = one;
        for (auto *one : window->findChildren<QPlainTextEdit *>())
            if (one->accessibleName() == "Message"_L1)
                field = one;
    }
    [[nodiscard]] QPushButton *button(const QString &text) const
    {
        for (auto *one : window->findChildren<QPushButton *>())
            if (one->isVisible() && one->text().remove(u'&') == text)
                return one;
        return nullptr;
    }
    [[nodiscard]] int rows() const { return list->model()->rowCount(); }
    bool open(const ChatId &chat)
    {
        page->goTo(chat.value);
        return QTest::qWaitFor([this] { return view->model()->rowCount() > 0; }, 5000);
    }

    DesktopFixture directory;
    Look look;
    JsonState memory, shortcuts;
    PageRegistry pages;
    QList<ChatId> chats;
    std::unique_ptr<DataSession> session;
    std::unique_ptr<MainWindow> window;
    ChatPage *page = nullptr;
    TranscriptView *view = nullptr;
    QListView *list = nullptr;
    QPlainTextEdit *field = nullptr;

private:
    void fill()
    {
        SystemClock clock;
        auto database = store::Database::open(directory.data(), store::DataDirectory::Mode::Owner, clock);
        if (!database)
            qFatal("no data directory");
        store::MessageStore messages(**database);
        for (const QString &title : {u"Bicycles"_s, u"Boats"_s, u"Books"_s}) {
            store::Chat chat;
            chat.title = title;
            const auto made = store::ChatStore(**database).create(chat);
            if (!made)
                qFatal("no chat");
            chats << made->id;
            qint64 parent = 0;
            for (int i = 0; i < 40; ++i) {
                store::ChatMessage message;
                message.chat = made->id;
                message.parent = parent;
                message.role = i % 2 == 0 ? store::MessageRole::User : store::MessageRole::Assistant;
                message.text = u"%1 of %2, with a zebra%1"_s.arg(i).arg(title);
                parent = messages.append(message).value_or(store::ChatMessage()).seq;
            }
        }
    }
};

}  // namespace

class tst_ChatPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDeletedChatComesBack()
    {
        Shown s;
        BW_TRY_COMPARE(s.rows(), 3);
        QVERIFY(s.open(s.chats.at(1)));
        BW_TRY_COMPARE(s.list->currentIndex().data().toString(), u"Boats"_s);
        QTest::keyClick(s.list, Qt::Key_Delete);
        BW_TRY_COMPARE(s.rows(), 2);
        auto *toast = s.window->findChild<Toast *>();
        BW_TRY_VERIFY(toast->isVisible());
        // What is shown did not jump to another chat, and says how to get it back.
        BW_TRY_VERIFY(s.button(u"Take It Back"_s));
        QCOMPARE(s.page->place(), s.chats.at(1).value);
        QVERIFY(s.button(u"Undo"_s));
        s.button(u"Undo"_s)->click();
        BW_TRY_COMPARE(s.rows(), 3);
        BW_TRY_COMPARE(s.view->model()->rowCount(), 40);
        // The same by the keyboard alone, and from where the chat was.
        QTest::keyClick(s.list, Qt::Key_Delete);
        BW_TRY_VERIFY(s.window->actions().action(u"edit.take_back"_s)->isEnabled());
        s.window->actions().action(u"edit.take_back"_s)->trigger();
        BW_TRY_COMPARE(s.rows(), 3);
        QVERIFY(!s.window->actions().action(u"edit.take_back"_s)->isEnabled());
        QTest::keyClick(s.list, Qt::Key_Delete);
        BW_TRY_VERIFY(s.button(u"Take It Back"_s));
        s.button(u"Take It Back"_s)->click();
        BW_TRY_COMPARE(s.rows(), 3);
    }

    void theChatThatIsOpenStaysOpenWhenTheListMoves()
    {
        Shown s;
        BW_TRY_COMPARE(s.rows(), 3);
        QVERIFY(s.open(s.chats.at(0)));
        engine::ChatAction rename;
        rename.kind = engine::ChatAction::Kind::Rename;
        rename.text = u"Zeppelins"_s;
        s.session->act(
            this,
            [chat = s.chats.at(0), rename](api::ActingSide &side, std::stop_token stop) {
                return side.chats().act(chat, rename, stop);
            },
            [](const Result<engine::ChatOutcome> &) {});
        BW_TRY_COMPARE(s.list->currentIndex().data().toString(), u"Zeppelins"_s);
        QCOMPARE(s.page->place(), s.chats.at(0).value);
    }

    void aFoundMessageIsShown()
    {
        Shown s;
        BW_TRY_COMPARE(s.rows(), 3);
        QVERIFY(s.open(s.chats.at(2)));
        QVERIFY(s.page->find());
        auto *search = qobject_cast<QLineEdit *>(s.window->focusWidget());
        QVERIFY(search);
        search->setText(u"zebra12 boats"_s);
        BW_TRY_COMPARE(s.rows(), 1);
        QVERIFY(s.list->model()->index(0, 0).data(ChatListModel::SeqRole).toLongLong() > 0);
        s.list->setCurrentIndex(s.list->model()->index(0, 0));
        BW_TRY_COMPARE(s.page->place(), s.chats.at(1).value);
        BW_TRY_COMPARE(s.view->currentRow(), 12);
        QVERIFY(s.view->viewport()->rect().intersects(
            QRect(s.view->viewport()->mapFromGlobal(s.view->rectOf(12).topLeft()), s.view->rectOf(12).size())));
    }

    void toTheEndSaysWhenSomethingCame()
    {
        Shown s;
        QVERIFY(s.open(s.chats.at(0)));
        QVERIFY(!s.button(u"To the End"_s));
        s.view->showMessage(2);
        BW_TRY_VERIFY(s.button(u"To the End"_s));
        TranscriptItem more;
        more.key = 9000;
        QList<TranscriptItem> items;
        for (int i = 0; i < s.view->model()->rowCount(); ++i)
            items << s.view->model()->item(i);
        s.view->model()->setItems(items << more);
        QPushButton *end = s.button(u"New text below: to the end"_s);
        QVERIFY(end);
        end->click();
        QVERIFY(s.view->isFollowing());
        QVERIFY(!end->isVisible());
    }

    void whatIsPointedAtGoesWithTheMessage()
    {
        Shown s;
        QVERIFY(s.open(s.chats.at(0)));
        s.field->setFocus();
        QTest::keyClicks(s.field, u"like @boa"_s);
        auto *popup = s.window->findChild<MentionPopup *>();
        QVERIFY(popup);
        BW_TRY_VERIFY(popup->isVisible());
        QTest::keyClick(s.field, Qt::Key_Return);
        QCOMPARE(s.field->toPlainText(), u"like @Boats "_s);
        const auto strip = [&s] {
            for (auto *one : s.window->findChildren<QPushButton *>())
                if (one->accessibleName() == "Take Boats (chat).md off"_L1)
                    return true;
            return false;
        };
        BW_TRY_VERIFY(strip());
    }

    void withoutAKeyItSaysWhatIsMissing()
    {
        Shown s;
        QVERIFY(s.open(s.chats.at(0)));
        s.field->setFocus();
        QTest::keyClicks(s.field, u"and trains"_s);
        QTest::keyClick(s.field, Qt::Key_Return);
        BW_TRY_VERIFY(s.button(u"Use Claude…"_s));
        QVERIFY(s.button(u"Use a Local Server…"_s));
        QCOMPARE(s.field->toPlainText(), u"and trains"_s);
        // Reading and searching go on.
        QVERIFY(s.open(s.chats.at(1)));
        BW_TRY_VERIFY(!s.button(u"Use Claude…"_s));
    }

    void modelEffortAndTokensAreChosenOnThePage()
    {
        Shown s;
        QVERIFY(s.open(s.chats.at(0)));
        BW_TRY_VERIFY(s.button(u"Default model"_s));
        s.button(u"Default model"_s)->click();
        auto *dialog = s.window->findChild<QDialog *>();
        QVERIFY(dialog && dialog->windowTitle() == "Model of This Chat"_L1);
        const auto combos = dialog->findChildren<QComboBox *>();
        combos.at(0)->setCurrentText(u"claude-opus-5-5"_s);
        QVERIFY(combos.at(1)->findData(u"high"_s) > 0);
        combos.at(1)->setCurrentIndex(combos.at(1)->findData(u"high"_s));
        dialog->findChild<QSpinBox *>()->setValue(5000);
        dialog->accept();
        BW_TRY_VERIFY(s.button(u"claude-opus-5-5"_s));
        store::Chat kept;
        s.session->read(
            this,
            [chat = s.chats.at(0)](engine::ReadSide &side) { return store::ChatStore(side.database()).get(chat); },
            [&kept](const Result<store::Chat> &chat) { kept = chat.value_or(store::Chat()); });
        BW_TRY_COMPARE(kept.model, u"claude-opus-5-5"_s);
        QCOMPARE(kept.effort, u"high"_s);
        QCOMPARE(kept.tokenLimit, 5000);
    }

    void everythingHasAName()
    {
        Shown s;
        QVERIFY(s.open(s.chats.at(0)));
        QStringList nameless;
        walk(QAccessible::queryAccessibleInterface(s.page), nameless);
        QCOMPARE(nameless, QStringList());
    }

private:
    static void walk(QAccessibleInterface *item, QStringList &nameless)
    {
        if (!item || item->state().invisible)
            return;
        static const QList<QAccessible::Role> needed {
            QAccessible::Button, QAccessible::ButtonMenu, QAccessible::ComboBox, QAccessible::EditableText,
            QAccessible::List,   QAccessible::ListItem,   QAccessible::Link,     QAccessible::SpinBox};
        const QObject *object = item->object();
        const bool ofAField =
            object && (object->inherits("QLineEditIconButton") || object->objectName().startsWith("qt_"_L1));
        if (needed.contains(item->role()) && !ofAField && item->text(QAccessible::Name).trimmed().isEmpty())
            nameless << u"%1 %2"_s.arg(static_cast<int>(item->role()))
                            .arg(QLatin1StringView(object ? object->metaObject()->className() : "?"));
        for (int i = 0; i < item->childCount(); ++i)
            walk(item->child(i), nameless);
    }
};

QTEST_MAIN(tst_ChatPage)
#include "tst_chatpage.moc"
