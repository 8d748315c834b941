// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifact/artifactbuilder.h"
#include "artifact/excludes.h"
#include "artifact/treeextract.h"
#include "base/clock.h"
#include "base/linediff.h"
#include "base/threadexecutor.h"
#include "build/checkpointlist.h"
#include "buildview.h"
#include "commands/commands.h"
#include "readside.h"
#include "store/eventstore.h"
#include "usertext/terminaltext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 mostShown = 1 << 20;  // a file larger than this is named, its lines are not compared

QString text(const char *source, qint64 n = -1)
{
    return QCoreApplication::translate("bw::cli", source, nullptr, static_cast<int>(n));
}
QString plain(const QString &text) { return usertext::plainTerminalText(text); }

/// What every command here begins with.
struct Opened {
    std::unique_ptr<ReadSide> side;
    Build build;
    QList<build::CheckpointEntry> checkpoints;
};

Result<Opened> openBuild(const Invocation &invocation)
{
    auto side = ReadSide::open(invocation);
    if (!side)
        return fail(side.error());
    auto id = (*side)->resolve(invocation.arguments.first());
    auto build = id ? (*side)->build(*id) : Result<Build>(fail(id.error()));
    if (!build)
        return fail(build.error());
    auto all = build::loadCheckpoints(store::EventStore((*side)->database()), *id);
    if (!all)
        return fail(all.error());
    return Opened {std::move(*side), std::move(*build), std::move(*all)};
}

Result<artifact::Manifest> treeOf(const Opened &opened, const QString &name)
{
    auto entry = build::findCheckpoint(opened.checkpoints, name);
    if (!entry)
        return fail(entry.error());
    return build::loadManifest(opened.side->database().blobs(), entry->checkpoint.manifest);
}

Json checkpointObject(const Build &build, const build::CheckpointEntry &entry)
{
    return Json {{"build", toStd(build.id.value)},
                 {"checkpoint", toStd(entry.checkpoint.id)},
                 {"event", entry.seq},
                 {"time", toStd(toIso(entry.timeMs))},
                 {"reason", toStd(entry.checkpoint.reason)},
                 {"feature", toStd(entry.feature)},
                 {"name", toStd(entry.name)},
                 {"note", toStd(entry.note)},
                 {"gate", entry.atGate},
                 {"files", entry.checkpoint.files},
                 {"bytes", entry.checkpoint.bytes},
                 {"verified", entry.verified},
                 {"total", entry.total},
                 {"demonstration", build.demonstration}};
}

/// The content of a path in a tree; empty when it is not there.
Result<QByteArray> contentOf(const Opened &opened, const artifact::ManifestEntry *entry)
{
    if (entry == nullptr || entry->type == artifact::EntryType::Directory)
        return QByteArray();
    if (entry->type == artifact::EntryType::Symlink)
        return QByteArray("-> " + entry->target + '\n');
    return opened.side->database().blobs().get(entry->hash, mostShown);
}

Status showChange(const Invocation &invocation, const Opened &opened, const char *change, const QByteArray &path,
                  const artifact::ManifestEntry *before, const artifact::ManifestEntry *after)
{
    Terminal &out = invocation.out();
    const QString name = usertext::plainTerminalText(QString::fromUtf8(path));
    Json object {{"build", toStd(opened.build.id.value)},
                 {"change", change},
                 {"path", QString::fromUtf8(path).toStdString()},
                 {"demonstration", opened.build.demonstration}};
    const bool isLarge = (before && before->size > mostShown) || (after && after->size > mostShown);
    const auto old = isLarge ? Result<QByteArray>(QByteArray()) : contentOf(opened, before);
    const auto fresh = isLarge ? Result<QByteArray>(QByteArray()) : contentOf(opened, after);
    if (!old || !fresh)
        return fail(old ? fresh.error() : old.error());
    const bool asLines = !isLarge && !isBinary(*old) && !isBinary(*fresh) && old->isValidUtf8() && fresh->isValidUtf8();
    const QByteArray diff = asLines && !invocation.has(u"names"_s) ? unifiedDiff(*old, *fresh) : QByteArray();
    if (before && after && before->mode != after->mode)
        object["mode"] = QString::number(after->mode, 8).toStdString();
    object["binary"] = !asLines;
    if (!diff.isEmpty())
        object["diff"] = QString::fromUtf8(diff).toStdString();
    out.object(object);
    if (out.json())
        return {};
    const QChar sign = *change == 'a' ? u'+' : *change == 'r' ? u'-' : u'~';
    out.line(out.strong(u"%1 %2"_s.arg(sign).arg(name))
             + (asLines ? QString() : u"  "_s + text(QT_TRANSLATE_NOOP("bw::cli", "(not text)"))));
    for (const QByteArrayView line : splitLines(diff)) {
        const QString shown = usertext::plainTerminalText(QString::fromUtf8(line));
        out.line(line.startsWith('+') ? out.good(shown) : line.startsWith('-') ? out.bad(shown) : shown);
    }
    return {};
}

}  // namespace

ExitCode runCheckpoints(const Invocation &invocation)
{
    if (invocation.has(u"name"_s) || invocation.has(u"as"_s))
        return runNameCheckpoint(invocation);
    auto opened = openBuild(invocation);
    if (!opened)
        return report(invocation, opened.error());
    Terminal &out = invocation.out();
    if (opened->checkpoints.isEmpty()) {
        out.note(
            text(QT_TRANSLATE_NOOP("bw::cli", "This build has no checkpoint yet: the first is made with the plan.")));
        return ExitCode::Done;
    }
    if (opened->build.demonstration)
        out.line(demonstrationText());
    for (const build::CheckpointEntry &entry : std::as_const(opened->checkpoints)) {
        out.object(checkpointObject(opened->build, entry));
        const QString named =
            entry.name.isEmpty() ? QString() : text(QT_TRANSLATE_NOOP("bw::cli", "  “%1”")).arg(plain(entry.name));
        out.line(
            u"%1  %2  %3  %4/%5  %6  %7%8"_s.arg(out.strong(entry.checkpoint.id))
                .arg(QDateTime::fromMSecsSinceEpoch(entry.timeMs).toString(u"yyyy-MM-dd hh:mm:ss"_s))
                .arg(entry.checkpoint.reason, -8)
                .arg(entry.verified, 3)
                .arg(entry.total, -3)
                .arg(text(QT_TRANSLATE_N_NOOP("bw::cli", "%n files"), entry.checkpoint.files), entry.feature, named));
        if (!entry.note.isEmpty())
            out.line(u"              "_s + plain(entry.note));
    }
    return ExitCode::Done;
}

ExitCode runDiff(const Invocation &invocation)
{
    auto opened = openBuild(invocation);
    if (!opened)
        return report(invocation, opened.error());
    const auto before = treeOf(*opened, invocation.arguments.at(1));
    if (!before)
        return report(invocation, before.error());
    const auto after = treeOf(*opened, invocation.arguments.at(2));
    if (!after)
        return report(invocation, after.error());
    const artifact::ManifestDiff diff = artifact::difference(*before, *after);
    const QList<std::pair<const char *, const QList<QByteArray> *>> kinds {
        {"added", &diff.added}, {"changed", &diff.changed}, {"removed", &diff.removed}};
    for (const auto &[change, paths] : kinds) {
        for (const QByteArray &path : *paths) {
            // Version control and caches change with every commit and tell a person nothing.
            if (artifact::isExcluded(path) && !invocation.has(u"all"_s))
                continue;
            if (auto shown = showChange(invocation, *opened, change, path, before->find(path), after->find(path));
                !shown)
                return report(invocation, shown.error());
        }
    }
    if (diff.added.isEmpty() && diff.changed.isEmpty() && diff.removed.isEmpty())
        invocation.out().note(text(QT_TRANSLATE_NOOP("bw::cli", "Nothing differs between the two checkpoints.")));
    return ExitCode::Done;
}

ExitCode runRestore(const Invocation &invocation)
{
    const QString folder = invocation.value(u"to"_s);
    if (folder.isEmpty())
        return report(
            invocation,
            Error {ErrorCode::InvalidArgument,
                   u"--to"_s,
                   {{u"what"_s, u"--to"_s},
                    {u"remedy"_s,
                     text(QT_TRANSLATE_NOOP("bw::cli", "--to DIR, a folder that is empty or does not exist"))}},
                   std::nullopt});
    auto opened = openBuild(invocation);
    if (!opened)
        return report(invocation, opened.error());
    const auto tree = treeOf(*opened, invocation.arguments.at(1));
    if (!tree)
        return report(invocation, tree.error());
    const QString target = QDir::current().absoluteFilePath(folder);
    const auto done = artifact::extractTree(*tree, opened->side->database().blobs(), target, invocation.stop);
    if (!done)
        return report(invocation, done.error());
    invocation.out().object(Json {{"build", toStd(opened->build.id.value)},
                                  {"path", toStd(target)},
                                  {"files", done->files},
                                  {"bytes", done->bytes},
                                  {"demonstration", opened->build.demonstration}});
    invocation.out().line(
        text(QT_TRANSLATE_N_NOOP("bw::cli", "%n files written to %1. Nothing of them was run."), done->files)
            .arg(target));
    return ExitCode::Done;
}

ExitCode runArtifactAt(const Invocation &invocation)
{
    if (!invocation.has(u"out"_s))
        return report(
            invocation,
            Error {ErrorCode::InvalidArgument,
                   u"--at"_s,
                   {{u"what"_s, u"--at"_s},
                    {u"remedy"_s, text(QT_TRANSLATE_NOOP("bw::cli", "--out FILE.zip, where the zip is to be"))}},
                   std::nullopt});
    auto opened = openBuild(invocation);
    if (!opened)
        return report(invocation, opened.error());
    const auto entry = build::findCheckpoint(opened->checkpoints, invocation.value(u"at"_s));
    if (!entry)
        return report(invocation, entry.error());
    const auto tree = build::loadManifest(opened->side->database().blobs(), entry->checkpoint.manifest);
    if (!tree)
        return report(invocation, tree.error());
    ThreadExecutor executor(2);
    const artifact::ArtifactBuilder builder(opened->side->database().blobs(), executor, {});
    auto items = builder.items(*tree);
    if (!items)
        return report(invocation, items.error());
    const bool complete = entry->total > 0 && entry->verified == entry->total;
    const QString target = QDir::current().absoluteFilePath(invocation.value(u"out"_s));
    const auto zip = artifact::ZipWriter::write(
        target, std::move(*items), executor, invocation.stop,
        complete ? QString() : artifact::ArtifactBuilder::incompleteComment(entry->verified, entry->total));
    if (!zip)
        return report(invocation, zip.error());
    invocation.out().object(Json {{"build", toStd(opened->build.id.value)},
                                  {"path", toStd(target)},
                                  {"sha256", toStd(zip->sha256)},
                                  {"bytes", zip->bytes},
                                  {"complete", complete},
                                  {"checkpoint", toStd(entry->checkpoint.id)},
                                  {"features", {{"total", entry->total}, {"verified", entry->verified}}},
                                  {"demonstration", opened->build.demonstration}});
    invocation.out().line(target);
    if (opened->build.demonstration)
        invocation.out().note(demonstrationText());
    return ExitCode::Done;
}

}  // namespace bw::cli
