// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "usertext/amounttext.h"
#include "usertext/detailtext.h"
#include "usertext/language.h"
#include "usertext/usertext.h"

#include <QLocale>
#include <QTest>

using namespace bw;
using namespace bw::usertext;
using namespace Qt::StringLiterals;

namespace
{

QString verified(int features)
{
    return QCoreApplication::translate("bw::cli", "%1 of %n features verified", nullptr, features).arg(1);
}

}  // namespace

class tst_Language final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesWhatWasChosenElseTheFirstOfTheSystemThatThereIs_data()
    {
        QTest::addColumn<QString>("chosen");
        QTest::addColumn<QStringList>("system");
        QTest::addColumn<QString>("language");
        QTest::newRow("chosen") << u"de"_s << QStringList {u"en-US"_s} << u"de"_s;
        QTest::newRow("chosen, of a country") << u"en_GB"_s << QStringList {u"de-DE"_s} << u"en"_s;
        QTest::newRow("chosen, but unknown") << u"fr"_s << QStringList {u"de-DE"_s} << u"de"_s;
        QTest::newRow("German as in Austria") << QString() << QStringList {u"de-AT"_s, u"en-US"_s} << u"de"_s;
        QTest::newRow("the second") << QString() << QStringList {u"pt-BR"_s, u"de"_s, u"en"_s} << u"de"_s;
        QTest::newRow("the plain one") << QString() << QStringList {u"C"_s, u"de"_s} << u"en"_s;
        QTest::newRow("none that is known") << QString() << QStringList {u"pt-BR"_s} << u"en"_s;
        QTest::newRow("nothing") << QString() << QStringList() << u"en"_s;
    }
    void takesWhatWasChosenElseTheFirstOfTheSystemThatThereIs()
    {
        QFETCH(const QString, chosen);
        QFETCH(const QStringList, system);
        QTEST(languageFor(chosen, system), "language");
    }

    void englishKnowsOneFromMany()
    {
        installLanguage(u"en"_s);
        QCOMPARE(verified(1), u"1 of 1 feature verified"_s);
        QCOMPARE(verified(2), u"1 of 2 features verified"_s);
        QCOMPARE(stateText(BuildState::Running), u"running"_s);
        QCOMPARE(countText(1'234'567), u"1 234 567"_s);
        QCOMPARE(dollarText({.nano = 2'500'000'000}), u"$2.50"_s);
    }

    void germanHasItsOwnTextsFormsAndNumbers()
    {
        installLanguage(u"de"_s);
        QCOMPARE(verified(1), u"1 von 1 Funktion geprüft"_s);
        QCOMPARE(verified(2), u"1 von 2 Funktionen geprüft"_s);
        QCOMPARE(stateText(BuildState::Running), u"läuft"_s);
        QCOMPARE(countText(1'234'567), u"1.234.567"_s);
        QCOMPARE(dollarText({.nano = 2'500'000'000}), u"2,50\u00A0$"_s);
        QCOMPARE(QLocale().toString(QDate(2026, 3, 1), u"d. MMMM"_s), u"1. März"_s);
    }

    void anErrorIsInOneLanguage()
    {
        installLanguage(u"de"_s);
        const Error error {ErrorCode::InvalidArgument,
                           {},
                           {{u"what"_s, u"build.retries"_s}, {u"remedy"_s, u"a whole number from 0 to 20 is needed"_s}},
                           {}};
        QCOMPARE(errorText(error), u"Nicht gültig: build.retries. eine ganze Zahl von 0 bis 20 wird gebraucht"_s);
        const Error notThere {ErrorCode::NotFound, {}, {{u"kind"_s, u"build"_s}, {u"name"_s, u"chat"_s}}, {}};
        QCOMPARE(errorText(notThere), u"Nicht vorhanden: Build „chat“. Listen zeigen, was es gibt."_s);
    }

    void aDetailThatNobodyKnowsStaysAsItIs()
    {
        installLanguage(u"de"_s);
        QCOMPARE(detailText(u"one of a, b is needed"_s), u"möglich sind a, b"_s);
        QCOMPARE(detailText(u"0x3f"_s), u"0x3f"_s);
        QCOMPARE(detailText(QString()), QString());
    }
};

QTEST_GUILESS_MAIN(tst_Language)
#include "tst_language.moc"
