// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chatcompare.h"

#include "chat/specpanel.h"
#include "models/chatspecs.h"
#include "models/openchat.h"
#include "pictures.h"
#include "specfixture.h"
#include "specs/comparedialog.h"
#include "specs/mergedialog.h"
#include "specs/specdiffview.h"
#include "store/chatstore.h"
#include "store/messagestore.h"
#include "waiting.h"
#include "windowfixture.h"

#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QRadioButton>
#include <QTextEdit>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

namespace
{

constexpr auto base = "A list of tasks for a small team.";

QByteArray text(const QByteArray &overview, const QByteArray &feature)
{
    return SpecFixture::spec({"Add a task", "Sort tasks by name", feature}).replace(base, overview);
}

/// A chat that wrote a specification, which a person changed, and wrote it again; the two do not go together.
struct Story {
    explicit Story(bool again)
    {
        spec = SpecFixture::make(f, u"Tasks"_s,
                                 {text(base, "Export the tasks"), text("My list of tasks.", "Export the tasks")});
        SystemClock clock;
        auto database = store::Database::open(f.data(), store::DataDirectory::Mode::Owner, clock);
        store::Chat made;
        made.title = u"Tasks"_s;
        chat = store::ChatStore(**database).create(made)->id;
        store::MessageStore messages(**database);
        (void)messages.append(message(store::MessageRole::User, u"begin"_s, 0, {}));
        (void)messages.append(
            message(store::MessageRole::Spec, QString::fromUtf8(text(base, "Export the tasks")), 1, written(1)));
        if (again)
            (void)messages.append(message(store::MessageRole::Spec,
                                          QString::fromUtf8(text("Their list of tasks.", "Export the tasks as CSV")), 1,
                                          written(0)));
    }
    [[nodiscard]] store::ChatSpec written(int version) const
    {
        store::ChatSpec made;
        made.tier = Tier::Simple;
        made.features = 3;
        made.spec = spec;
        made.specVersion = version;
        return made;
    }
    [[nodiscard]] store::ChatMessage message(store::MessageRole role, const QString &words, qint64 parent,
                                             const std::optional<store::ChatSpec> &of) const
    {
        store::ChatMessage made;
        made.chat = chat;
        made.role = role;
        made.parent = parent;
        made.text = words;
        made.spec = of;
        return made;
    }

    DesktopFixture f;
    SpecId spec;
    ChatId chat;
};

QPushButton *button(const QWidget &in, const QString &text)
{
    for (auto *found : in.findChildren<QPushButton *>())
        if (found->text() == text)
            return found;
    return nullptr;
}

}  // namespace

class tst_ChatCompare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereIsNothingToCompareAFirstOneWith()
    {
        Story story(false);
        WindowFixture w(story.f);
        OpenChat chat(*w.session);
        chat.open(story.chat);
        BW_TRY_COMPARE(chat.load(), OpenChat::Load::Ready);
        SpecPanel panel;
        panel.show(chat.view(), chat.specification(), false);
        QVERIFY(!hasEarlierSpec(chat.view(), *chat.specification()));
        QVERIFY(!waitsForMerge(*chat.specification()));
        QVERIFY(!button(panel, u"Co&mpare…"_s)->isEnabled());
        QVERIFY(!button(panel, u"Co&mpare…"_s)->toolTip().isEmpty());
        QVERIFY(!button(panel, u"Mer&ge…"_s)->isVisibleTo(&panel));
    }
    void theOneThatWaitsIsComparedWithMine()
    {
        Story story(true);
        WindowFixture w(story.f);
        OpenChat chat(*w.session);
        chat.open(story.chat);
        BW_TRY_COMPARE(chat.load(), OpenChat::Load::Ready);
        SpecPanel panel;
        panel.show(chat.view(), chat.specification(), false);
        panel.resize(420, 600);
        QVERIFY(button(panel, u"Co&mpare…"_s)->isEnabled());
        QVERIFY(button(panel, u"Mer&ge…"_s)->isVisibleTo(&panel));
        QVERIFY(takePictures(w.look, u"chat_waits"_s, panel));
        compareSpec(w.window->context(), chat, w.window.get());
        BW_TRY_VERIFY(w.window->findChild<CompareDialog *>());
        const auto *view = w.window->findChild<CompareDialog *>()->findChild<SpecDiffView *>();
        BW_TRY_VERIFY(view->isReady());
        const QString shown = view->findChild<QTextEdit *>()->toPlainText();
        QVERIFY2(shown.contains("Their"_L1) && shown.contains("My"_L1), qPrintable(shown));
        QVERIFY(takePictures(w.look, u"chat_compare"_s, *w.window->findChild<CompareDialog *>()));
    }
    void whatWasMergedIsTheNextVersionAndNothingWaitsAnyMore()
    {
        Story story(true);
        WindowFixture w(story.f);
        OpenChat chat(*w.session);
        chat.open(story.chat);
        BW_TRY_COMPARE(chat.load(), OpenChat::Load::Ready);
        mergeSpec(w.window->context(), chat, w.window.get());
        BW_TRY_VERIFY(w.window->findChild<MergeDialog *>());
        QPointer dialog = w.window->findChild<MergeDialog *>();
        BW_TRY_VERIFY(dialog->findChild<QListView *>()->model()->rowCount() > 0);
        // Putting it aside changes nothing.
        dialog->reject();
        BW_TRY_VERIFY(!dialog);
        QVERIFY(waitsForMerge(*chat.specification()));
        mergeSpec(w.window->context(), chat, w.window.get());
        BW_TRY_VERIFY(w.window->findChild<MergeDialog *>());
        dialog = w.window->findChild<MergeDialog *>();
        BW_TRY_VERIFY(dialog->findChild<QListView *>()->model()->rowCount() > 0);
        for (auto *choice : dialog->findChildren<QRadioButton *>())
            if (choice->text() == u"&Mine"_s)
                choice->click();
        button(*dialog, u"OK"_s)->click();
        BW_TRY_VERIFY(chat.specification()->spec->specVersion == 3);
        QVERIFY(!waitsForMerge(*chat.specification()));
        Result<store::SpecVersion> kept = fail(ErrorCode::NotFound);
        w.session->read(
            this, [&](engine::ReadSide &side) { return engine::SpecService(side.database()).version(story.spec); },
            [&kept](const Result<store::SpecVersion> &version) { kept = version; });
        BW_TRY_VERIFY(kept.has_value());
        QCOMPARE(kept->version, 3);
        QCOMPARE(kept->author, u"chat"_s);
        QVERIFY(kept->content.contains("My list of tasks."));
        QVERIFY(kept->content.contains("Export the tasks as CSV"));
    }
};

QTEST_MAIN(tst_ChatCompare)
#include "tst_chatcompare.moc"
