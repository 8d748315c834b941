// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/handover.h"

#include "agent/gitidentity.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 largestList = 16LL << 20;

QString inWorkspace(const QString &name) { return QLatin1StringView(sandbox::workspacePath) + u'/' + name; }

QString listPath() { return inWorkspace(u"feature_list.json"_s); }

QByteArray firstNotes(const spec::AppSpec &spec)
{
    return u"# Notes\n\n"
           "What was built, what was decided and why, and what the next one has to know. Newest last; no dates.\n\n"
           "- The specification is %1, the plan is feature_list.json (written by the harness only).\n"_s
               .arg(HandOver::specFile(spec))
               .toUtf8();
}

/// For every kind of project that sessions make; whoever makes another kind changes it.
QByteArray firstInit()
{
    return "#!/bin/sh\n"
           "# Prepares a fresh copy of this project: installs what it needs, and nothing else. May be run again.\n"
           "set -e\n"
           "cd \"$(dirname \"$0\")\"\n"
           "if [ -f package-lock.json ]; then\n"
           "  npm ci --no-audit --no-fund\n"
           "elif [ -f package.json ]; then\n"
           "  npm install --no-audit --no-fund\n"
           "fi\n"
           "if [ -f requirements.txt ]; then\n"
           "  python3 -m pip install -r requirements.txt\n"
           "fi\n"
           "echo \"Ready. PROGRESS.md says how to start and test it.\"\n";
}

/// An agent may have put a link or a folder in its place: whatever is no plain file goes first, so that nothing is
/// written through it.
Status put(sandbox::Sandbox &sandbox, const QString &path, const QByteArray &bytes, std::stop_token stop)
{
    const auto there = sandbox.stat(path, stop);
    if (!there && there.error().code != ErrorCode::NotFound)
        return fail(there.error());
    if (there && there->type != sandbox::FileType::File) {
        if (auto removed = sandbox.remove(path, stop); !removed)
            return removed;
    }
    const auto written = sandbox.write(path, bytes, stop);
    if (written || written.error().code == ErrorCode::Cancelled || written.error().code == ErrorCode::SandboxLost)
        return written;
    // Nor is one in the way that may not be written (servers name that differently): another takes its place.
    if (auto removed = sandbox.remove(path, stop); !removed)
        return removed;
    return sandbox.write(path, bytes, stop);
}

Status putWhereMissing(sandbox::Sandbox &sandbox, const QString &path, const QByteArray &bytes, std::stop_token stop)
{
    const auto there = sandbox.stat(path, stop);
    if (there)
        return {};
    return there.error().code == ErrorCode::NotFound ? sandbox.write(path, bytes, stop) : fail(there.error());
}

/// Of an earlier run nothing but what decides is written: times and outputs would make equal work differ.
Json lastRun(const Feature &feature)
{
    Json runs = Json::array();
    for (const Evidence &evidence : feature.evidence.last(std::min(feature.evidence.size(), feature.proof.size())))
        runs.push_back(Json {
            {"command", toStd(evidence.command)}, {"exit_code", evidence.exitCode}, {"timed_out", evidence.timedOut}});
    return runs;
}

}  // namespace

HandOver::HandOver(sandbox::Sandbox &sandbox)
    : m_sandbox(sandbox)
{
}

QString HandOver::specFile(const spec::AppSpec &spec)
{
    return spec.format == spec::SpecFormat::Xml ? u"app_spec.xml"_s : u"app_spec.md"_s;
}

Status HandOver::writeSpec(const spec::AppSpec &spec, std::stop_token stop)
{
    if (auto written = put(m_sandbox, inWorkspace(specFile(spec)), spec.source, stop); !written)
        return written;
    if (auto begun = putWhereMissing(m_sandbox, inWorkspace(u"PROGRESS.md"_s), firstNotes(spec), stop); !begun)
        return begun;
    return putWhereMissing(m_sandbox, inWorkspace(u"init.sh"_s), firstInit(), stop);
}

QByteArray HandOver::bytes(const QList<Feature> &features)
{
    Json list = Json::array();
    for (const Feature &feature : features) {
        Json entry = toJson(feature);
        entry["evidence"] = lastRun(feature);
        list.push_back(std::move(entry));
    }
    return QByteArray::fromStdString(list.dump(2, ' ', false, Json::error_handler_t::replace)) + '\n';
}

Status HandOver::writeFeatures(const QList<Feature> &features, std::stop_token stop)
{
    return put(m_sandbox, listPath(), bytes(features), stop);
}

Result<bool> HandOver::restoreFeatures(const QList<Feature> &features, std::stop_token stop)
{
    const QByteArray wanted = bytes(features);
    const auto info = m_sandbox.stat(listPath(), stop);
    if (!info && info.error().code != ErrorCode::NotFound)
        return fail(info.error());
    if (info && info->type == sandbox::FileType::File && info->size == wanted.size()) {
        const auto found = m_sandbox.read(listPath(), largestList, stop);
        if (found && *found == wanted)
            return false;
        // Not readable (no permission) is no reason to leave it: writing says whether it can be mended.
        if (!found && (found.error().code == ErrorCode::Cancelled || found.error().code == ErrorCode::SandboxLost))
            return fail(found.error());
    }
    if (auto written = put(m_sandbox, listPath(), wanted, stop); !written)
        return fail(written.error());
    return true;
}

Status HandOver::prepareGit(std::stop_token stop)
{
    // The list is the harness's file: what stands in it at the moment of a commit depends on what was proved again by
    // then, and the same work has to make the same commits.
    // No template and no hooks: nothing of the machine's own git set-up gets in, and nothing runs beside the command.
    sandbox::Command command = sandbox::Command::shell(
        u"set -e\n"
        "command -v git >/dev/null || exit 127\n"
        "[ -d .git ] || git init -q --template= --initial-branch=main\n"
        "mkdir -p .git/info\n"
        "grep -qxs /feature_list.json .git/info/exclude || echo /feature_list.json >> .git/info/exclude\n"
        "if ! git rev-parse -q --verify HEAD >/dev/null; then\n"
        "  git config user.name \"$GIT_AUTHOR_NAME\"\n"
        "  git config user.email \"$GIT_AUTHOR_EMAIL\"\n"
        "  git config commit.gpgSign false\n"
        "  git add -A\n"
        "  git -c core.hooksPath=/dev/null commit -q --allow-empty -m 'Start with the specification'\n"
        "fi\n"_s);
    command.env = gitIdentity();
    command.env.insert(u"GIT_CONFIG_NOSYSTEM"_s, u"1"_s);
    command.env.insert(u"GIT_CONFIG_GLOBAL"_s, u"/dev/null"_s);
    command.timeLimit = std::chrono::seconds(60);
    QByteArray said;
    const auto keep = [&said](QByteArrayView piece) {
        said.append(piece.first(std::min<qsizetype>(piece.size(), 2000 - std::min<qsizetype>(2000, said.size()))));
    };
    auto done = m_sandbox.exec(command, {keep, keep}, stop);
    if (!done)
        return fail(done.error());
    if (done->exitCode == 127)
        return fail(ErrorCode::ToolMissing, u"git is not in the sandbox"_s,
                    {{u"tool"_s, u"git"_s}, {u"remedy"_s, u"install git"_s}});
    if (done->exitCode != 0)
        return fail(ErrorCode::SandboxFailed, QString::fromUtf8(said).trimmed(),
                    {{u"why"_s, u"git could not be prepared"_s}});
    return {};
}

}  // namespace bw::agent
