// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildending.h"

#include "artifact/artifactbuilder.h"

namespace bw::build
{

using namespace Qt::StringLiterals;

namespace
{

/// What the zip of a finished build says of features that a person settled; nothing when all are verified.
QString settledComment(const QList<Feature> &features)
{
    const auto count = [&features](FeatureStatus status) {
        return std::ranges::count(features, status, &Feature::status);
    };
    const auto verified = count(FeatureStatus::Verified);
    if (verified == features.size())
        return {};
    return u"%1 of %2 features verified, %3 accepted by a person, %4 skipped"_s.arg(verified)
        .arg(features.size())
        .arg(count(FeatureStatus::Accepted))
        .arg(count(FeatureStatus::Skipped));
}

}  // namespace

Status BuildEnding::makeCheckpoint(std::stop_token stop)
{
    if (m_sandbox.get() == nullptr || !m_sandbox.isWhole())
        return {};
    const QString reason = stop.stop_requested() ? u"stop"_s : u"end"_s;
    auto made = storeCheckpoint(*m_sandbox.get(), m_run.environment.blobs, reason, stop);
    if (!made) {
        const Error &error = made.error();
        return m_run.log.append(
            EventType::BuildNote,
            Json {{"level", "warn"},
                  {"text",
                   toStd(u"The last checkpoint could not be made (%1: %2)."_s.arg(toKey(error.code), error.detail))}});
    }
    if (m_run.checkpoint && m_run.checkpoint->id == made->id)
        return {};
    if (auto recorded = recordCheckpoint(*made, m_run.log); !recorded)
        return recorded;
    m_run.checkpoint = *made;
    return {};
}

Result<std::optional<Artifact>> BuildEnding::makeArtifact(bool complete, std::stop_token stop)
{
    if (!m_run.checkpoint)
        return std::nullopt;
    const BuildEnvironment &environment = m_run.environment;
    const artifact::ArtifactBuilder builder(environment.blobs, environment.executor, environment.artifactsFolder);
    auto manifest = loadManifest(environment.blobs, m_run.checkpoint->manifest);
    const QString comment = complete
        ? settledComment(m_run.features)
        : artifact::ArtifactBuilder::incompleteComment(m_run.verified(), static_cast<int>(m_run.features.size()));
    Result<artifact::ArtifactFile> file = manifest ? builder.make(m_run.job.build, *manifest, stop, comment)
                                                   : Result<artifact::ArtifactFile>(fail(manifest.error()));
    if (!file) {
        auto committed =
            m_run.log.commit(EventType::ArtifactFailed,
                             Json {{"error", toStd(toKey(file.error().code))}, {"detail", toStd(file.error().detail)}});
        if (!committed)
            return fail(committed.error());
        return std::nullopt;
    }
    Artifact artifact {newId<ArtifactId>(),  m_run.job.build,
                       file->path,           file->sha256,
                       file->bytes,          environment.clock.nowMs(),
                       m_run.checkpoint->id, static_cast<int>(m_run.features.size()),
                       m_run.verified(),     complete};
    auto committed = m_run.log.commit(EventType::ArtifactMade,
                                      Json {{"artifact", toStd(artifact.id.value)},
                                            {"path", toStd(artifact.path)},
                                            {"sha256", toStd(artifact.sha256)},
                                            {"bytes", artifact.bytes},
                                            {"checkpoint", toStd(artifact.checkpoint)},
                                            {"total", artifact.featuresTotal},
                                            {"verified", artifact.featuresVerified},
                                            {"complete", artifact.complete}});
    if (!committed)
        return fail(committed.error());
    return std::optional(std::move(artifact));
}

}  // namespace bw::build
