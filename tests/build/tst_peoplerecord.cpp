// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/peoplerecord.h"

#include <QtTest>

using namespace bw;
using namespace bw::build;
using namespace Qt::StringLiterals;

class TestPeopleRecord : public QObject
{
    Q_OBJECT

private:
    static QList<Event> events(const QList<std::pair<EventType, Json>> &given)
    {
        QList<Event> list;
        for (const auto &[type, payload] : given)
            list.append(Event {.build = {u"b"_s}, .seq = list.size() + 1, .type = toKey(type), .payload = payload});
        return list;
    }

private Q_SLOTS:
    void anOpenGateIsTheOneWithoutAnAnswer()
    {
        auto record = peopleRecordOf(events({{EventType::GateOpened, {{"gate", "design-1"}, {"kind", "design"}}}}));
        QVERIFY(record.openGate());
        QCOMPARE(record.openGate()->gate, u"design-1"_s);
        record = peopleRecordOf(events({{EventType::GateOpened, {{"gate", "design-1"}, {"kind", "design"}}},
                                        {EventType::GateAnswered, {{"gate", "design-1"}, {"answer", "accept"}}}}));
        QVERIFY(!record.openGate());
        QCOMPARE(record.lastGate(u"design"_s)->answer, u"accept"_s);
        QVERIFY(!record.sentBack(u"design"_s));
    }

    void whatWasSentBackCountsUntilSomethingNewComes()
    {
        const QList<std::pair<EventType, Json>> sent {
            {EventType::FeaturesPlanned, Json::object()},
            {EventType::GateOpened, {{"gate", "feature-1"}, {"kind", "feature"}}},
            {EventType::GateAnswered, {{"gate", "feature-1"}, {"answer", "reject"}, {"text", "smaller"}}}};
        QCOMPARE(peopleRecordOf(events(sent)).sentBack(u"feature"_s), std::optional(u"smaller"_s));
        auto planned = sent;
        planned.append({EventType::FeaturesPlanned, Json::object()});
        QVERIFY(!peopleRecordOf(events(planned)).sentBack(u"feature"_s));
    }

    void questionsStayOpenUntilTheyAreAnswered()
    {
        const QList<std::pair<EventType, Json>> asked {
            {EventType::QuestionAsked, {{"question", "q1"}, {"text", "A?"}, {"feature", "a"}}},
            {EventType::QuestionAsked, {{"question", "q2"}, {"text", "Plan?"}}}};
        auto record = peopleRecordOf(events(asked));
        QCOMPARE(record.openQuestions().size(), 2);
        QVERIFY(record.waitsFor(u"a"_s) && record.waitsFor({}) && !record.waitsFor(u"b"_s));
        auto answered = asked;
        answered.append({EventType::QuestionAnswered, {{"question", "q1"}, {"answer", "yes"}}});
        record = peopleRecordOf(events(answered));
        QCOMPARE(record.openQuestions().size(), 1);
        QVERIFY(record.forModel(u"a"_s).contains(u"The person answered: yes"_s));
        QVERIFY(record.forModel(u"b"_s).isEmpty());
    }

    void answersToNothingAreNoAnswers()
    {
        const auto record =
            peopleRecordOf(events({{EventType::GateAnswered, {{"gate", "design-9"}, {"answer", "accept"}}},
                                   {EventType::QuestionAnswered, {{"question", "q9"}, {"answer", "yes"}}},
                                   {EventType::GateOpened, Json::array()}}));
        QCOMPARE(record.gates.size(), 1);
        QVERIFY(record.questions.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPeopleRecord)
#include "tst_peoplerecord.moc"
