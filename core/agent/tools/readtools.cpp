// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/filetools.h"
#include "agent/tools/toolinput.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 largestRead = 10LL << 20;
constexpr qint64 defaultLines = 2000;
constexpr qsizetype longestLine = 2000;
constexpr qsizetype mostEntries = 1000;

QString numbered(const QString &text, qint64 offset, qint64 limit)
{
    const QStringList lines = text.split(u'\n');
    QString result;
    qint64 number = 0;
    for (const QString &line : lines) {
        if (++number < offset)
            continue;
        if (number >= offset + limit) {
            result += u"[… %1 more lines; read on with offset %2]\n"_s.arg(lines.size() - number + 1).arg(number);
            break;
        }
        result += u"%1\t%2\n"_s.arg(number, 6).arg(line.size() > longestLine ? line.left(longestLine) + u"…"_s : line);
    }
    return result;
}

bool isNoise(const QString &name) { return name == "node_modules"_L1 || name == ".git"_L1 || name == "__pycache__"_L1; }

}  // namespace

QString ReadFileTool::description() const
{
    return u"Read a text file of the workspace. Lines come numbered. Use offset and limit for long files."_s;
}

Json ReadFileTool::schema() const
{
    return objectSchema({{"path", "string", "Path, relative to /workspace or absolute below it"},
                         {"offset?", "integer", "First line to read, from 1"},
                         {"limit?", "integer", "How many lines, 2000 if left out"}});
}

Result<ToolResult> ReadFileTool::run(const ToolCall &call, std::stop_token stop)
{
    const QString given = jsonString(call.input, "path");
    const auto path = workspacePath(given);
    if (!path)
        return toolError(u"%1 is not below /workspace."_s.arg(given));
    auto bytes = call.context.sandbox.read(*path, largestRead, stop);
    if (!bytes)
        return toolError(bytes.error(), given);
    if (bytes->left(8000).contains('\0'))
        return toolError(u"%1 is not a text file (%2 bytes)."_s.arg(given).arg(bytes->size()));
    if (bytes->isEmpty())
        return ToolResult {u"(the file is empty)"_s, false};
    return ToolResult {numbered(QString::fromUtf8(*bytes), std::max<qint64>(1, jsonInt(call.input, "offset", 1)),
                                std::max<qint64>(1, jsonInt(call.input, "limit", defaultLines))),
                       false};
}

QString ListFilesTool::description() const
{
    return u"List files and folders below a folder of the workspace, two levels deep unless depth says otherwise. What node_modules and .git hold is left out."_s;
}

Json ListFilesTool::schema() const
{
    return objectSchema(
        {{"path?", "string", "Folder, /workspace if left out"}, {"depth?", "integer", "Levels, 1 to 5"}});
}

Result<ToolResult> ListFilesTool::run(const ToolCall &call, std::stop_token stop)
{
    const QString given = jsonString(call.input, "path", u"."_s);
    const auto path = workspacePath(given);
    if (!path)
        return toolError(u"%1 is not below /workspace."_s.arg(given));
    const int depth = static_cast<int>(std::clamp<qint64>(jsonInt(call.input, "depth", 2), 1, 5));
    auto entries = call.context.sandbox.list(*path, depth, stop);
    if (!entries)
        return toolError(entries.error(), given);
    QStringList lines;
    for (const sandbox::FileInfo &entry : *entries) {
        const QString shown = relativePath(entry.path);
        const QStringList parts = shown.split(u'/');
        if (std::any_of(parts.begin(), parts.end() - 1, isNoise))
            continue;
        if (lines.size() >= mostEntries) {
            lines.append(u"[… more than %1 entries; name a folder below]"_s.arg(mostEntries));
            break;
        }
        const bool folder = entry.type == sandbox::FileType::Directory;
        lines.append(folder ? shown + u'/' : u"%1  (%2 bytes)"_s.arg(shown).arg(entry.size));
    }
    return ToolResult {lines.isEmpty() ? u"(the folder is empty)"_s : lines.join(u'\n'), false};
}

QString SearchFilesTool::description() const
{
    return u"Search the workspace for lines that match a regular expression (POSIX extended). Gives path, line number and line. Binary files, node_modules and .git are left out."_s;
}

Json SearchFilesTool::schema() const
{
    return objectSchema({{"pattern", "string", "Regular expression"},
                         {"path?", "string", "Folder or file, /workspace if left out"},
                         {"glob?", "string", "Only files whose name matches, as *.js"}});
}

Result<ToolResult> SearchFilesTool::run(const ToolCall &call, std::stop_token stop)
{
    const QString given = jsonString(call.input, "path", u"."_s);
    const auto path = workspacePath(given);
    const QString pattern = jsonString(call.input, "pattern");
    if (!path || pattern.isEmpty())
        return toolError(pattern.isEmpty() ? u"pattern is empty."_s : u"%1 is not below /workspace."_s.arg(given));
    sandbox::Command grep;
    grep.program = u"/usr/bin/grep"_s;
    grep.args = {u"-rnIE"_s, u"--exclude-dir=node_modules"_s, u"--exclude-dir=.git"_s, u"-m"_s, u"200"_s};
    if (const QString glob = jsonString(call.input, "glob"); !glob.isEmpty())
        grep.args.append(u"--include="_s + glob);
    grep.args << u"-e"_s << pattern << u"--"_s << relativePath(*path);
    grep.timeLimit = std::chrono::seconds(30);
    QByteArray output, errors;
    auto done = call.context.sandbox.exec(grep,
                                          {[&](QByteArrayView piece) {
                                               if (output.size() < (4 << 20))
                                                   output.append(piece);
                                           },
                                           [&](QByteArrayView piece) {
                                               if (errors.size() < 4000)
                                                   errors.append(piece);
                                           }},
                                          stop);
    if (!done)
        return toolError(done.error(), u"search"_s);
    if (done->exitCode > 1)
        return toolError(u"The search failed: "_s + QString::fromUtf8(errors).trimmed());
    QStringList lines;
    for (const QString &line : QString::fromUtf8(output).split(u'\n', Qt::SkipEmptyParts))
        lines.append(line.left(400));
    return ToolResult {lines.isEmpty() ? u"Nothing matches."_s : lines.join(u'\n'), false};
}

}  // namespace bw::agent
