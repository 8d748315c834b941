// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/conversation.h"

namespace bw::agent
{

void Conversation::addUser(const QString &text)
{
    const Json block {{"type", "text"}, {"text", toStd(text)}};
    m_messages.append(toBytes(Json {{"role", "user"}, {"content", Json::array({block})}}));
}

void Conversation::addAssistant(const QByteArray &contentJson)
{
    m_messages.append("{\"role\":\"assistant\",\"content\":" + contentJson + '}');
}

void Conversation::restartFrom(const QByteArray &summaryJson)
{
    m_messages.clear();
    addAssistant(summaryJson);
}

void Conversation::addToolResults(const QList<Answer> &answers, const QStringList &notes)
{
    Json content = Json::array();
    for (const Answer &answer : answers) {
        Json block {{"type", "tool_result"}, {"tool_use_id", toStd(answer.toolUseId)}};
        if (answer.isError)
            block["is_error"] = true;
        // NUL and other control characters are escaped by the serialiser; an empty text is left out, as the API wants
        // it.
        if (!answer.text.isEmpty())
            block["content"] = Json::array({Json {{"type", "text"}, {"text", toStd(answer.text)}}});
        content.push_back(block);
    }
    for (const QString &note : notes) {
        if (!note.isEmpty())
            content.push_back(Json {{"type", "text"}, {"text", toStd(note)}});
    }
    m_messages.append(toBytes(Json {{"role", "user"}, {"content", content}}));
}

}  // namespace bw::agent
