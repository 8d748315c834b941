// SPDX-License-Identifier: GPL-3.0-or-later
#include "buildview.h"
#include "ceilingoptions.h"
#include "commandgroups.h"
#include "commands/commands.h"
#include "usertext/usertext.h"

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QList<OptionInfo> buildOptions()
{
    return QList<OptionInfo> {
               {"spec", "FILE|ID",
                QT_TRANSLATE_NOOP("bw::cli",
                                  "build this specification: a file (Markdown, XML, .bwspec), or one of the library "
                                  "(`buildwright spec list`), ID@N for a version")},
               {"template", "ID", QT_TRANSLATE_NOOP("bw::cli", "build a template; `buildwright templates` lists them")},
               {"prompt", "TEXT",
                QT_TRANSLATE_NOOP("bw::cli", "describe the application; the model writes the specification first")},
               {"model", "ID", QT_TRANSLATE_NOOP("bw::cli", "a model id, demo (recorded, no AI), or recording:FILE")},
               {"model-plan", "ID", QT_TRANSLATE_NOOP("bw::cli", "model that plans (default: that of --model)")},
               {"model-code", "ID", QT_TRANSLATE_NOOP("bw::cli", "model that writes the code")},
               {"model-verify", "ID", QT_TRANSLATE_NOOP("bw::cli", "model that doubts what was built")},
               {"model-review", "ID",
                QT_TRANSLATE_NOOP("bw::cli",
                                  "model for side tasks: searching, looking over changes (default: a cheaper one)")},
               {"effort", "E",
                QT_TRANSLATE_NOOP("bw::cli",
                                  "how hard it thinks: low, medium, high, xhigh, max; for single roles: "
                                  "high,plan=max,review=low")},
               {"base-url", "URL",
                QT_TRANSLATE_NOOP("bw::cli",
                                  "address of a Messages API (default: ANTHROPIC_BASE_URL, else Anthropic)")},
               {"sandbox", "WHERE",
                QT_TRANSLATE_NOOP("bw::cli", "where the agent works: local, or e2b (needs E2B_API_KEY)")},
               {"template-image", "ID",
                QT_TRANSLATE_NOOP("bw::cli", "at E2B: the template that sandboxes are made from (default: base)")},
               {"node", "VERSION",
                QT_TRANSLATE_NOOP("bw::cli", "at E2B: version of Node.js, such as 22 (default: that of the template)")},
               {"network", "POLICY",
                QT_TRANSLATE_NOOP("bw::cli", "none, registries (package registries only) or open")},
               {"policy", "NAME",
                QT_TRANSLATE_NOOP("bw::cli", "which commands the agent may run: strict, balanced or permissive")},
               {"gates", "LIST",
                QT_TRANSLATE_NOOP("bw::cli",
                                  "wait for your look: design, features, every:N (verified features), package")},
               {"tier", "TIER", QT_TRANSLATE_NOOP("bw::cli", "simple, standard or production")},
               {"features", "N", QT_TRANSLATE_NOOP("bw::cli", "how many features to plan")},
               {"retries", "N",
                QT_TRANSLATE_NOOP("bw::cli", "how often a failed build is tried again by itself (default 0)")},
               {"priority", "N",
                QT_TRANSLATE_NOOP("bw::cli", "place in the queue, -100 to 100: a higher one starts first (default 0)")},
               {"memory", "SIZE", QT_TRANSLATE_NOOP("bw::cli", "memory of the sandbox (default 4G)")},
               {"disk", "SIZE", QT_TRANSLATE_NOOP("bw::cli", "disk space of the sandbox (default 10G)")},
               {"processes", "N", QT_TRANSLATE_NOOP("bw::cli", "processes in the sandbox (default 512)")},
               {"nice", "N", QT_TRANSLATE_NOOP("bw::cli", "priority of the sandbox, 1 to 19 (default 10)")},
               {"project", "ID", QT_TRANSLATE_NOOP("bw::cli", "id or name of the project that it belongs to")},
               {"out", "FILE.zip", QT_TRANSLATE_NOOP("bw::cli", "copy the zip here")},
               {"detach", nullptr, QT_TRANSLATE_NOOP("bw::cli", "return at once; the build goes on in the background")},
           }
    + ceilingOptions();
}

/// What a forecast depends on.
QList<OptionInfo> forecastOptions()
{
    static const QStringList wanted {QStringLiteral("spec"),    QStringLiteral("template"), QStringLiteral("prompt"),
                                     QStringLiteral("model"),   QStringLiteral("base-url"), QStringLiteral("tier"),
                                     QStringLiteral("features")};
    QList<OptionInfo> options = buildOptions();
    options.removeIf([](const OptionInfo &option) { return !wanted.contains(QLatin1StringView(option.name)); });
    return options;
}

QList<CommandInfo> readingCommands()
{
    const OptionInfo out {"out", "FILE.zip", QT_TRANSLATE_NOOP("bw::cli", "copy the zip here")};
    return {
        {"builds", "", 0, 0, QT_TRANSLATE_NOOP("bw::cli", "List all builds"), {}, runBuilds},
        {"show", "ID", 1, 1, QT_TRANSLATE_NOOP("bw::cli", "Show a build"), {}, runShow},
        {"logs",
         "ID",
         1,
         1,
         QT_TRANSLATE_NOOP("bw::cli", "Show the log of a build"),
         {{"follow", nullptr, QT_TRANSLATE_NOOP("bw::cli", "go on as the log grows")},
          {"search", "TEXT", QT_TRANSLATE_NOOP("bw::cli", "only lines with these words")},
          {"level", "L",
           QT_TRANSLATE_NOOP("bw::cli", "only lines of this level and above: debug, info, warning, error")}},
         runLogs},
        {"events", "ID", 1, 1, QT_TRANSLATE_NOOP("bw::cli", "Show the events of a build"), {}, runEvents},
        {"features",
         "ID",
         1,
         1,
         QT_TRANSLATE_NOOP("bw::cli", "Show the features of a build with their evidence"),
         {},
         runFeatures},
        {"trace",
         "ID [FEATURE]",
         1,
         2,
         QT_TRANSLATE_NOOP("bw::cli", "Show what stands behind the features: specification, files, commits, proofs"),
         {{"spec", "FILE", QT_TRANSLATE_NOOP("bw::cli", "compare with this specification as it is now")}},
         runTrace},
        {"inbox", "", 0, 0, QT_TRANSLATE_NOOP("bw::cli", "List everything that waits for you"), {}, runInbox},
        {"artifact",
         "ID",
         1,
         1,
         QT_TRANSLATE_NOOP("bw::cli", "Show where the zip of a build is, or copy it"),
         {out, {"at", "CHECKPOINT", QT_TRANSLATE_NOOP("bw::cli", "make the zip of this checkpoint; needs --out")}},
         runArtifact},
    };
}

QList<CommandInfo> checkpointCommands()
{
    return {
        {"checkpoints",
         "ID",
         1,
         1,
         QT_TRANSLATE_NOOP("bw::cli", "List the checkpoints of a build, or name one"),
         {{"name", "CHECKPOINT", QT_TRANSLATE_NOOP("bw::cli", "give this one a name; it is never thinned out then")},
          {"as", "NAME", QT_TRANSLATE_NOOP("bw::cli", "the name, which stands for the id from then on")},
          {"note", "TEXT", QT_TRANSLATE_NOOP("bw::cli", "what it is kept for")}},
         runCheckpoints},
        {"diff",
         "ID A B",
         3,
         3,
         QT_TRANSLATE_NOOP("bw::cli", "Show what differs between two checkpoints (an id, first or last)"),
         {{"names", nullptr, QT_TRANSLATE_NOOP("bw::cli", "only the names of the files")},
          {"all", nullptr,
           QT_TRANSLATE_NOOP("bw::cli", "also what a zip leaves out: .git, installed packages, caches")}},
         runDiff},
        {"restore",
         "ID CHECKPOINT",
         2,
         2,
         QT_TRANSLATE_NOOP("bw::cli", "Write the files of a checkpoint to a folder"),
         {{"to", "DIR", QT_TRANSLATE_NOOP("bw::cli", "a folder that is empty or does not exist")}},
         runRestore},
    };
}

// A clone takes what a build takes, but for what is built.
QList<CommandInfo> againCommands()
{
    QList<OptionInfo> options = buildOptions();
    options.removeIf([](const OptionInfo &option) {
        const QByteArrayView name(option.name);
        return name == "spec" || name == "template" || name == "prompt";
    });
    return {{"restart",
             "ID",
             1,
             1,
             QT_TRANSLATE_NOOP("bw::cli", "Build the same again with all its settings, as a new build"),
             {{"out", "FILE.zip", QT_TRANSLATE_NOOP("bw::cli", "copy the zip here")},
              {"detach", nullptr, QT_TRANSLATE_NOOP("bw::cli", "return at once; the build goes on in the background")}},
             runRestart},
            {"clone", "ID", 1, 1,
             QT_TRANSLATE_NOOP("bw::cli", "Build the same again with other settings, as a new build"), options,
             runClone}};
}

QList<CommandInfo> actingCommands()
{
    return {
        {"stop", "ID", 1, 1, QT_TRANSLATE_NOOP("bw::cli", "Stop a build; what was done is kept"), {}, runStop},
        {"pause",
         "ID",
         1,
         1,
         QT_TRANSLATE_NOOP("bw::cli", "Let a build rest from its next safe point on"),
         {{"because", "TEXT", QT_TRANSLATE_NOOP("bw::cli", "a reason, recorded with the build")}},
         runPause},
        {"resume", "ID", 1, 1, QT_TRANSLATE_NOOP("bw::cli", "Go on with a build from its last checkpoint"),
         ceilingOptions() + QList<OptionInfo> {{"out", "FILE.zip", QT_TRANSLATE_NOOP("bw::cli", "copy the zip here")}},
         runResume},
        {"branch",
         "ID CHECKPOINT",
         2,
         2,
         QT_TRANSLATE_NOOP("bw::cli", "Make a build that goes on from a checkpoint of another"),
         {{"out", "FILE.zip", QT_TRANSLATE_NOOP("bw::cli", "copy the zip here")}},
         runBranch},
        {"delete",
         "ID",
         1,
         1,
         QT_TRANSLATE_NOOP("bw::cli", "Delete a build with its log and zip"),
         {{"yes", nullptr, QT_TRANSLATE_NOOP("bw::cli", "do not ask")}},
         runDelete},
    };
}

QList<CommandInfo> otherCommands()
{
    return {
        {"templates",
         "[show ID]",
         0,
         2,
         QT_TRANSLATE_NOOP("bw::cli", "List the templates, or show the specification of one"),
         {},
         runTemplates},
        {"policy",
         "[check COMMAND]",
         0,
         2,
         QT_TRANSLATE_NOOP("bw::cli", "List the command policies, or say what one thinks of a command"),
         {{"policy", "NAME", QT_TRANSLATE_NOOP("bw::cli", "strict, balanced (default) or permissive")}},
         runPolicy},
        {"settings",
         "[get KEY | set KEY VALUE]",
         0,
         3,
         QT_TRANSLATE_NOOP("bw::cli", "Show or change settings"),
         {},
         runSettings},
        {"sandboxes",
         "",
         0,
         0,
         QT_TRANSLATE_NOOP("bw::cli", "List the sandboxes that live at E2B, or end some"),
         {{"end", "ID", QT_TRANSLATE_NOOP("bw::cli", "end this one; only one of this data directory")},
          {"end-orphans", nullptr,
           QT_TRANSLATE_NOOP("bw::cli", "end those of this data directory that no process holds")}},
         runSandboxes},
        {"doctor",
         "[ID]",
         0,
         1,
         QT_TRANSLATE_NOOP("bw::cli", "Check the data directory, or replay the record of one build and compare"),
         {{"rebuild", nullptr, QT_TRANSLATE_NOOP("bw::cli", "make the derived tables again from the events")}},
         runDoctor},
        {"version", "", 0, 0, QT_TRANSLATE_NOOP("bw::cli", "Show the version"), {}, runVersion},
        {"serve",
         "",
         0,
         0,
         QT_TRANSLATE_NOOP("bw::cli", "Own the data directory in the background"),
         {},
         runServe,
         true},
    };
}

}  // namespace

const QList<CommandInfo> &commandTable()
{
    static const QList<CommandInfo> table =
        QList<CommandInfo> {
            {"build", "", 0, 0,
             QT_TRANSLATE_NOOP("bw::cli", "Build an application from a specification, a template or a description"),
             buildOptions(), runBuild},
            {"forecast", "", 0, 0,
             QT_TRANSLATE_NOOP("bw::cli", "Say what a build would probably cost and how long it would take"),
             forecastOptions(), runForecast}}
        + readingCommands() + checkpointCommands() + actingCommands() + againCommands() + peopleCommands()
        + chatCommands() + specCommands() + sandboxCommands() + otherCommands();
    return table;
}

Json failureObject(const QString &command, const QString &code, const QString &message)
{
    Json object {{"error", {{"code", toStd(code)}, {"message", toStd(message)}}}};
    // `build --json` ends with the same object whatever the outcome, also when nothing was started.
    if (command == "build"_L1 || command == "resume"_L1) {
        object["build"] = nullptr;
        object["status"] = "failed";
        object["reason"] = toStd(code);
        object["features"] = Json {{"total", 0}, {"verified", 0}};
        object["usage"] = usageObject(Usage {});
        object["cost_usd"] = 0.0;
        object["artifact"] = nullptr;
        object["events"] = 0;
    }
    return object;
}

ExitCode report(const Invocation &invocation, const Error &error)
{
    const QString message = usertext::errorText(error);
    invocation.out().object(failureObject(invocation.command, toKey(error.code), message));
    invocation.out().note(message);
    return exitCodeFor(error);
}

}  // namespace bw::cli
