// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/worksummary.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype mostFiles = 100;
constexpr qsizetype mostCommands = 8;
constexpr qsizetype longestLine = 300;
constexpr qsizetype longestText = 2000;

QString cut(const QString &text, qsizetype longest)
{
    return text.size() <= longest ? text : text.left(longest) + u"…"_s;
}

QString listed(const QStringList &entries) { return u"- "_s + entries.join(u"\n- "_s) + u'\n'; }

}  // namespace

void WorkSummary::add(const QString &tool, const QByteArray &input, const QString &result, bool isError)
{
    const auto parsed = parseJson(input);
    if (!parsed || !parsed->is_object())
        return;
    if ((tool == "write_file"_L1 || tool == "edit_file"_L1) && !isError) {
        const QString path = jsonString(*parsed, "path");
        m_files.removeAll(path);
        m_files.append(path);
        if (m_files.size() > mostFiles)
            m_files.removeFirst();
    } else if (tool == "bash"_L1 && parsed->contains("command")) {
        m_commands.append({cut(jsonString(*parsed, "command").simplified(), longestLine),
                           cut(result.section(u'\n', 0, 0), longestLine)});
        if (m_commands.size() > mostCommands)
            m_commands.removeFirst();
    }
}

void WorkSummary::heard(const QString &message) { m_heard.append(cut(message, longestText)); }

void WorkSummary::said(const QString &text)
{
    if (!text.isEmpty())
        m_said = cut(text, longestText);
}

QString WorkSummary::text() const
{
    QString text =
        u"This work was begun in an earlier session, whose context was full. Look at what it left in the files and in git before you go on.\n"_s;
    if (!m_files.isEmpty())
        text += u"\nFiles it wrote, the newest last:\n"_s + listed(m_files);
    if (!m_commands.isEmpty()) {
        QStringList lines;
        for (const Command &command : m_commands)
            lines.append(command.result.isEmpty() ? command.line : command.line + u"  →  "_s + command.result);
        text += u"\nIts last commands, each with the first line of the result:\n"_s + listed(lines);
    }
    if (!m_said.isEmpty())
        text += u"\nThe last thing it said:\n"_s + m_said + u'\n';
    if (!m_heard.isEmpty())
        text += u"\nWhat a person told it meanwhile:\n"_s + listed(m_heard);
    return text;
}

}  // namespace bw::agent
