// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/tracehistory.h"

#include "artifact/excludes.h"
#include "build/checkpoint.h"

#include <algorithm>

namespace bw::build
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 largestReflog = 4 << 20;
/// The workspace's own record of what its branch pointed at; a commit writes one line.
const QByteArray reflogPath = ".git/logs/HEAD";

QHash<QString, QString> contentsOf(const artifact::Manifest &manifest)
{
    QHash<QString, QString> contents;
    for (const artifact::ManifestEntry &entry : manifest.entries) {
        if (entry.type == artifact::EntryType::Directory || artifact::isExcluded(entry.path))
            continue;
        const bool link = entry.type == artifact::EntryType::Symlink;
        contents.insert(QString::fromUtf8(entry.path),
                        link ? u"-> "_s + QString::fromUtf8(entry.target)
                             : entry.hash.value + u' ' + QString::number(entry.mode, 8));
    }
    return contents;
}

}  // namespace

QList<EventType> TraceHistory::types()
{
    return {EventType::FeaturesPlanned, EventType::FeatureStatus,    EventType::SessionStarted,
            EventType::FileChanged,     EventType::EvidenceRecorded, EventType::CheckpointMade};
}

Status TraceHistory::take(const Event &event)
{
    const auto type = eventTypeFromKey(event.type);
    const Json &p = event.payload;
    if (type == EventType::SessionStarted) {
        takeSession(event);
    } else if (type == EventType::FileChanged) {
        takeFile(jsonString(p, "path"));
    } else if (type == EventType::EvidenceRecorded) {
        takeEvidence(event);
    } else if (type == EventType::CheckpointMade) {
        return takeCheckpoint(event);
    } else if (type == EventType::FeaturesPlanned && p.contains("features")) {
        auto features = featuresFromJson(p.at("features"));
        if (!features)
            return fail(features.error());
        m_features = std::move(*features);
    } else if (type == EventType::FeatureStatus) {
        const auto feature = std::ranges::find(m_features, jsonString(p, "feature"), &Feature::id);
        if (feature != m_features.end())
            feature->status = featureStatusFromKey(jsonString(p, "status")).value_or(feature->status);
    }
    return {};
}

void TraceHistory::takeSession(const Event &event)
{
    m_kind = jsonString(event.payload, "kind");
    m_feature = jsonString(event.payload, "feature");
    if (!m_feature.isEmpty())
        m_work[m_feature].sessions.append(jsonString(event.payload, "session"));
}

void TraceHistory::takeFile(const QString &path)
{
    if (path.isEmpty() || artifact::isExcluded(path.toUtf8()))
        return;
    if (!m_feature.isEmpty())
        m_work[m_feature].files.insert(path);
    else if (m_kind == "plan"_L1)
        m_planned.insert(path);
}

void TraceHistory::takeEvidence(const Event &event)
{
    const Json &p = event.payload;
    Work &work = m_work[jsonString(p, "feature")];
    work.evidence.append({event.seq, event.timeMs, jsonString(p, "command"), static_cast<int>(jsonInt(p, "exit_code")),
                          jsonBool(p, "timed_out"), m_checkpoint, jsonString(p, "run") == "before"_L1});
    const TraceEvidence &run = work.evidence.constLast();
    if (run.exitCode == 0 && !run.timedOut && !run.before) {
        work.proved = true;
        work.provedFiles = m_tree;
    }
}

// What commands changed is in no event of its own: the trees tell.
Status TraceHistory::takeCheckpoint(const Event &event)
{
    auto manifest = loadManifest(m_blobs, BlobHash {jsonString(event.payload, "manifest_blob")});
    if (!manifest)  // an old checkpoint that was given up
        return manifest.error().code == ErrorCode::NotFound ? Status() : fail(manifest.error());
    QHash<QString, QString> tree = contentsOf(*manifest);
    for (auto it = tree.cbegin(); it != tree.cend(); ++it)
        if (m_tree.value(it.key()) != it.value())
            takeFile(it.key());
    for (auto it = m_tree.cbegin(); it != m_tree.cend(); ++it)
        if (!tree.contains(it.key()))
            takeFile(it.key());
    m_tree = std::move(tree);
    m_checkpoint = jsonString(event.payload, "checkpoint");
    const artifact::ManifestEntry *reflog = manifest->find(reflogPath);
    if (reflog && reflog->type == artifact::EntryType::File) {
        const auto text = m_blobs.get(reflog->hash, largestReflog);
        if (text)
            takeCommits(*text);
    }
    return {};
}

/// "<old> <new> <name> <<mail>> <time> <zone>\tcommit: subject"; git's documentation of its reflog.
void TraceHistory::takeCommits(const QByteArray &reflog)
{
    for (const QByteArray &line : reflog.split('\n')) {
        const qsizetype tab = line.indexOf('\t');
        const QList<QByteArray> words = line.left(std::max<qsizetype>(0, tab)).split(' ');
        const QByteArray what = line.mid(tab + 1);
        if (tab < 0 || words.size() < 3 || !what.startsWith("commit"))
            continue;
        const QString hash = QString::fromLatin1(words.at(1));
        if (m_commits.contains(hash))
            continue;
        m_commits.insert(hash);
        if (!m_feature.isEmpty())
            m_work[m_feature].commits.append({hash, QString::fromUtf8(what.mid(what.indexOf(": ") + 2))});
    }
}

}  // namespace bw::build
