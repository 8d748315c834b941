// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/settings.h"
#include "acting.h"
#include "buildoptions.h"
#include "buildview.h"
#include "commands/commands.h"
#include "engine/settingsdefaults.h"
#include "follow.h"
#include "gateprompt.h"
#include "readside.h"
#include "specname.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

std::unexpected<Error> wrong(const QString &what, const QString &remedy)
{
    return fail(ErrorCode::InvalidArgument, what, {{u"what"_s, what}, {u"remedy"_s, remedy}});
}

/// A file, or one of the library; never guessed where both are meant.
Status readSpecOption(const Invocation &invocation, engine::BuildRequest &request)
{
    const QString given = invocation.value(u"spec"_s);
    const bool isFile = QFileInfo(given).isFile();
    // What looks like a path is one: a mistyped one is not looked for in the library.
    const bool isPath = given.contains(u'/') || given.endsWith(".xml"_L1) || given.endsWith(".md"_L1)
        || given.endsWith(".txt"_L1) || given.endsWith(".bwspec"_L1);
    std::optional<SpecName> known;
    if (!isPath) {
        auto side = ReadSide::open(invocation);
        if (!side && !isNothingYet(side.error()) && !isFile)
            return fail(side.error());
        if (side) {
            const engine::SpecService specs((*side)->database());
            auto found = findSpec(specs, given);
            if (found)
                known = *found;
            else if (found.error().code != ErrorCode::NotFound && !isFile)
                return fail(found.error());
            if (known && !isFile) {
                const auto version = specs.version(known->spec.id, known->version);
                if (!version)
                    return fail(version.error());
                request.specText = version->content;
                request.specName = known->spec.name + (known->spec.format == "xml"_L1 ? u".xml"_s : u".md"_s);
                request.specName.replace(u'/', u'-');
                request.spec = known->spec.id;
                request.specVersion = known->version;
                return {};
            }
        }
    }
    if (known && isFile)
        return fail(ErrorCode::Ambiguous, u"specification"_s,
                    {{u"kind"_s, u"specification"_s},
                     {u"name"_s, given},
                     {u"matches"_s, u"./%1, %2"_s.arg(given, known->spec.id.value)}});
    auto spec = readSpecFile(given);
    if (!spec)
        return fail(spec.error());
    request.specText = *spec;
    request.specName = given;
    return {};
}

}  // namespace

Result<engine::BuildRequest> readRequest(const Invocation &invocation)
{
    const int sources = invocation.has(u"spec"_s) + invocation.has(u"template"_s) + invocation.has(u"prompt"_s);
    if (sources != 1)
        return wrong(text(QT_TRANSLATE_NOOP("bw::cli", "what to build")),
                     u"--spec FILE | --template ID | --prompt TEXT"_s);
    engine::BuildRequest request;
    const auto settings = loadSettings(invocation);
    request.options = engine::buildOptionsFrom(settings);
    request.tierGiven = invocation.has(u"tier"_s) || settings.origin(u"build.tier"_s) != "default"_L1;
    if (auto read = readBuildOptions(invocation, request.options); !read)
        return fail(read.error());
    if (invocation.has(u"spec"_s)) {
        if (auto read = readSpecOption(invocation, request); !read)
            return fail(read.error());
    }
    request.templateId = invocation.value(u"template"_s);
    request.prompt = invocation.value(u"prompt"_s);
    if (invocation.has(u"prompt"_s) && request.prompt.trimmed().isEmpty())
        return wrong(u"--prompt"_s, text(QT_TRANSLATE_NOOP("bw::cli", "a description of the application")));
    return request;
}

namespace
{

// Found before hours of work, not after them.
Result<QString> outPath(const Invocation &invocation)
{
    if (!invocation.has(u"out"_s))
        return QString();
    const QFileInfo info(QDir::current().absoluteFilePath(invocation.value(u"out"_s)));
    const QFileInfo folder(info.absolutePath());
    if (info.isDir() || !folder.isDir() || !folder.isWritable())
        return fail(
            ErrorCode::FileUnwritable, u"--out"_s,
            {{u"path"_s, info.absoluteFilePath()},
             {u"why"_s,
              info.isDir() ? text(QT_TRANSLATE_NOOP("bw::cli", "it is a folder"))
                           : text(QT_TRANSLATE_NOOP("bw::cli", "its folder is missing or may not be written"))}});
    return info.absoluteFilePath();
}

ExitCode showDetached(const Invocation &invocation, const BuildId &id)
{
    // Handed over: this process owns nothing.
    auto side = ReadSide::open(invocation);
    auto build = side ? (*side)->build(id) : Result<Build>(fail(side.error()));
    if (!build)
        return report(invocation, build.error());
    invocation.out().object(resultObject(*build, std::nullopt, build->events));
    if (build->demonstration)
        invocation.out().line(demonstrationText());
    invocation.out().line(
        text(
            QT_TRANSLATE_NOOP("bw::cli", "Build %1 goes on in the background. Follow it: buildwright logs %1 --follow"))
            .arg(id.value));
    return ExitCode::Done;
}

}  // namespace

ExitCode runBuild(const Invocation &invocation)
{
    auto request = readRequest(invocation);
    if (!request)
        return report(invocation, request.error());
    auto out = outPath(invocation);
    if (!out)
        return report(invocation, out.error());
    const bool detached = invocation.has(u"detach"_s);
    request->options.attended = request->options.attended || (!detached && hasPerson(invocation));
    if (detached)
        request->options.out = *out;
    auto acting = detached ? Acting::openDetached(invocation) : Acting::open(invocation);
    if (!acting)
        return report(invocation, acting.error());
    auto id = (*acting)->submit(*request, invocation.stop);
    if (!id)
        return report(invocation, id.error());
    if (detached)
        return showDetached(invocation, *id);
    invocation.out().line(text(QT_TRANSLATE_NOOP("bw::cli", "Build %1")).arg(id->value));
    if (request->options.model == "demo"_L1 || request->options.model.startsWith("recording:"_L1))
        invocation.out().line(demonstrationText());
    const ExitCode code = followBuild(invocation, **acting, *id, 0, *out);
    (*acting)->finish(invocation);
    return code;
}

}  // namespace bw::cli
