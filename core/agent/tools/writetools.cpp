// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/filetools.h"
#include "agent/tools/toolinput.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 largestEdit = 10LL << 20;

// Where the model may write, or the sentence that says why not.
std::expected<QString, QString> target(const QString &given)
{
    const auto path = workspacePath(given);
    if (!path || *path == QLatin1StringView(sandbox::workspacePath))
        return std::unexpected(u"%1 is not a file below /workspace."_s.arg(given));
    if (isProtected(*path))
        return std::unexpected(
            u"feature_list.json is written by the harness only. A feature becomes verified when its proof commands pass."_s);
    return *path;
}

Result<ToolResult> store(const ToolCall &call, const QString &path, const QByteArray &bytes, bool existed,
                         const QString &done, std::stop_token stop)
{
    if (auto written = call.context.sandbox.write(path, bytes, stop); !written)
        return toolError(written.error(), relativePath(path));
    auto logged = call.context.log.append(EventType::FileChanged,
                                          Json {{"path", toStd(relativePath(path))},
                                                {"kind", existed ? "changed" : "created"},
                                                {"bytes", bytes.size()},
                                                {"tool_use_id", toStd(call.toolUseId)}});
    if (!logged)
        return fail(logged.error());
    return ToolResult {done, false};
}

}  // namespace

QString WriteFileTool::description() const
{
    return u"Create a text file of the workspace or replace it whole. Missing folders are made. Use edit_file for small changes."_s;
}

Json WriteFileTool::schema() const
{
    return objectSchema({{"path", "string", "Path, relative to /workspace or absolute below it"},
                         {"content", "string", "The whole content"}});
}

Result<ToolResult> WriteFileTool::run(const ToolCall &call, std::stop_token stop)
{
    const auto path = target(jsonString(call.input, "path"));
    if (!path)
        return toolError(path.error());
    if (!call.input.contains("content") || !call.input.at("content").is_string())
        return toolError(u"content is missing; give the whole text of the file as a string."_s);
    const QByteArray bytes = jsonString(call.input, "content").toUtf8();
    const auto before = call.context.sandbox.stat(*path, stop);
    if (before && before->type == sandbox::FileType::Directory)
        return toolError(u"%1 is a folder."_s.arg(relativePath(*path)));
    return store(call, *path, bytes, before.has_value(),
                 u"Written: %1 (%2 bytes)."_s.arg(relativePath(*path)).arg(bytes.size()), stop);
}

QString EditFileTool::description() const
{
    return u"Replace one piece of text in a file. old_text must occur exactly once, white space included; give enough lines around it. With replace_all every occurrence is replaced."_s;
}

Json EditFileTool::schema() const
{
    return objectSchema({{"path", "string", "Path, relative to /workspace or absolute below it"},
                         {"old_text", "string", "Text as it stands in the file"},
                         {"new_text", "string", "Text to take its place"},
                         {"replace_all?", "boolean", "Replace every occurrence"}});
}

Result<ToolResult> EditFileTool::run(const ToolCall &call, std::stop_token stop)
{
    const auto path = target(jsonString(call.input, "path"));
    if (!path)
        return toolError(path.error());
    const QByteArray old = jsonString(call.input, "old_text").toUtf8();
    const QByteArray fresh = jsonString(call.input, "new_text").toUtf8();
    if (old.isEmpty())
        return toolError(u"old_text is empty. To make a new file use write_file."_s);
    auto bytes = call.context.sandbox.read(*path, largestEdit, stop);
    if (!bytes)
        return toolError(bytes.error(), relativePath(*path));
    const auto times = bytes->count(old);
    if (times == 0)
        return toolError(u"old_text does not occur in %1. Read the file again: white space and line ends count."_s.arg(
            relativePath(*path)));
    if (times > 1 && !jsonBool(call.input, "replace_all"))
        return toolError(
            u"old_text occurs %1 times in %2. Give more lines around it, or set replace_all."_s.arg(times).arg(
                relativePath(*path)));
    bytes->replace(old, fresh);
    return store(call, *path, *bytes, true, u"Replaced %1 time(s) in %2."_s.arg(times).arg(relativePath(*path)), stop);
}

}  // namespace bw::agent
