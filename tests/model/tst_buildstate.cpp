// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/buildstate.h"

#include <QSet>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;

class tst_BuildState : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKeyLeadsBack();
    void keysAreTheOnesThatAreStored();
    void unknownKeysAreNothing();
    void threeStatesAreEnds();
};

namespace
{

// Up to the first value without a key: that is how a value that was added without one shows.
template <typename Enum>
QStringList roundTrip(std::optional<Enum> (*fromKey)(const QString &), Enum last)
{
    QStringList keys;
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        const auto value = static_cast<Enum>(i);
        const QString key = toKey(value);
        if (key.isEmpty() || fromKey(key) != value || keys.contains(key))
            return {u"broken at %1"_s.arg(i)};
        keys << key;
    }
    return keys;
}

}  // namespace

void tst_BuildState::everyKeyLeadsBack()
{
    QCOMPARE(roundTrip(&buildStateFromKey, BuildState::Cancelled).size(), 13);
    QCOMPARE(roundTrip(&phaseFromKey, Phase::Package).size(), 4);
    QCOMPARE(roundTrip(&tierFromKey, Tier::Production).size(), 3);
    QCOMPARE(roundTrip(&networkPolicyFromKey, NetworkPolicy::Open).size(), 3);
}

void tst_BuildState::keysAreTheOnesThatAreStored()
{
    QCOMPARE(roundTrip(&buildStateFromKey, BuildState::Cancelled),
             QStringList({u"pending"_s, u"initializing"_s, u"running"_s, u"paused"_s, u"awaiting_design_review"_s,
                          u"awaiting_feature_review"_s, u"awaiting_progress_review"_s, u"awaiting_release_review"_s,
                          u"awaiting_answer"_s, u"interrupted"_s, u"completed"_s, u"failed"_s, u"cancelled"_s}));
    QCOMPARE(roundTrip(&phaseFromKey, Phase::Package),
             QStringList({u"plan"_s, u"implement"_s, u"verify"_s, u"package"_s}));
    QCOMPARE(roundTrip(&tierFromKey, Tier::Production), QStringList({u"simple"_s, u"standard"_s, u"production"_s}));
    QCOMPARE(roundTrip(&networkPolicyFromKey, NetworkPolicy::Open),
             QStringList({u"none"_s, u"registries"_s, u"open"_s}));
}

void tst_BuildState::unknownKeysAreNothing()
{
    for (const QString &key : {QString(), u"Running"_s, u"running "_s, u"done"_s}) {
        QCOMPARE(buildStateFromKey(key), std::nullopt);
        QCOMPARE(phaseFromKey(key), std::nullopt);
        QCOMPARE(tierFromKey(key), std::nullopt);
        QCOMPARE(networkPolicyFromKey(key), std::nullopt);
    }
}

void tst_BuildState::threeStatesAreEnds()
{
    QStringList ends;
    for (int i = 0; i <= static_cast<int>(BuildState::Cancelled); ++i)
        if (isEnded(static_cast<BuildState>(i)))
            ends << toKey(static_cast<BuildState>(i));
    QCOMPARE(ends, QStringList({u"completed"_s, u"failed"_s, u"cancelled"_s}));
}

QTEST_GUILESS_MAIN(tst_BuildState)
#include "tst_buildstate.moc"
