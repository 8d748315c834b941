// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifact/artifactbuilder.h"
#include "base/threadexecutor.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace bw;

namespace
{

/// Like the sources of an application: a few hundred bytes to 20 kB, which deflate to about a third.
QByteArray contentOf(int i)
{
    QByteArray text;
    const int lines = 6 + (i * 37) % 300;
    for (int line = 0; line < lines; ++line)
        text += "export function handler" + QByteArray::number((i * 31 + line * 17) % 9973)
            + "(request, response) { return " + QByteArray::number(line * i) + "; }\n";
    return text;
}

bool writeTo(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// The same files twice: in a folder for zip, as blobs and manifest for us.
bool fill(int files, const QString &tree, const store::BlobStore &blobs, artifact::Manifest &manifest)
{
    for (int i = 0; i < files; ++i) {
        const QByteArray path = "src/part" + QByteArray::number(i % 200) + "/module" + QByteArray::number(i) + ".js";
        const QByteArray bytes = contentOf(i);
        const BlobHash hash {QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex())};
        // Past the store's own writing, which syncs every file: only the zip is measured.
        if (!writeTo(tree + u'/' + QString::fromLatin1(path), bytes) || !writeTo(blobs.path(hash), bytes))
            return false;
        manifest.entries.append({path, artifact::EntryType::File, 0644, bytes.size(), hash, {}});
    }
    std::ranges::sort(manifest.entries, {}, &artifact::ManifestEntry::path);
    return true;
}

}  // namespace

/// bench_zip [files]
int main(int argc, char **argv)
{
    const int files = argc > 1 ? std::atoi(argv[1]) : 20'000;
    const QTemporaryDir folder;
    const QString tree = folder.filePath(u"tree"_s);
    const store::BlobStore blobs(folder.filePath(u"blobs"_s));
    artifact::Manifest manifest;
    if (!fill(files, tree, blobs, manifest))
        return 1;
    ThreadExecutor executor(static_cast<int>(std::max(2U, std::thread::hardware_concurrency())));
    const artifact::ArtifactBuilder builder(blobs, executor, folder.filePath(u"artifacts"_s));
    std::vector<double> ours;
    std::vector<double> zip;
    qint64 bytes = 0;
    for (int i = 0; i < 3; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto made = builder.make({u"bench"_s}, manifest, {});
        if (!made) {
            std::fprintf(stderr, "%s\n", qPrintable(made.error().detail));
            return 1;
        }
        bytes = made->bytes;
        ours.push_back(double(timer.nsecsElapsed()) / 1e9);
        QProcess peer;
        peer.setWorkingDirectory(tree);
        timer.restart();
        peer.start(u"zip"_s, {u"-6"_s, u"-q"_s, u"-r"_s, folder.filePath(u"peer%1.zip"_s.arg(i)), u"."_s});
        if (peer.waitForFinished(-1) && peer.exitCode() == 0)
            zip.push_back(double(timer.nsecsElapsed()) / 1e9);
    }
    std::ranges::sort(ours);
    std::ranges::sort(zip);
    if (zip.empty())
        std::printf("bench zip ours=%.0ffiles/s peer=none files=%d\n", files / ours.at(1), files);
    else
        std::printf("bench zip ours=%.0ffiles/s peer=%.0ffiles/s files=%d bytes=%lld peer_bytes=%lld\n",
                    files / ours.at(1), files / zip.at(zip.size() / 2), files, static_cast<long long>(bytes),
                    static_cast<long long>(QFileInfo(folder.filePath(u"peer0.zip"_s)).size()));
    return 0;
}
