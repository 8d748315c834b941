// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/statustexts.h"

#include <QFile>
#include <QTest>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;
using usertext::Tone;

class tst_StatusTexts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyEntryHasWordsASentenceAndADrawing()
    {
        QList<StatusEntry> all {networkEntry(NetworkWatch::State::Online),
                                networkEntry(NetworkWatch::State::Proxy),
                                networkEntry(NetworkWatch::State::Offline),
                                buildsEntry(0, 0),
                                buildsEntry(2, 1),
                                costEntry({}, std::nullopt),
                                costEntry({}, Money {1}),
                                costEntry({9}, Money {10}),
                                costEntry({10}, Money {10})};
        for (const bool key : {false, true})
            for (const bool sandbox : {false, true})
                for (const QString &server : {QString(), u"127.0.0.1"_s}) {
                    const ProviderState state {
                        .keys = {key, key}, .server = server, .sandbox = sandbox, .dayLimit = {}};
                    all << modelEntry(state) << sandboxEntry(state);
                    if (key || !sandbox)
                        all << cloudEntry(state);
                }
        for (const StatusEntry &entry : std::as_const(all)) {
            QVERIFY(!entry.text.isEmpty() && !entry.detail.isEmpty());
            QVERIFY2(QFile::exists(QStringLiteral(BW_SOURCE_DIR "/resources/icons/%1.svg").arg(entry.icon)),
                     qPrintable(entry.icon));
            // Whatever is wrong leads to where it is mended.
            QVERIFY(entry.tone != Tone::Bad || !entry.action.isEmpty());
        }
    }
    void aKeyThatIsNotThereIsSaidAndLeadsToWhereItGoes()
    {
        const StatusEntry entry = modelEntry({});
        QCOMPARE(entry.tone, Tone::Waiting);
        QCOMPARE(entry.action, u"file.claude_key"_s);
        QVERIFY(cloudEntry({}).text.isEmpty());
        QVERIFY(!cloudEntry({.keys = {}, .server = {}, .sandbox = false, .dayLimit = {}}).text.isEmpty());
    }
    void theCostStandsBesideItsLimit()
    {
        const Money five {5 * Money::perDollar};
        QCOMPARE(costEntry({}, std::nullopt).tone, Tone::Quiet);
        QVERIFY(costEntry({}, five).text.contains(u"5"_s));
        QCOMPARE(costEntry({4 * Money::perDollar}, five).tone, Tone::Waiting);
        QCOMPARE(costEntry(five, five).tone, Tone::Bad);
        QCOMPARE(costEntry(five, five).icon, u"warning"_s);
    }
};

QTEST_GUILESS_MAIN(tst_StatusTexts)
#include "tst_statustexts.moc"
