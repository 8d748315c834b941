// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/prooftrees.h"

#include "agent/proofreading.h"

#include <QCryptographicHash>
#include <QSet>

#include <algorithm>

namespace bw::build
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 largestJudged = 1 << 20;

bool isOfNobody(const QByteArray &path)
{
    static const QSet<QByteArray> names {"feature_list.json", "PROGRESS.md", "app_spec.xml", "app_spec.md", ".git"};
    return names.contains(path) || path.startsWith(".git/") || path.startsWith("node_modules/")
        || path.contains("/node_modules/") || path.contains("__pycache__/");
}

}  // namespace

agent::ProjectFiles projectFiles(std::shared_ptr<const artifact::Manifest> tree, const store::BlobStore &blobs)
{
    agent::ProjectFiles project;
    for (const artifact::ManifestEntry &entry : tree->entries)
        if (entry.type != artifact::EntryType::Directory && !entry.path.startsWith(".git/"))
            project.paths.append(QString::fromUtf8(entry.path));
    // By their characters, as they are searched.
    std::ranges::sort(project.paths);
    project.read = [tree, &blobs](const QString &path) -> std::optional<QByteArray> {
        const artifact::ManifestEntry *entry = tree->find(path.toUtf8());
        if (entry == nullptr || entry->type != artifact::EntryType::File || entry->size > largestJudged)
            return std::nullopt;
        auto bytes = blobs.get(entry->hash);
        return bytes ? std::optional(std::move(*bytes)) : std::nullopt;
    };
    return project;
}

QString contentsOfProof(const Proof &proof, const artifact::Manifest &tree, const agent::ProjectFiles &project)
{
    const QStringList files = agent::closureOfProof(proof, project);
    if (files.isEmpty())
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &file : files) {
        const QByteArray path = file.toUtf8();
        const artifact::ManifestEntry *entry = tree.find(path);
        if (entry == nullptr)
            continue;
        hash.addData(path);
        hash.addData(QByteArrayView("\0", 1));
        hash.addData(entry->type == artifact::EntryType::Symlink ? entry->target : entry->hash.value.toLatin1());
        hash.addData(QByteArrayView("\n", 1));
    }
    return QString::fromLatin1(hash.result().toHex().first(16));
}

artifact::Manifest withFilesOf(const artifact::Manifest &earlier, const artifact::Manifest &now,
                               const QStringList &files)
{
    QMap<QByteArray, artifact::ManifestEntry> tree;
    for (const artifact::ManifestEntry &entry : earlier.entries)
        tree.insert(entry.path, entry);
    const auto removeBelow = [&tree](const QByteArray &path) {
        for (auto it = tree.lowerBound(path + '/'); it != tree.end() && it.key().startsWith(path + '/');)
            it = tree.erase(it);
    };
    for (const QString &file : files) {
        const artifact::ManifestEntry *entry = now.find(file.toUtf8());
        if (entry == nullptr)
            continue;
        for (qsizetype slash = entry->path.indexOf('/'); slash > 0; slash = entry->path.indexOf('/', slash + 1)) {
            const artifact::ManifestEntry *folder = now.find(entry->path.first(slash));
            const auto there = tree.constFind(entry->path.first(slash));
            if (folder != nullptr && (there == tree.cend() || there->type != artifact::EntryType::Directory))
                tree.insert(folder->path, *folder);
        }
        removeBelow(entry->path);
        tree.insert(entry->path, *entry);
    }
    return {tree.values()};
}

QSet<QByteArray> filesChanged(const artifact::Manifest &before, const artifact::Manifest &after)
{
    const artifact::ManifestDiff changes = artifact::difference(before, after);
    QSet<QByteArray> files;
    for (const QList<QByteArray> *list : {&changes.added, &changes.changed, &changes.removed})
        for (const QByteArray &path : *list)
            if (!isOfNobody(path))
                files.insert(path);
    return files;
}

}  // namespace bw::build
