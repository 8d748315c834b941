// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "artifact/artifactbuilder.h"
#include "artifact/treestore.h"
#include "base/threadexecutor.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

namespace bwtest
{

/// One header block of the ustar format (POSIX.1, pax: "ustar interchange format"), and the content padded to blocks.
inline QByteArray tarRecord(const QByteArray &name, char type = '0', const QByteArray &content = {},
                            const QByteArray &link = {}, int mode = 0644, qint64 size = -1)
{
    QByteArray header(512, '\0');
    const auto put = [&header](qsizetype at, const QByteArray &text) { header.replace(at, text.size(), text); };
    const auto octal = [](qint64 number, int digits) {
        return QByteArray::number(number, 8).rightJustified(digits, '0');
    };
    put(0, name.left(100));
    put(100, octal(mode, 7));
    put(108, octal(0, 7));
    put(116, octal(0, 7));
    put(124, octal(size < 0 ? content.size() : size, 11));
    put(136, octal(0, 11));
    put(148, QByteArray(8, ' '));
    header[156] = type;
    put(157, link.left(100));
    put(257, QByteArray("ustar\00000", 8));
    int sum = 0;
    for (const char byte : std::as_const(header))
        sum += static_cast<unsigned char>(byte);
    put(148, octal(sum, 6) + '\0');
    const qsizetype rest = content.size() % 512;
    return header + content + QByteArray(rest == 0 ? 0 : 512 - rest, '\0');
}

inline QByteArray tarEnd() { return QByteArray(1024, '\0'); }

/// A line of a pax header: its own length, a key and a value.
inline QByteArray paxLine(const QByteArray &key, const QByteArray &value)
{
    const QByteArray body = ' ' + key + '=' + value + '\n';
    qsizetype length = body.size() + 1;
    while (QByteArray::number(length).size() + body.size() != length)
        ++length;
    return QByteArray::number(length) + body;
}

/// A record of the pax format that gives the next entry a value.
inline QByteArray paxRecord(const QByteArray &key, const QByteArray &value)
{
    return tarRecord("pax", 'x', paxLine(key, value));
}

/// Gives the bytes in pieces of this size.
inline bw::artifact::ByteSource sourceOf(const QByteArray &bytes, qsizetype piece = 1 << 20)
{
    return [bytes, piece, at = qsizetype(0)]() mutable -> bw::Result<QByteArray> {
        const QByteArray next = bytes.mid(at, piece);
        at += next.size();
        return next;
    };
}

struct ArtifactFixture {
    QTemporaryDir folder;
    bw::store::BlobStore blobs {folder.filePath(QStringLiteral("blobs"))};
    bw::ThreadExecutor executor {2};

    [[nodiscard]] QString path(const char *name) const { return folder.filePath(QString::fromLatin1(name)); }
    bw::Result<bw::artifact::Manifest> store(const QByteArray &tar)
    {
        return bw::artifact::storeTree(sourceOf(tar), blobs, {});
    }
    [[nodiscard]] bw::artifact::ArtifactBuilder builder() { return {blobs, executor, path("artifacts")}; }
};

struct ToolRun {
    int code = -1;
    QByteArray out, errors;
};

/// Runs a program in UTC with a UTF-8 locale; code -1 when it cannot be started.
inline ToolRun runTool(const QString &program, const QStringList &arguments, const QString &folder = {})
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    environment.insert(QStringLiteral("TZ"), QStringLiteral("UTC"));
    process.setProcessEnvironment(environment);
    if (!folder.isEmpty())
        process.setWorkingDirectory(folder);
    process.start(program, arguments);
    if (!process.waitForFinished(60'000))
        return {};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Most memory that this process has had resident, in KiB; resettable.
inline qint64 peakKib(bool reset = false)
{
    if (reset) {
        QFile clear(QStringLiteral("/proc/self/clear_refs"));
        if (clear.open(QIODevice::WriteOnly))
            clear.write("5");
    }
    const QByteArray status = bytesOf(QStringLiteral("/proc/self/status"));
    const qsizetype at = status.indexOf("VmHWM:");
    return at < 0 ? -1 : status.mid(at + 6, 20).trimmed().split(' ').first().toLongLong();
}

}  // namespace bwtest
