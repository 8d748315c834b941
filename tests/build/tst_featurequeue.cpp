// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/featurequeue.h"

#include <QtTest>

using namespace bw;
using namespace bw::build;
using namespace Qt::StringLiterals;

namespace
{

Feature feature(const QString &id, int priority, const QStringList &dependsOn = {})
{
    Feature made;
    made.id = id;
    made.priority = priority;
    made.dependsOn = dependsOn;
    return made;
}

QString nextId(const FeatureQueue &queue, const QList<Feature> &features)
{
    const Feature *next = queue.next(features);
    return next == nullptr ? QString() : next->id;
}

}  // namespace

class TestFeatureQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyPlanHasNothingNext() { QCOMPARE(FeatureQueue().next({}), nullptr); }

    void takesTheHighestPriorityThenThePlansOrder()
    {
        const FeatureQueue queue;
        QCOMPARE(nextId(queue, {feature(u"a"_s, 2), feature(u"b"_s, 1), feature(u"c"_s, 1)}), u"b"_s);
    }

    void waitsForDependencies()
    {
        const FeatureQueue queue;
        QList<Feature> features {feature(u"ui"_s, 1, {u"server"_s}), feature(u"server"_s, 5)};
        QCOMPARE(nextId(queue, features), u"server"_s);
        features[1].status = FeatureStatus::Verified;
        QCOMPARE(nextId(queue, features), u"ui"_s);
    }

    void aFeatureThatCannotBeProvedDoesNotHoldUpTheRest()
    {
        FeatureQueue queue(2);
        const QList<Feature> features {feature(u"server"_s, 1), feature(u"ui"_s, 2, {u"server"_s})};
        queue.tried(u"server"_s);
        QCOMPARE(nextId(queue, features), u"server"_s);
        queue.tried(u"server"_s);
        QCOMPARE(nextId(queue, features), u"ui"_s);
    }

    void whatWasBegunComesBeforeWhatIsNew()
    {
        FeatureQueue queue(2);
        queue.tried(u"b"_s);
        QCOMPARE(nextId(queue, {feature(u"a"_s, 1), feature(u"b"_s, 9)}), u"b"_s);
    }

    void verifiedAndUsedUpFeaturesAreLeftOut()
    {
        FeatureQueue queue(1);
        QList<Feature> features {feature(u"a"_s, 1), feature(u"b"_s, 2)};
        features[0].status = FeatureStatus::Verified;
        queue.tried(u"b"_s);
        QCOMPARE(nextId(queue, features), QString());
        QCOMPARE(queue.tries(u"a"_s), 0);
        QCOMPARE(queue.tries(u"b"_s), 1);
    }

    void partlyVerifiedFeaturesAreWorkedOnAndStaleOnesOnlyProvedAgain()
    {
        const FeatureQueue queue;
        QList<Feature> features {feature(u"a"_s, 1), feature(u"b"_s, 2)};
        features[0].status = FeatureStatus::Stale;
        QCOMPARE(nextId(queue, features), u"b"_s);
        features[0].status = FeatureStatus::Verified;
        features[1].status = FeatureStatus::Partly;
        QCOMPARE(nextId(queue, features), u"b"_s);
    }

    void anUnknownDependencyHoldsNothingUp()
    {
        QCOMPARE(nextId(FeatureQueue(), {feature(u"a"_s, 1, {u"gone"_s})}), u"a"_s);
    }

    void aWholePlanIsWorkedOffInOrder()
    {
        FeatureQueue queue;
        QList<Feature> features {feature(u"d"_s, 1, {u"b"_s, u"c"_s}), feature(u"c"_s, 2, {u"a"_s}),
                                 feature(u"b"_s, 3, {u"a"_s}), feature(u"a"_s, 4)};
        QStringList order;
        while (const Feature *next = queue.next(features)) {
            const QString id = next->id;
            order.append(id);
            queue.tried(id);
            std::ranges::find(features, id, &Feature::id)->status = FeatureStatus::Verified;
        }
        QCOMPARE(order, QStringList({u"a"_s, u"c"_s, u"b"_s, u"d"_s}));
    }
};

QTEST_GUILESS_MAIN(TestFeatureQueue)
#include "tst_featurequeue.moc"
