// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/event.h"

#include <QStringList>

#include <optional>

namespace bw::store
{
class EventStore;
}

namespace bw::build
{

/// A gate of a build: opened, and perhaps decided.
struct GateRecord {
    QString gate {};  ///< id, unique in its build: "design-1", "progress-2" …
    QString kind {};  ///< "design", "feature", "progress", "release"
    QString text {};
    QStringList files {};
    QString contentBlob {};  ///< what was shown; empty = nothing
    QString answer {};       ///< "accept", "reject", "change"; empty = open
    QString said {};         ///< what the person wrote
    QString editBlob {};     ///< what the person made of it
    qint64 answeredSeq = 0;
};

/// A question of a build, and perhaps its answer.
struct QuestionRecord {
    QString question {};  ///< id, unique in its build: "q1" …
    QString kind {};      ///< "agent", "command", "host"
    QString text {};
    QString subject {};
    QString feature {};  ///< that waits for it; empty = the plan
    QStringList choices {};
    std::optional<QString> answer {};
    bool used = false;  ///< an answer that holds once was used up
};

/// What a build and its person said to each other. Computed from the log alone.
struct PeopleRecord {
    QList<GateRecord> gates;
    QList<QuestionRecord> questions;
    qint64 plannedSeq = 0;    ///< of the newest plan; 0 = none
    QStringList deniedHosts;  ///< names that the network policy refused, each once

    [[nodiscard]] const GateRecord *lastGate(const QString &kind) const;
    [[nodiscard]] int gatesOf(const QString &kind) const;
    [[nodiscard]] const GateRecord *openGate() const;  ///< nothing = none
    /// In order of asking.
    [[nodiscard]] QList<QuestionRecord> openQuestions() const;
    [[nodiscard]] bool waitsFor(const QString &feature) const;  ///< an open question of this feature; empty = the plan
    /// The design or the plan was sent back, and nothing has come since: what was wrong.
    [[nodiscard]] std::optional<QString> sentBack(const QString &kind) const;
    /// What the model should know of a feature's (empty: the plan's) questions and of what was said at gates; empty =
    /// no word was said.
    [[nodiscard]] QString forModel(const QString &feature) const;
};

/// Pure. Events in order; types that say nothing here may be left out.
PeopleRecord peopleRecordOf(const QList<Event> &events);
Result<PeopleRecord> loadPeopleRecord(const store::EventStore &events, const BuildId &build);

}  // namespace bw::build
