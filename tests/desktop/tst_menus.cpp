// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "shell/menus.h"

#include "account/settings.h"
#include "usertext/language.h"
#include "wholewindow.h"

#include <QAccessible>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QSignalSpy>
#include <QXmlStreamReader>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

namespace
{

void show(WholeWindow &shown)
{
    shown.session.open();
    shown.window->resize(1200, 800);
    shown.window->show();
}

// The letters that stand for more than one entry, with the entries; and so on down.
QStringList doubles(const QList<QAction *> &actions, const QString &where)
{
    QStringList found;
    QHash<QString, QString> taken;
    for (const QAction *action : actions) {
        if (action->isSeparator() || !action->isVisible())
            continue;
        const QString letter = QKeySequence::mnemonic(action->text()).toString();
        if (!letter.isEmpty() && taken.contains(letter))
            found << u"%1, %2: %3 and %4"_s.arg(where, letter, taken.value(letter), action->text());
        taken.insert(letter, action->text());
        if (action->menu() != nullptr)
            found << doubles(action->menu()->actions(), where + u", "_s + action->text());
    }
    return found;
}

QString bare(QString text) { return text.remove(u'&').trimmed(); }

// Texts of the sources that German has other words for, without their letters.
QSet<QString> english()
{
    QFile file(QStringLiteral(BW_SOURCE_DIR) + u"/translations/buildwright_de.ts"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QSet<QString> different, same;
    QXmlStreamReader reader(&file);
    QString source;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (reader.name() == "source"_L1)
            source = bare(reader.readElementText());
        else if (reader.name() == "translation"_L1)
            (bare(reader.readElementText(QXmlStreamReader::IncludeChildElements)) == source ? same : different)
                << source;
    }
    return different - same;
}

void walk(QAccessibleInterface *item, const std::function<void(const QString &)> &visit)
{
    if (item == nullptr)
        return;
    for (const QAccessible::Text kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value})
        visit(item->text(kind));
    for (int i = 0; i < item->childCount(); ++i)
        walk(item->child(i), visit);
}

QStringList englishOf(QWidget &window, const QSet<QString> &known)
{
    QStringList found;
    const auto visit = [&](const QString &text) {
        if (known.contains(bare(text)))
            found << text;
    };
    walk(QAccessible::queryAccessibleInterface(&window), visit);
    for (const QAction *action : window.findChildren<QAction *>())
        visit(action->text());
    for (const QWidget *widget : window.findChildren<QWidget *>())
        visit(widget->toolTip());
    found.removeDuplicates();
    return found;
}

}  // namespace

class tst_Menus final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void noLetterStandsForTwoEntriesOfAMenu_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << u"en"_s;
        QTest::newRow("German") << u"de"_s;
    }
    void noLetterStandsForTwoEntriesOfAMenu()
    {
        QFETCH(const QString, language);
        usertext::installLanguage(language);
        DesktopFixture directory;
        WholeWindow shown(directory);
        show(shown);
        for (const QString &page : {u"builds"_s, u"specs"_s, u"chat"_s})
            QVERIFY(shown.window->goTo(page, {}));
        // Pages bring actions of their own, and the menus follow.
        BW_TRY_VERIFY(shown.window->menuBar()->actions().size() >= 5);
        const auto actions = shown.window->menuBar()->actions();
        QCOMPARE(actions.first()->text(), language == "de"_L1 ? u"&Datei"_s : u"&File"_s);
        const QStringList found = doubles(actions, u"menus"_s);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }

    void noPageHasAnEnglishTextInGerman()
    {
        const QSet<QString> known = english();
        QVERIFY(known.size() > 500);
        usertext::installLanguage(u"de"_s);
        DesktopFixture directory;
        QVERIFY(directory.write(DesktopFixture::build(u"b1"_s, u"Anton"_s, BuildState::Completed)
                                + DesktopFixture::build(u"b2"_s, u"Berta"_s, BuildState::Paused)));
        WholeWindow shown(directory);
        show(shown);
        for (const QString &page : {u"builds"_s, u"specs"_s, u"chat"_s}) {
            QVERIFY(shown.window->goTo(page, {}));
            BW_TRY_VERIFY(shown.window->menuBar()->actions().size() >= 5);
            QCoreApplication::processEvents();
            const QStringList found = englishOf(*shown.window, known);
            QVERIFY2(found.isEmpty(), qPrintable(page + u": "_s + found.join(u'\n')));
        }
        // And the other way round: what looks for English finds it.
        QLabel label(u"No build fits the filter."_s);
        QCOMPARE(englishOf(label, known), QStringList {label.text()});
    }

    void aLanguageIsChosenForTheNextStart()
    {
        usertext::installLanguage(u"en"_s);
        DesktopFixture directory;
        WholeWindow shown(directory);
        QVERIFY(shown.window->actions().action(u"view.language_system"_s)->isChecked());
        QSignalSpy said(&shown.window->notices(), &Notices::toast);
        shown.window->actions().action(u"view.language_de"_s)->trigger();
        QCOMPARE(account::Settings::load().ui().language, u"de"_s);
        QCOMPARE(said.size(), 1);
        QVERIFY(said.first().first().toString().contains(u"started again"_s));

        WholeWindow later(directory);
        QVERIFY(later.window->actions().action(u"view.language_de"_s)->isChecked());
        later.window->actions().action(u"view.language_system"_s)->trigger();
        QCOMPARE(account::Settings::load().ui().language, QString());
        QCOMPARE(account::Settings::load().origin(u"ui.language"_s), u"default"_s);
    }

    void actionsWithinAMenuAreFoundByTheirWholeName()
    {
        usertext::installLanguage(u"en"_s);
        DesktopFixture directory;
        WholeWindow shown(directory);
        for (const Actions::Entry &entry : shown.window->actions().all())
            if (entry.id == "view.language_de"_L1)
                QCOMPARE(Actions::wholeText(entry), u"View: Language: Deutsch"_s);
    }
};

QTEST_MAIN(tst_Menus)
#include "tst_menus.moc"
