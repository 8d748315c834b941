// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/threadexecutor.h"
#include "build/buildrunner.h"
#include "store/database.h"
#include "support/build/fakesandbox.h"
#include "support/build/sessionscript.h"

namespace bw::test
{

/// Everything that a build needs, on a real data directory: the store is the real one, the model plays a script, the
/// sandboxes are fakes unless others are put in. One build, `id()`, that may be run again and again.
class BuildStage final
{
public:
    explicit BuildStage(QString path, Clock *clock = nullptr);  ///< no clock: the system's
    ~BuildStage();

    /// Opens or opens again, as a new process would.
    Status open();
    void close();

    /// Events of the log decide where the run begins, as with a resumed build; the first run writes build.created.
    Result<build::BuildOutcome> run(std::stop_token stop = {});

    SessionScript model;
    FakeProvider provider;
    sandbox::SandboxProvider *sandboxes = nullptr;  ///< in place of the fakes
    claude::Model *inFront = nullptr;               ///< in place of the script (a budget before it)
    BuildOptions options;
    std::function<std::optional<Error>(Phase, const QString &)> partCeiling;  ///< as BuildEnvironment asks it
    std::function<void()> thin;                                               ///< the same

    /// Two features: `a` is proved by a file a.txt, `b` (which needs `a`) by the word "done" in b.txt.
    void planTwo();
    /// A coding session that writes one file.
    void codeWrites(const QString &feature, const QString &path, const QString &text);
    static Json feature(const QString &id, int priority, const QStringList &proofs, const QStringList &dependsOn = {});
    static Json writeFile(const QString &path, const QString &text);
    static Json bash(const QString &command);

    [[nodiscard]] static BuildId id() { return {QStringLiteral("thebuild00")}; }
    [[nodiscard]] QList<Event> events() const;
    [[nodiscard]] QStringList types() const;
    [[nodiscard]] int count(EventType type) const;
    [[nodiscard]] Event last(EventType type) const;  ///< an event without number when there is none
    [[nodiscard]] QStringList states() const;        ///< every `to` of build.state, with "/reason" where there is one
    [[nodiscard]] build::ResumeState resumeState() const;
    [[nodiscard]] Build row() const;
    [[nodiscard]] store::Database &database() { return *m_database; }
    [[nodiscard]] store::EventLog &log() { return *m_log; }
    [[nodiscard]] Clock &clock() { return *m_clock; }
    /// The tree of the newest checkpoint, by path; empty when there is none or it cannot be read whole.
    [[nodiscard]] QMap<QByteArray, FakeTree::Node> checkpointTree() const;

private:
    Status created();

    const QString m_path;
    SystemClock m_systemClock;
    Clock *m_clock;
    ThreadExecutor m_executor {2};
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<store::EventLog> m_log;
};

}  // namespace bw::test
