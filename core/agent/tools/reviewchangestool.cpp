// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/reviewchangestool.h"

#include "agent/gitidentity.h"
#include "agent/prompts.h"
#include "agent/tools/toolinput.h"

#include <QRegularExpression>

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

struct Changes {
    QString text;
    bool good = false;
};

/// What git says, without anything that the project's own configuration could run beside it.
Result<Changes> changesSince(sandbox::Sandbox &sandbox, const QString &since, std::stop_token stop)
{
    sandbox::Command command =
        sandbox::Command::shell(u"set -e\n"
                                "git --no-pager diff --no-ext-diff --no-textconv --stat \"$SINCE\" --\n"
                                "git ls-files --others --exclude-standard | sed 's/^/new, not in git: /'\n"
                                "git --no-pager diff --no-ext-diff --no-textconv \"$SINCE\" --\n"_s);
    command.env = gitIdentity();
    command.env.insert(u"SINCE"_s, since);
    command.timeLimit = std::chrono::seconds(60);
    QByteArray said;
    bool cut = false;
    const auto keep = [&said, &cut](QByteArrayView piece) {
        const qsizetype room = ReviewChangesTool::longestDiff - said.size();
        cut = cut || piece.size() > room;
        said.append(piece.first(std::min(piece.size(), room)));
    };
    const auto done = sandbox.exec(command, {keep, keep}, stop);
    if (!done)
        return fail(done.error());
    return Changes {QString::fromUtf8(said) + (cut ? u"\n[cut here; the files say the rest]"_s : QString()),
                    done->exitCode == 0};
}

}  // namespace

QString ReviewChangesTool::description() const
{
    return u"Have your changes looked over by somebody who did not make them, before you end. The answer names errors, "
           "forgotten cases and weak tests with paths and lines; you decide what to do about them. Looks at what "
           "differs from a revision of git: HEAD when nothing is committed yet, else the commit before your first."_s;
}

Json ReviewChangesTool::schema() const
{
    return objectSchema({{"since?", "string", "revision of git to compare with, such as HEAD (default) or HEAD~2"},
                         {"focus?", "string", "what to look at above all"}});
}

Result<ToolResult> ReviewChangesTool::run(const ToolCall &call, std::stop_token stop)
{
    const QString since = jsonString(call.input, "since", u"HEAD"_s).trimmed();
    static const QRegularExpression revision(u"\\A[A-Za-z0-9_][A-Za-z0-9_./~^@{}-]{0,100}\\z"_s);
    if (!revision.match(since).hasMatch())
        return toolError(u"\"%1\" is no revision of git, such as HEAD or HEAD~2."_s.arg(since));
    auto changes = changesSince(call.context.sandbox, since, stop);
    if (!changes)
        return toolError(changes.error(), u"git"_s);
    if (!changes->good)
        return toolError(u"git could not compare with %1:\n%2"_s.arg(since, changes->text.left(2000)));
    if (changes->text.trimmed().isEmpty())
        return toolError(u"Nothing differs from %1. Name the commit before your first with since."_s.arg(since));
    const QString focus = jsonString(call.input, "focus").trimmed();
    auto message = prompt(u"review_start"_s,
                          {{u"changes"_s, changes->text},
                           {u"purpose"_s, focus.isEmpty() ? m_purpose : m_purpose + u"\nAbove all: "_s + focus},
                           {u"feature"_s, m_feature}});
    if (!message)
        return fail(message.error());
    return m_agent.run(call, {u"review"_s, *message}, std::move(stop));
}

}  // namespace bw::agent
