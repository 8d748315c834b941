// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/specreading.h"

#include "base/clock.h"
#include "base/linediff.h"
#include "base/wholefile.h"
#include "commands/speccheck.h"
#include "readside.h"
#include "specname.h"
#include "store/projectstore.h"
#include "usertext/terminaltext.h"
#include "usertext/usertext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source, qint64 n = -1)
{
    return QCoreApplication::translate("bw::cli", source, nullptr, static_cast<int>(n));
}
QString plain(const QString &text) { return usertext::plainTerminalText(text); }
QString when(qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms).toString(u"yyyy-MM-dd hh:mm"_s); }
QString kilobytes(qint64 bytes) { return QString::number((bytes + 999) / 1000) + u" kB"_s; }

std::unexpected<Error> wrong(const QString &what, const QString &remedy)
{
    return fail(ErrorCode::InvalidArgument, what, {{u"what"_s, what}, {u"remedy"_s, remedy}});
}

Result<store::SpecQuery> queryFrom(const Invocation &invocation, ReadSide &side)
{
    store::SpecQuery query {.text = invocation.value(u"search"_s),
                            .tier = invocation.value(u"tier"_s),
                            .origin = invocation.value(u"origin"_s),
                            .deleted = invocation.has(u"deleted"_s),
                            .limit = 100};
    if (!query.tier.isEmpty() && !tierFromKey(query.tier))
        return wrong(u"--tier "_s + query.tier, u"simple, standard, production"_s);
    if (invocation.has(u"project"_s)) {
        const auto project = store::ProjectStore(side.database()).find(invocation.value(u"project"_s));
        if (!project)
            return fail(project.error());
        query.project = project->id;
    }
    return query;
}

Json versionObject(const store::SpecVersion &version)
{
    Json object {{"version", version.version},
                 {"author", toStd(version.author)},
                 {"reason", toStd(version.note)},
                 {"created", toStd(toIso(version.createdMs))}};
    if (version.restored > 0)
        object["restored"] = version.restored;
    return object;
}

void showVersions(const Invocation &invocation, const QList<store::SpecVersion> &history)
{
    Terminal &out = invocation.out();
    for (const store::SpecVersion &version : history) {
        const QString restored = version.restored > 0
            ? u"  "_s + text(QT_TRANSLATE_NOOP("bw::cli", "(version %1 again)")).arg(version.restored)
            : QString();
        out.line(u"  %1  %2  %3%4%5"_s.arg(version.version, 4)
                     .arg(when(version.createdMs), version.author.leftJustified(8))
                     .arg(version.note.isEmpty() ? QString() : u"  "_s + plain(version.note), restored));
    }
}

/// What opening the library for reading leads to.
struct Opened {
    std::unique_ptr<ReadSide> side;
    std::unique_ptr<engine::SpecService> specs;
    SpecName found {};
};

Result<Opened> openSpec(const Invocation &invocation)
{
    if (invocation.arguments.size() < 2)
        return wrong(u"spec "_s + invocation.arguments.first(),
                     text(QT_TRANSLATE_NOOP("bw::cli", "an id, or the name of a specification")));
    auto side = ReadSide::open(invocation);
    if (!side)
        return fail(side.error());
    Opened opened {std::move(*side), nullptr};
    opened.specs = std::make_unique<engine::SpecService>(opened.side->database());
    auto found = findSpec(*opened.specs, invocation.arguments.at(1), invocation.has(u"deleted"_s));
    if (!found)
        return fail(found.error());
    opened.found = *found;
    return opened;
}

/// "3", "@3", "last".
Result<int> versionFrom(const QString &given, int newest)
{
    if (given.isEmpty() || given == "last"_L1)
        return newest;
    bool good = false;
    const int version = (given.startsWith(u'@') ? given.mid(1) : given).toInt(&good);
    if (!good || version < 1 || version > newest)
        return wrong(given, text(QT_TRANSLATE_NOOP("bw::cli", "a version from 1 to %1, or last")).arg(newest));
    return version;
}

void showDifference(const Invocation &invocation, const spec::SpecDifference &difference)
{
    using Kind = spec::SpecDifference::Kind;
    Terminal &out = invocation.out();
    const QChar sign = difference.kind == Kind::Added ? u'+'
        : difference.kind == Kind::Removed            ? u'-'
        : difference.kind == Kind::Moved              ? u'>'
                                                      : u'~';
    QString what;
    if (difference.kind == Kind::Moved) {
        what = difference.groupBefore == difference.groupAfter
            ? difference.after
            : u"%1  [%2 > %3]"_s.arg(difference.after, difference.groupBefore, difference.groupAfter);
    } else if (difference.kind == Kind::Changed) {
        for (const spec::WordPiece &piece : difference.words)
            what += piece.kind == spec::WordPiece::Kind::Same ? piece.text
                : piece.kind == spec::WordPiece::Kind::Added  ? u"{+"_s + piece.text.trimmed() + u"+} "_s
                                                              : u"[-"_s + piece.text.trimmed() + u"-] "_s;
    } else {
        what = difference.kind == Kind::Added ? difference.after : difference.before;
    }
    const QString line =
        u"%1 %2 %3  %4"_s.arg(sign).arg(toKey(difference.what), plain(difference.key), plain(what.simplified()));
    out.line(difference.kind == Kind::Added ? out.good(line) : difference.kind == Kind::Removed ? out.bad(line) : line);
}

/// The form by --format, else by the ending of --out, else as it stands.
QString formOf(const Invocation &invocation)
{
    if (invocation.has(u"format"_s))
        return invocation.value(u"format"_s);
    const QString file = invocation.value(u"out"_s);
    if (file.endsWith(".bwspec"_L1))
        return u"bwspec"_s;
    if (file.endsWith(".md"_L1))
        return u"markdown"_s;
    return file.endsWith(".xml"_L1) ? u"xml"_s : u"source"_s;
}

}  // namespace

Json specObject(const store::Spec &spec)
{
    Json object {{"spec", toStd(spec.id.value)},
                 {"name", toStd(spec.name)},
                 {"version", spec.version},
                 {"format", toStd(spec.format)},
                 {"tier", spec.tier.isEmpty() ? Json(nullptr) : Json(toStd(spec.tier))},
                 {"features", spec.features < 0 ? Json(nullptr) : Json(spec.features)},
                 {"bytes", spec.bytes},
                 {"origin", toStd(spec.origin)},
                 {"project", toStd(spec.project.value)},
                 {"chat", toStd(spec.chat.value)},
                 {"created", toStd(toIso(spec.createdMs))},
                 {"updated", toStd(toIso(spec.updatedMs))}};
    if (spec.deletedMs > 0)
        object["deleted"] = toStd(toIso(spec.deletedMs));
    return object;
}

void showSpecLine(const Invocation &invocation, const store::Spec &spec)
{
    Terminal &out = invocation.out();
    out.object(specObject(spec));
    const QString features = spec.features < 0 ? text(QT_TRANSLATE_NOOP("bw::cli", "cannot be read"))
                                               : text(QT_TRANSLATE_N_NOOP("bw::cli", "%n features"), spec.features);
    out.line(u"%1  %2  %3  %4"_s.arg(
        spec.id.value, when(spec.updatedMs), out.strong(plain(spec.name)),
        out.faint(u"@%1  %2  %3  %4  %5"_s.arg(QString::number(spec.version), spec.tier.isEmpty() ? u"-"_s : spec.tier,
                                               features, kilobytes(spec.bytes), spec.origin))));
}

ExitCode listSpecs(const Invocation &invocation)
{
    const QString none = text(QT_TRANSLATE_NOOP(
        "bw::cli", "There is no such specification. `buildwright spec import FILE` takes one into the library."));
    auto side = ReadSide::open(invocation);
    if (!side) {
        if (!isNothingYet(side.error()))
            return report(invocation, side.error());
        invocation.out().note(none);
        return ExitCode::Done;
    }
    auto query = queryFrom(invocation, **side);
    if (!query)
        return report(invocation, query.error());
    const engine::SpecService specs((*side)->database());
    for (bool any = false;;) {
        const auto page = specs.list(*query);
        if (!page)
            return report(invocation, page.error());
        for (const store::Spec &spec : *page)
            showSpecLine(invocation, spec);
        any = any || !page->isEmpty();
        if (!any)
            invocation.out().note(none);
        if (page->size() < query->limit)
            return ExitCode::Done;
        query->offset += query->limit;
    }
}

ExitCode showSpec(const Invocation &invocation)
{
    const auto opened = openSpec(invocation);
    if (!opened)
        return report(invocation, opened.error());
    const SpecName &found = opened->found;
    const auto version = opened->specs->version(found.spec.id, found.version);
    const auto history = opened->specs->history(found.spec.id);
    if (!version || !history)
        return report(invocation, version ? history.error() : version.error());
    const spec::ParsedSpec parsed = spec::readSpec(version->content);
    const QList<spec::Finding> findings = spec::validateSpec(parsed);
    Json object = specObject(found.spec);
    object["shown"] = found.version;
    object["source"] = QString::fromUtf8(version->content).toStdString();
    object["usable"] = parsed.usable();
    object["diagnostics"] = findingsArray(findings);
    Json versions = Json::array();
    for (const store::SpecVersion &entry : *history)
        versions.push_back(versionObject(entry));
    object["versions"] = std::move(versions);
    Terminal &out = invocation.out();
    out.object(object);
    if (out.json())
        return ExitCode::Done;
    showSpecLine(invocation, found.spec);
    showVersions(invocation, *history);
    for (const spec::SpecFeature &feature : parsed.spec.features)
        out.line(u"  %1  %2%3"_s.arg(feature.id.leftJustified(32), plain(feature.text),
                                     feature.group.isEmpty() ? QString() : out.faint(u"  "_s + plain(feature.group))));
    showFindings(invocation, u"%1@%2"_s.arg(found.spec.id.value).arg(found.version), findings);
    return ExitCode::Done;
}

ExitCode exportSpec(const Invocation &invocation)
{
    const auto opened = openSpec(invocation);
    if (!opened)
        return report(invocation, opened.error());
    const QString form = formOf(invocation);
    const auto bytes = opened->specs->exported(opened->found.spec.id, form, opened->found.version);
    if (!bytes)
        return report(invocation, bytes.error());
    Json object {{"spec", toStd(opened->found.spec.id.value)},
                 {"version", opened->found.version},
                 {"format", toStd(form)},
                 {"bytes", bytes->size()}};
    if (!invocation.has(u"out"_s)) {
        object["text"] = QString::fromUtf8(*bytes).toStdString();
        invocation.out().object(object);
        // On a pipe this is the file itself.
        invocation.out().line(QString::fromUtf8(*bytes).trimmed());
        return ExitCode::Done;
    }
    const QString path = QDir::current().absoluteFilePath(invocation.value(u"out"_s));
    if (auto written = writeWhole(path, *bytes); !written)
        return report(invocation, written.error());
    object["out"] = toStd(path);
    invocation.out().object(object);
    invocation.out().line(path);
    return ExitCode::Done;
}

ExitCode diffSpec(const Invocation &invocation)
{
    const auto opened = openSpec(invocation);
    if (!opened)
        return report(invocation, opened.error());
    const store::Spec &spec = opened->found.spec;
    if (invocation.arguments.size() < 3)
        return report(invocation, wrong(u"spec diff"_s, u"spec diff ID A [B]"_s).error());
    const auto before = versionFrom(invocation.arguments.at(2), spec.version);
    const auto after = versionFrom(invocation.arguments.value(3), spec.version);
    if (!before || !after)
        return report(invocation, before ? after.error() : before.error());
    const auto differences = opened->specs->diff(spec.id, *before, *after);
    const auto lines = opened->specs->textDiff(spec.id, *before, *after);
    if (!differences || !lines)
        return report(invocation, differences ? lines.error() : differences.error());
    Json array = Json::array();
    for (const spec::SpecDifference &difference : *differences)
        array.push_back(toJson(difference));
    Json object {{"spec", toStd(spec.id.value)}, {"before", *before}, {"after", *after}, {"differences", array}};
    Terminal &out = invocation.out();
    if (invocation.has(u"text"_s))
        object["diff"] = QString::fromUtf8(*lines).toStdString();
    out.object(object);
    if (out.json())
        return ExitCode::Done;
    if (invocation.has(u"text"_s)) {
        for (const QByteArrayView line : splitLines(*lines)) {
            const QString shown = plain(QString::fromUtf8(line));
            out.line(line.startsWith('+') ? out.good(shown) : line.startsWith('-') ? out.bad(shown) : shown);
        }
        return ExitCode::Done;
    }
    for (const spec::SpecDifference &difference : *differences)
        showDifference(invocation, difference);
    if (differences->isEmpty())
        out.note(lines->isEmpty()
                     ? text(QT_TRANSLATE_NOOP("bw::cli", "The versions are the same."))
                     : text(QT_TRANSLATE_NOOP("bw::cli", "Nothing that is built differs; --text shows the lines.")));
    return ExitCode::Done;
}

}  // namespace bw::cli
