// SPDX-License-Identifier: GPL-3.0-or-later
#include "acting.h"
#include "commands/commands.h"
#include "commands/speccheck.h"
#include "commands/specreading.h"
#include "spec/specdocument.h"
#include "specname.h"
#include "store/projectstore.h"
#include "usertext/terminaltext.h"
#include "usertext/usertext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

using engine::SpecAction;

QString text(const char *source, qint64 n = -1)
{
    return QCoreApplication::translate("bw::cli", source, nullptr, static_cast<int>(n));
}

std::unexpected<Error> wrong(const QString &what, const QString &remedy)
{
    return fail(ErrorCode::InvalidArgument, what, {{u"what"_s, what}, {u"remedy"_s, remedy}});
}

struct Verb {
    const char *name;
    int arguments;  ///< with the verb
    int most;
    const char *usage;
};

constexpr std::array verbs {Verb {"check", 2, 2, "spec check FILE"},       Verb {"list", 1, 1, "spec list"},
                            Verb {"show", 2, 2, "spec show ID"},           Verb {"export", 2, 2, "spec export ID"},
                            Verb {"import", 2, 2, "spec import FILE"},     Verb {"diff", 3, 4, "spec diff ID A [B]"},
                            Verb {"restore", 3, 3, "spec restore ID N"},   Verb {"rename", 3, 3, "spec rename ID NAME"},
                            Verb {"duplicate", 2, 2, "spec duplicate ID"}, Verb {"delete", 2, 2, "spec delete ID"},
                            Verb {"undelete", 2, 2, "spec undelete ID"}};

/// What acts on one specification that is named.
Result<SpecAction> actionOn(const Invocation &invocation, const engine::SpecService &specs)
{
    const QString verb = invocation.arguments.first();
    const bool deleted = verb == "undelete"_L1;
    auto found = findSpec(specs, invocation.arguments.at(1), deleted);
    if (!found)
        return fail(found.error());
    SpecAction action {.spec = found->spec.id};
    if (verb == "rename"_L1) {
        action.kind = SpecAction::Kind::Rename;
        action.name = invocation.arguments.at(2);
    } else if (verb == "restore"_L1) {
        action.kind = SpecAction::Kind::Restore;
        bool good = false;
        action.version = invocation.arguments.at(2).toInt(&good);
        if (!good || action.version < 1 || action.version > found->spec.version)
            return wrong(invocation.arguments.at(2),
                         text(QT_TRANSLATE_NOOP("bw::cli", "a version from 1 to %1")).arg(found->spec.version));
    } else {
        action.kind = verb == "duplicate"_L1 ? SpecAction::Kind::Duplicate
            : deleted                        ? SpecAction::Kind::Undelete
                                             : SpecAction::Kind::Delete;
    }
    return action;
}

Result<spec::SpecMerge> settled(const Invocation &invocation, spec::SpecMerge merge)
{
    if (merge.conflicts.isEmpty())
        return merge;
    if (invocation.has(u"take"_s)) {
        const auto choice = spec::mergeChoiceFromKey(invocation.value(u"take"_s));
        if (!choice)
            return wrong(u"--take "_s + invocation.value(u"take"_s), u"mine, theirs, both"_s);
        for (spec::MergeConflict &conflict : merge.conflicts)
            conflict.choice = choice;
        return merge;
    }
    for (const spec::MergeConflict &conflict : std::as_const(merge.conflicts)) {
        const QString place = conflict.line > 0 ? u" ("_s + QString::number(conflict.line) + u')' : QString();
        for (const auto &[side, lines] : {std::pair(u"mine"_s, conflict.mine), std::pair(u"theirs"_s, conflict.theirs)})
            invocation.out().note(side + place + u": "_s
                                  + usertext::plainTerminalText(QString::fromUtf8(lines)).trimmed());
    }
    return fail(ErrorCode::WrongState, u"conflicts"_s,
                {{u"state"_s,
                  text(QT_TRANSLATE_N_NOOP("bw::cli", "changed on both sides (%n places)"), merge.conflicts.size())},
                 {u"possible"_s, u"--take mine, --take theirs, --take both"_s}});
}

Result<SpecAction> importAction(const Invocation &invocation, Acting &acting)
{
    const QString path = invocation.arguments.at(1);
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, path,
                    {{u"path"_s, path},
                     {u"why"_s,
                      QFileInfo(path).exists() ? file.errorString()
                                               : text(QT_TRANSLATE_NOOP("bw::cli", "there is no such file"))}});
    SpecAction action {.kind = SpecAction::Kind::Import, .name = path, .text = file.read(spec::largestDocument + 1)};
    auto side = acting.read(invocation);
    if (!side)
        return fail(side.error());
    if (invocation.has(u"project"_s)) {
        const auto project = store::ProjectStore((*side)->database()).find(invocation.value(u"project"_s));
        if (!project)
            return fail(project.error());
        action.project = project->id;
    }
    if (!invocation.has(u"into"_s))
        return action;
    const engine::SpecService specs((*side)->database());
    const auto into = findSpec(specs, invocation.value(u"into"_s));
    if (!into)
        return fail(into.error());
    auto bytes = readSpecFile(path);
    if (!bytes)
        return fail(bytes.error());
    action = {.kind = SpecAction::Kind::Save,
              .spec = into->spec.id,
              .text = *bytes,
              .version = into->spec.version,
              .by = {u"import"_s,
                     invocation.has(u"because"_s) ? invocation.value(u"because"_s) : QFileInfo(path).fileName()}};
    if (!invocation.has(u"base"_s))
        return action;
    bool good = false;
    const int base = invocation.value(u"base"_s).toInt(&good);
    if (!good || base < 1 || base > into->spec.version)
        return wrong(u"--base "_s + invocation.value(u"base"_s),
                     text(QT_TRANSLATE_NOOP("bw::cli", "a version from 1 to %1")).arg(into->spec.version));
    auto merge = specs.merge(into->spec.id, base, *bytes);
    auto chosen = merge ? settled(invocation, *std::move(merge)) : std::move(merge);
    auto result = chosen ? chosen->result() : Result<QByteArray>(fail(chosen.error()));
    if (!result)
        return fail(result.error());
    action.text = *result;
    return action;
}

ExitCode actOnSpec(const Invocation &invocation)
{
    auto acting = Acting::open(invocation);
    if (!acting)
        return report(invocation, acting.error());
    Result<SpecAction> action = fail(ErrorCode::Internal);
    if (invocation.arguments.first() == "import"_L1) {
        action = importAction(invocation, **acting);
    } else {
        auto side = (*acting)->read(invocation);
        if (!side)
            return report(invocation, side.error());
        action = actionOn(invocation, engine::SpecService((*side)->database()));
    }
    if (!action)
        return report(invocation, action.error());
    const auto led = (*acting)->act(*action, invocation.stop);
    if (!led)
        return report(invocation, led.error());
    auto side = (*acting)->read(invocation);
    if (!side)
        return report(invocation, side.error());
    const engine::SpecService specs((*side)->database());
    const auto now = specs.resolve(led->spec.value, action->kind == SpecAction::Kind::Delete);
    if (!now)
        return report(invocation, now.error());
    showSpecLine(invocation, *now);
    if (action->kind == SpecAction::Kind::Delete)
        invocation.out().note(
            text(QT_TRANSLATE_NOOP("bw::cli", "Kept for 30 days: buildwright spec undelete %1")).arg(led->spec.value));
    (*acting)->finish(invocation);
    return ExitCode::Done;
}

}  // namespace

ExitCode runSpec(const Invocation &invocation)
{
    const QString given = invocation.arguments.first();
    const auto verb =
        std::ranges::find_if(verbs, [&given](const Verb &known) { return given == QLatin1StringView(known.name); });
    if (verb == verbs.end())
        return report(invocation,
                      wrong(u"spec "_s + given,
                            u"check, list, show, export, import, diff, restore, rename, duplicate, delete, undelete"_s)
                          .error());
    if (invocation.arguments.size() < verb->arguments || invocation.arguments.size() > verb->most)
        return report(invocation,
                      wrong(u"spec "_s + invocation.arguments.join(u' '), QString::fromLatin1(verb->usage)).error());
    if (given == "check"_L1)
        return checkSpecFile(invocation, invocation.arguments.at(1));
    if (given == "list"_L1)
        return listSpecs(invocation);
    if (given == "show"_L1)
        return showSpec(invocation);
    if (given == "export"_L1)
        return exportSpec(invocation);
    return given == "diff"_L1 ? diffSpec(invocation) : actOnSpec(invocation);
}

}  // namespace bw::cli
