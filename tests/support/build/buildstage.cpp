// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/build/buildstage.h"

#include "artifact/tarwriter.h"
#include "build/checkpoint.h"
#include "build/proofrecord.h"
#include "spec/specparser.h"
#include "store/buildstore.h"
#include "store/eventstore.h"

namespace bw::test
{

using namespace Qt::StringLiterals;

namespace
{

constexpr const char *specText = "# Notes\n\nA small application that keeps notes.\n\n## Features\n\n"
                                 "- A note can be written down\n- A note can be removed again\n";

}  // namespace

BuildStage::BuildStage(QString path, Clock *clock)
    : m_path(std::move(path))
    , m_clock(clock != nullptr ? clock : &m_systemClock)
{
    options.model = u"script"_s;
    options.policy = u"permissive"_s;  // the fake sandbox has programs of its own
}

BuildStage::~BuildStage() { close(); }

Status BuildStage::open()
{
    close();
    auto opened = store::Database::open(m_path, store::DataDirectory::Mode::Owner, *m_clock);
    if (!opened)
        return fail(opened.error());
    m_database = std::move(*opened);
    m_log = std::make_unique<store::EventLog>(m_database->writer());
    return {};
}

void BuildStage::close()
{
    m_log.reset();
    m_database.reset();
}

Status BuildStage::created()
{
    const auto last = store::EventStore(*m_database).lastSeq(id());
    if (!last)
        return fail(last.error());
    if (*last > 0)
        return {};
    const auto committed = m_log->appendAndWait(
        id(),
        NewEvent {EventType::BuildCreated,
                  Json {{"name", "Notes"}, {"user", ""}, {"project", ""}, {"options", toJson(options)}}});
    return committed ? Status() : fail(committed.error());
}

Result<build::BuildOutcome> BuildStage::run(std::stop_token stop)
{
    if (auto begun = created(); !begun)
        return fail(begun.error());
    auto spec = spec::parseSpec(specText, u"notes.md"_s);
    if (!spec)
        return fail(spec.error());
    auto resume = build::loadResumeState(store::EventStore(*m_database), id());
    if (!resume)
        return fail(resume.error());
    build::BuildEnvironment environment {*m_log,
                                         m_database->blobs(),
                                         inFront != nullptr ? *inFront : model,
                                         sandboxes != nullptr ? *sandboxes : provider,
                                         *m_clock,
                                         m_executor,
                                         m_path + u"/artifacts"_s,
                                         {},
                                         {}};
    environment.proofEvents = [this](qint64 from) {
        return build::loadProofEvents(store::EventStore(*m_database), id(), from);
    };
    environment.partCeilingReached = partCeiling;
    environment.thinCheckpoints = thin;
    environment.people = [this] { return build::loadPeopleRecord(store::EventStore(*m_database), id()); };
    build::BuildRunner runner(environment,
                              {id(), options, options.model, specText, u"notes.md"_s,
                               std::make_shared<const spec::AppSpec>(std::move(*spec)), *std::move(resume)});
    return runner.run(std::move(stop));
}

Json BuildStage::feature(const QString &id, int priority, const QStringList &proofs, const QStringList &dependsOn)
{
    Json proof = Json::array();
    for (const QString &command : proofs)
        proof.push_back(Json {{"command", toStd(command)}, {"cwd", ""}, {"timeout_s", 10}});
    Json needed = Json::array();
    for (const QString &other : dependsOn)
        needed.push_back(toStd(other));
    return {{"id", toStd(id)},
            {"category", "functional"},
            {"description", toStd(u"It does "_s + id)},
            {"steps", {"look"}},
            {"priority", priority},
            {"blocking", true},
            {"depends_on", needed},
            {"proof", proof}};
}

Json BuildStage::writeFile(const QString &path, const QString &text)
{
    return SessionScript::tool(u"write_file"_s, Json {{"path", toStd(path)}, {"content", toStd(text)}});
}

Json BuildStage::bash(const QString &command)
{
    return SessionScript::tool(u"bash"_s, Json {{"command", toStd(command)}});
}

void BuildStage::planTwo()
{
    options.features = 2;
    Json features = Json::array();
    features.push_back(feature(u"a"_s, 1, {u"grep -q '' a.txt"_s}));
    features.push_back(feature(u"b"_s, 2, {u"grep -q '' a.txt"_s, u"grep -q done b.txt"_s}, {u"a"_s}));
    Json input = Json::object();
    input["features"] = std::move(features);
    model.addConversation(u"plan"_s,
                          {{SessionScript::text(u"I plan."_s), writeFile(u"DESIGN.md"_s, u"# Design\n"_s)},
                           {SessionScript::tool(u"propose_features"_s, std::move(input))},
                           {SessionScript::text(u"Planned."_s)}});
}

void BuildStage::codeWrites(const QString &feature, const QString &path, const QString &text)
{
    model.addConversation(u"code:"_s + feature,
                          {{writeFile(path, text)}, {bash(u"echo tested"_s)}, {SessionScript::text(u"Written."_s)}});
}

QList<Event> BuildStage::events() const
{
    QList<Event> all;
    const store::EventStore store(*m_database);
    while (true) {
        const auto page = store.page(id(), all.size() + 1);
        if (!page || page->isEmpty())
            return all;
        all += *page;
    }
}

QStringList BuildStage::types() const
{
    QStringList found;
    for (const Event &event : events())
        found.append(event.type);
    return found;
}

int BuildStage::count(EventType type) const { return static_cast<int>(types().count(toKey(type))); }

Event BuildStage::last(EventType type) const
{
    Event found;
    for (const Event &event : events())
        if (event.type == toKey(type))
            found = event;
    return found;
}

QStringList BuildStage::states() const
{
    QStringList found;
    for (const Event &event : events()) {
        if (event.type != toKey(EventType::BuildState))
            continue;
        const QString reason = jsonString(event.payload, "reason");
        found.append(jsonString(event.payload, "to") + (reason.isEmpty() ? QString() : u'/' + reason));
    }
    return found;
}

build::ResumeState BuildStage::resumeState() const { return build::resumeStateOf(events()); }

Build BuildStage::row() const { return store::BuildStore(*m_database).get(id()).value_or(Build {}); }

QMap<QByteArray, FakeTree::Node> BuildStage::checkpointTree() const
{
    const auto checkpoint = resumeState().checkpoint;
    if (!checkpoint)
        return {};
    const auto manifest = build::loadManifest(m_database->blobs(), checkpoint->manifest);
    if (!manifest)
        return {};
    FakeTree tree;
    if (!tree.fromTar("/t", artifact::tarSource(*manifest, m_database->blobs())))
        return {};
    return tree.below("/t");
}

}  // namespace bw::test
