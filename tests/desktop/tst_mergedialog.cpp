// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/mergedialog.h"

#include "../spec/specmaker.h"
#include "pictures.h"
#include "specfixture.h"
#include "waiting.h"
#include "windowfixture.h"

#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSet>

using namespace bw;
using namespace bw::desktop;
using namespace bwtest;
using namespace Qt::StringLiterals;

namespace
{

/// The dialog as a person has it before them.
class Hands final
{
public:
    explicit Hands(MergeDialog &dialog)
        : m_dialog(dialog)
    {
    }
    [[nodiscard]] QPushButton *button(const QString &text) const
    {
        for (auto *found : m_dialog.findChildren<QPushButton *>())
            if (found->text() == text)
                return found;
        return nullptr;
    }
    [[nodiscard]] QRadioButton *choice(const QString &text) const
    {
        for (auto *found : m_dialog.findChildren<QRadioButton *>())
            if (found->text() == text)
                return found;
        return nullptr;
    }
    [[nodiscard]] QListView *list() const { return m_dialog.findChild<QListView *>(); }
    [[nodiscard]] int conflicts() const
    {
        int found = 0;
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            found += list()->model()->index(row, 0).data(MergeModel::ConflictRole).toInt() >= 0;
        return found;
    }
    void go(int row) const { list()->setCurrentIndex(list()->model()->index(row, 0)); }
    [[nodiscard]] bool ready() const { return m_dialog.findChild<QListView *>()->isVisibleTo(&m_dialog); }
    [[nodiscard]] bool says(const QString &part) const
    {
        for (const auto *label : m_dialog.findChildren<QLabel *>())
            if (label->isVisibleTo(&m_dialog) && label->text().contains(part))
                return true;
        return false;
    }

private:
    MergeDialog &m_dialog;
};

/// Some lines changed and added, each with a word that stands nowhere else; what was added is told.
QByteArray edited(const QByteArray &text, SpecMaker &maker, const QByteArray &who, QSet<QByteArray> &tokens)
{
    QList<QByteArray> lines = text.split('\n');
    for (int edits = 3 + maker.below(8); edits > 0; --edits) {
        const int at = maker.below(static_cast<int>(lines.size()));
        const QByteArray token = who + QByteArray::number(tokens.size());
        tokens.insert(token);
        if (maker.below(3) == 0)
            lines.insert(at, "- " + token + " is a feature");
        else
            lines[at] = token + ' ' + lines.at(at).trimmed();
    }
    const QByteArray made = lines.join('\n');
    // A line that was changed twice still holds both; one that a later edit took is none.
    tokens.removeIf([&made](const QByteArray &token) { return !made.contains(token + ' '); });
    return made;
}

}  // namespace

class tst_MergeDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_fixture = std::make_unique<DesktopFixture>();
        m_window = std::make_unique<WindowFixture>(*m_fixture);
    }
    void cleanupTestCase()
    {
        m_window.reset();
        m_fixture.reset();
    }

    void okIsThereWhenEveryConflictIsChosen()
    {
        MergeDialog dialog(m_window->window->context(), u"a\nb\nc\n"_s, u"A1\nb\nC1\n"_s, u"A2\nb\nC2\nd\n"_s, nullptr);
        dialog.show();
        const Hands hands(dialog);
        BW_TRY_VERIFY(hands.ready());
        QCOMPARE(hands.conflicts(), 2);
        QVERIFY(!hands.button(u"OK"_s)->isEnabled());
        QVERIFY(hands.says(u"2 conflict(s) still to be chosen"_s));
        QVERIFY(dialog.merged().isEmpty());
        hands.choice(u"&Theirs"_s)->click();
        QVERIFY(hands.says(u"1 conflict(s) still to be chosen"_s));
        QTest::keyClick(&dialog, Qt::Key_F7);
        QCOMPARE(hands.list()->currentIndex().row(), 1);
        QVERIFY(!hands.choice(u"&Theirs"_s)->isChecked() && !hands.choice(u"&Mine"_s)->isChecked());
        hands.choice(u"&Mine"_s)->click();
        QVERIFY(hands.button(u"OK"_s)->isEnabled());
        QVERIFY(dialog.findChild<QPlainTextEdit *>()->toPlainText().contains("C1"_L1));
        hands.go(0);
        QVERIFY(hands.choice(u"&Theirs"_s)->isChecked());
        QTest::keyClick(hands.choice(u"&Theirs"_s), Qt::Key_Return);
        QCOMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
        QVERIFY(dialog.merged().startsWith("A2\nb\nC1\n"_L1));
    }
    void whatMergedByItselfIsListed()
    {
        const QString base =
            QString::fromUtf8(SpecFixture::spec({"Add a task", "Sort tasks by name", "Export the tasks"}));
        QString mine = base, theirs = base;
        mine.replace("Add a task"_L1, "Add a task with a key"_L1);
        theirs.replace("- Export the tasks"_L1, "- Export the tasks as CSV"_L1);
        MergeDialog dialog(m_window->window->context(), base, mine, theirs, nullptr);
        dialog.show();
        const Hands hands(dialog);
        BW_TRY_VERIFY(hands.ready());
        QCOMPARE(hands.conflicts(), 0);
        QCOMPARE(hands.list()->model()->rowCount(), 2);
        QVERIFY(hands.button(u"OK"_s)->isEnabled());
        QVERIFY(dialog.merged().contains("Add a task with a key"_L1));
        QVERIFY(dialog.merged().contains("Export the tasks as CSV"_L1));
        QVERIFY(hands.says(u"go together"_s));
    }
    void itIsSeenInEveryLook()
    {
        const QString base = QString::fromUtf8(
            SpecFixture::spec({"Add a task", "Sort tasks by name", "Export the tasks", "Show the tasks of a day"}));
        QString mine = base, theirs = base;
        mine.replace("Sort tasks by name"_L1, "Sort tasks by their name, or by date"_L1)
            .replace("Add a task"_L1, "Add a task with one key"_L1)
            .replace("small team"_L1, "team of ten"_L1);
        theirs.replace("Sort tasks by name"_L1, "Sort tasks by name and owner"_L1)
            .replace("of a day"_L1, "of a week"_L1)
            .replace("small team"_L1, "team"_L1);
        MergeDialog dialog(m_window->window->context(), base, mine, theirs, nullptr);
        dialog.show();
        const Hands hands(dialog);
        BW_TRY_VERIFY(hands.ready());
        QCOMPARE(hands.conflicts(), 2);
        QVERIFY(takePictures(m_window->look, u"merge_open"_s, dialog));
        hands.choice(u"&Both, mine first"_s)->click();
        hands.go(1);
        hands.choice(u"&Mine"_s)->click();
        QVERIFY(takePictures(m_window->look, u"merge_chosen"_s, dialog));
        hands.go(2);
        QVERIFY(takePictures(m_window->look, u"merge_taken"_s, dialog));
    }
    void cancelKeepsEverything()
    {
        MergeDialog dialog(m_window->window->context(), u"a\n"_s, u"b\n"_s, u"c\n"_s, nullptr);
        dialog.show();
        const Hands hands(dialog);
        BW_TRY_VERIFY(hands.ready());
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QCOMPARE(dialog.result(), static_cast<int>(QDialog::Rejected));
        QVERIFY(dialog.merged().isEmpty());
    }
    void noHandEditIsLostThroughTheChoices()
    {
        int conflicts = 0, clean = 0, theirsTaken = 0;
        for (quint32 seed = 0; seed < 80; ++seed) {
            SpecMaker maker(seed);
            const QByteArray base = maker.make();
            QSet<QByteArray> mineTokens, theirTokens;
            const QByteArray mine = edited(base, maker, "mineword", mineTokens);
            const QByteArray theirs = edited(base, maker, "theirword", theirTokens);
            MergeDialog dialog(m_window->window->context(), QString::fromUtf8(base), QString::fromUtf8(mine),
                               QString::fromUtf8(theirs), nullptr);
            dialog.show();
            const Hands hands(dialog);
            BW_TRY_VERIFY(hands.ready());
            QSet<QByteArray> given;
            const auto *model = qobject_cast<MergeModel *>(hands.list()->model());
            QVERIFY(model);
            for (int i = 0; i < hands.conflicts(); ++i) {
                ++conflicts;
                QVERIFY(!hands.button(u"OK"_s)->isEnabled());
                hands.go(i);
                const int way = maker.below(3);
                QRadioButton *both = hands.choice(u"&Both, mine first"_s);
                if (way == 0) {
                    ++theirsTaken;
                    hands.choice(u"&Theirs"_s)->click();
                    for (const QByteArray &token : std::as_const(mineTokens))
                        if (model->conflict(i).mine.contains(token + ' '))
                            given.insert(token);
                } else if (way == 1 && both->isEnabled()) {
                    both->click();
                } else {
                    hands.choice(u"&Mine"_s)->click();
                }
            }
            clean += hands.conflicts() == 0;
            QVERIFY(hands.button(u"OK"_s)->isEnabled());
            hands.button(u"OK"_s)->click();
            const QByteArray merged = dialog.merged().toUtf8();
            for (const QByteArray &token : std::as_const(mineTokens))
                QVERIFY2(merged.contains(token + ' ') || given.contains(token),
                         qPrintable(u"seed %1: %2 is lost"_s.arg(seed).arg(QString::fromUtf8(token))));
        }
        qInfo() << conflicts << "conflicts," << theirsTaken << "given to the other side," << clean << "without any";
        QVERIFY(conflicts > 20 && theirsTaken > 5 && clean > 5);
    }

private:
    std::unique_ptr<DesktopFixture> m_fixture;
    std::unique_ptr<WindowFixture> m_window;
};

QTEST_MAIN(tst_MergeDialog)
#include "tst_mergedialog.moc"
