// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/shellrequest.h"

#include <algorithm>

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype longestCommand = 64 << 10;
constexpr qsizetype longestType = 64;

bool isTerminalType(const QString &text)
{
    return !text.isEmpty() && text.size() <= longestType && std::ranges::all_of(text, [](QChar c) {
        return (c.unicode() < 128 && c.isLetterOrNumber()) || c == u'-' || c == u'_' || c == u'.' || c == u'+';
    });
}

}  // namespace

Json toJson(const ShellRequest &request)
{
    return Json {{"command", toStd(request.command)},
                 {"terminal", request.terminal},
                 {"columns", request.columns},
                 {"rows", request.rows},
                 {"terminal_type", toStd(request.terminalType)}};
}

Result<ShellRequest> shellRequestFromJson(const Json &json)
{
    ShellRequest request;
    if (json.is_object()) {
        request.command = jsonString(json, "command");
        request.terminal = jsonBool(json, "terminal");
        request.columns = static_cast<int>(std::clamp<qint64>(jsonInt(json, "columns", 80), 1, 10'000));
        request.rows = static_cast<int>(std::clamp<qint64>(jsonInt(json, "rows", 24), 1, 10'000));
        request.terminalType = jsonString(json, "terminal_type");
    }
    if (!isTerminalType(request.terminalType))
        request.terminalType = u"xterm-256color"_s;
    if ((request.command.isEmpty() && !request.terminal) || request.command.size() > longestCommand
        || request.command.contains(u'\0'))
        return fail(ErrorCode::InvalidArgument, u"shell"_s,
                    {{u"what"_s, u"shell"_s},
                     {u"remedy"_s, u"a terminal, or a command line of 1 to %1 letters"_s.arg(longestCommand)}});
    return request;
}

}  // namespace bw::engine
