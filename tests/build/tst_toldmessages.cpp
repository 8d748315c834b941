// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/toldmessages.h"

#include "store/eventstore.h"
#include "store/storefixture.h"

using namespace bw;
using namespace bwtest;
using namespace Qt::StringLiterals;

class tst_ToldMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store = std::make_unique<StoreFixture>();
        QVERIFY(m_store->open());
    }

    void nothingWasTold() { QVERIFY(unheard().isEmpty()); }

    void whatWasToldWaitsInOrder()
    {
        tell("m1", "one");
        tell("m2", "two");
        QCOMPARE(unheard(), (QStringList {u"m1: one"_s, u"m2: two"_s}));
    }

    void whatASessionHeardToItsEndIsHeard_data()
    {
        QTest::addColumn<QByteArray>("outcome");
        QTest::addColumn<bool>("heard");
        for (const char *outcome : {"done", "turn_limit", "stuck", "context_full"})
            QTest::newRow(outcome) << QByteArray(outcome) << true;
        for (const char *outcome : {"cancelled", "sandbox_lost", "budget_exceeded", "asked", "unauthorized"})
            QTest::newRow(outcome) << QByteArray(outcome) << false;
    }
    void whatASessionHeardToItsEndIsHeard()
    {
        QFETCH(QByteArray, outcome);
        QFETCH(bool, heard);
        tell("m1", "one");
        hear("m1", "s1");
        // While it works, it knows what it heard; after a crash nobody does.
        QCOMPARE(unheard().size(), 1);
        add(EventType::SessionEnded, Json {{"session", "s1"}, {"outcome", outcome.toStdString()}, {"turns", 1}});
        QCOMPARE(unheard().isEmpty(), heard);
        tell("m2", "two");
        QCOMPARE(unheard().last(), u"m2: two"_s);
    }

    void whatWasHeardAgainAfterACrashIsHeard()
    {
        tell("m1", "one");
        hear("m1", "s1");
        hear("m1", "s2");
        add(EventType::SessionEnded, Json {{"session", "s2"}, {"outcome", "done"}, {"turns", 1}});
        QVERIFY(unheard().isEmpty());
    }

    void manyMessagesAreAllFound()
    {
        for (int i = 0; i < 2'100; ++i)
            add(EventType::MessageTold, Json {{"message", std::to_string(i)}, {"text", "x"}, {"user", "u"}});
        QCOMPARE(unheard().size(), 2'100);
    }

private:
    void add(EventType type, Json payload)
    {
        store::EventLog log = m_store->log();
        QVERIFY(log.append(m_build, NewEvent {type, std::move(payload)}));
    }
    void tell(const char *id, const char *text)
    {
        add(EventType::MessageTold, Json {{"message", id}, {"text", text}, {"user", "u"}});
    }
    void hear(const char *id, const char *session)
    {
        add(EventType::MessageHeard, Json {{"message", id}, {"session", session}});
    }
    QStringList unheard()
    {
        (void)m_store->log().flush();
        const auto found = build::loadUnheard(store::EventStore(*m_store->database), m_build);
        QStringList shown;
        for (const agent::PersonMessage &message : found.value_or(QList<agent::PersonMessage> {{u"failed"_s, {}}}))
            shown.append(message.id + u": "_s + message.text);
        return shown;
    }

    std::unique_ptr<StoreFixture> m_store;
    BuildId m_build = buildId("build1");
};

QTEST_GUILESS_MAIN(tst_ToldMessages)
#include "tst_toldmessages.moc"
