// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/toolinput.h"

#include <QDir>

namespace bw::agent
{

using namespace Qt::StringLiterals;

ToolResult toolError(const QString &text) { return {text, true}; }

Result<ToolResult> toolError(const Error &error, const QString &what)
{
    if (error.code == ErrorCode::Cancelled || error.code == ErrorCode::SandboxLost || error.code == ErrorCode::DiskFull)
        return fail(error);
    if (error.code == ErrorCode::NotFound)
        return toolError(what + u": there is no such file or folder."_s);
    return toolError(what + u": "_s + (error.detail.isEmpty() ? toKey(error.code) : error.detail));
}

std::optional<QString> workspacePath(const QString &given)
{
    const QString root = QString::fromLatin1(sandbox::workspacePath);
    if (given.contains(QChar(0)))
        return std::nullopt;
    const QString clean = QDir::cleanPath(given.startsWith(u'/') ? given : root + u'/' + given);
    if (clean == root || clean.startsWith(root + u'/'))
        return clean;
    return std::nullopt;
}

QString relativePath(const QString &absolute)
{
    const QString root = QString::fromLatin1(sandbox::workspacePath);
    return absolute == root ? u"."_s : absolute.mid(root.size() + 1);
}

bool isProtected(const QString &absolute) { return relativePath(absolute) == "feature_list.json"_L1; }

Json objectSchema(std::initializer_list<std::tuple<const char *, const char *, const char *>> properties)
{
    Json fields = Json::object();
    Json required = Json::array();
    for (const auto &[name, type, description] : properties) {
        std::string key = name;
        if (key.ends_with('?'))
            key.pop_back();
        else
            required.push_back(key);
        fields[key] = Json {{"type", type}, {"description", description}};
    }
    return Json {{"type", "object"}, {"properties", fields}, {"required", required}, {"additionalProperties", false}};
}

}  // namespace bw::agent
