// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/trace.h"

#include "build/tracehistory.h"
#include "spec/specparser.h"
#include "store/database.h"
#include "store/eventstore.h"
#include "store/specstore.h"

#include <QRegularExpression>

#include <algorithm>

namespace bw::build
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int pageSize = 1000;
/// Of the shorter text's words, those that both must share.
constexpr double enoughWords = 0.6;

QSet<QString> wordsOf(const QString &text)
{
    static const QRegularExpression word(u"[\\p{L}\\p{N}]{3,}"_s);
    QSet<QString> words;
    for (auto found = word.globalMatch(text.toLower()); found.hasNext();)
        words.insert(found.next().captured());
    return words;
}

double shared(const QSet<QString> &one, const QSet<QString> &other)
{
    const qsizetype shorter = std::min(one.size(), other.size());
    if (shorter == 0)
        return 0;
    return static_cast<double>(QSet<QString>(one).intersect(other).size()) / static_cast<double>(shorter);
}

/// The text a build was made from, and what is newer.
struct Origin {
    QByteArray text;
    QString user;
};

Result<Origin> originOf(store::Database &database, const BuildId &build, BuildTrace &trace)
{
    auto events =
        store::EventStore(database).ofTypes(build, {EventType::BuildCreated, EventType::SpecGenerated}, 1, pageSize);
    if (!events)
        return fail(events.error());
    if (events->isEmpty())
        return fail(ErrorCode::NotFound, u"build"_s, {{u"kind"_s, u"build"_s}, {u"name"_s, build.value}});
    Origin origin;
    QString blob;
    for (const Event &event : std::as_const(*events)) {
        const bool created = event.type == toKey(EventType::BuildCreated);
        blob = jsonString(event.payload, "spec_blob", blob);
        trace.specId = jsonString(event.payload, "spec");
        trace.specVersion = static_cast<int>(jsonInt(event.payload, created ? "spec_version" : "version"));
        trace.specName = jsonString(event.payload, created ? "spec_name" : "file");
        if (created)
            origin.user = jsonString(event.payload, "user");
    }
    if (blob.isEmpty())
        return origin;
    auto text = database.blobs().get(BlobHash {blob}, spec::largestSpec);
    if (!text)
        return fail(text.error());
    origin.text = *text;
    return origin;
}

/// The newest text under the same name: a later version of the same specification, or one that was kept later (a
/// changed file is kept as one of its own).
Result<QByteArray> newestText(store::Database &database, const Origin &origin, BuildTrace &trace)
{
    const store::SpecStore specs(database);
    auto known =
        trace.specId.isEmpty() ? Result<store::Spec>(fail(ErrorCode::NotFound)) : specs.get(SpecId {trace.specId});
    if (!known)
        return known.error().code == ErrorCode::NotFound ? Result<QByteArray>(origin.text) : fail(known.error());
    auto all = specs.list(UserId {origin.user});
    if (!all)
        return fail(all.error());
    store::Spec newest = *known;
    for (const store::Spec &spec : std::as_const(*all))
        if (spec.name == known->name && spec.createdMs > newest.createdMs)
            newest = spec;
    trace.newestSpecId = newest.id.value;
    auto version = specs.version(newest.id);
    if (!version)
        return fail(version.error());
    trace.newestVersion = version->version;
    return version->content;
}

/// What the harness itself keeps in a workspace belongs to no feature.
bool isOfHarness(const QString &path, const QString &specName)
{
    static const QStringList names {u"feature_list.json"_s, u"PROGRESS.md"_s, u"DESIGN.md"_s,   u"init.sh"_s,
                                    u"app_spec.xml"_s,      u"app_spec.md"_s, u"app_spec.txt"_s};
    return names.contains(path) || path == specName;
}

QStringList sorted(const QSet<QString> &set)
{
    QStringList list(set.cbegin(), set.cend());
    list.sort();
    return list;
}

FeatureTrace featureTrace(const Feature &feature, const TraceHistory &history, const QString &specName)
{
    const TraceHistory::Work work = history.workOn(feature.id);
    FeatureTrace trace;
    trace.feature = feature;
    trace.feature.evidence.clear();
    trace.sessions = work.sessions;
    trace.files = sorted(work.files);
    trace.files.removeIf([&](const QString &path) { return isOfHarness(path, specName); });
    trace.commits = work.commits;
    trace.evidence = work.evidence;
    if (work.proved)
        for (const QString &file : std::as_const(trace.files))
            if (work.provedFiles.value(file) != history.tree().value(file))
                trace.changedSinceProof.append(file);
    return trace;
}

void findUnasked(const TraceHistory &history, BuildTrace &trace)
{
    QSet<QString> asked;
    for (const FeatureTrace &feature : std::as_const(trace.features))
        asked.unite(QSet<QString>(feature.files.cbegin(), feature.files.cend()));
    QStringList paths = history.tree().keys();
    paths.sort();
    for (const QString &path : std::as_const(paths))
        if (!asked.contains(path) && !isOfHarness(path, trace.specName))
            trace.unasked.append({path, history.planned().contains(path) ? u"plan"_s : u"unknown"_s});
}

void findPassages(const QByteArray &text, const QByteArray &newest, BuildTrace &trace)
{
    const QList<spec::SpecFeature> passages = spec::readSpec(text).spec.features;
    const QList<spec::SpecFeature> now = spec::readSpec(newest).spec.features;
    QSet<QString> planned;
    for (FeatureTrace &feature : trace.features) {
        const qsizetype found = passageFor(feature.feature, passages);
        if (found < 0)
            continue;
        feature.spec = passages.at(found);
        planned.insert(feature.spec->text.simplified());
        feature.specChanged = !std::ranges::any_of(now, [&](const spec::SpecFeature &passage) {
            return passage.text.simplified() == feature.spec->text.simplified();
        });
    }
    for (const spec::SpecFeature &passage : now)
        if (!planned.contains(passage.text.simplified()))
            trace.unplanned.append(passage);
}

}  // namespace

bool BuildTrace::drifted() const
{
    return specChanged || !unasked.isEmpty() || std::ranges::any_of(features, [](const FeatureTrace &feature) {
               return !feature.changedSinceProof.isEmpty() || feature.specChanged;
           });
}

qsizetype passageFor(const Feature &feature, const QList<spec::SpecFeature> &passages)
{
    for (qsizetype i = 0; i < passages.size(); ++i)
        if (passages.at(i).id == feature.id || passages.at(i).text.simplified() == feature.description.simplified())
            return i;
    const QSet<QString> words = wordsOf(feature.description);
    qsizetype best = -1;
    double most = enoughWords;
    for (qsizetype i = 0; i < passages.size(); ++i) {
        const double both = shared(words, wordsOf(passages.at(i).text));
        if (both > most || (best < 0 && both >= most)) {
            most = both;
            best = i;
        }
    }
    return best;
}

Result<BuildTrace> loadTrace(store::Database &database, const BuildId &build, const std::optional<QByteArray> &newest)
{
    BuildTrace trace;
    const auto origin = originOf(database, build, trace);
    if (!origin)
        return fail(origin.error());
    const auto now = newest ? Result<QByteArray>(*newest) : newestText(database, *origin, trace);
    if (!now)
        return fail(now.error());
    trace.specChanged = !origin->text.isEmpty() && *now != origin->text;
    TraceHistory history(database.blobs());
    for (qint64 from = 1;;) {
        const auto page = store::EventStore(database).ofTypes(build, TraceHistory::types(), from, pageSize);
        if (!page)
            return fail(page.error());
        for (const Event &event : *page)
            if (auto taken = history.take(event); !taken)
                return fail(taken.error());
        if (page->size() < pageSize)
            break;
        from = page->constLast().seq + 1;
    }
    for (const Feature &feature : history.features())
        trace.features.append(featureTrace(feature, history, trace.specName));
    findPassages(origin->text, *now, trace);
    findUnasked(history, trace);
    return trace;
}

}  // namespace bw::build
