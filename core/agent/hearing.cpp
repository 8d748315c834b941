// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/hearing.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;

Hearing::Hearing(AgentContext &context, QString session, bool listens)
    : m_context(context)
    , m_session(std::move(session))
    , m_listens(listens && context.unheard)
{
}

Result<QStringList> Hearing::next()
{
    if (!m_listens)
        return QStringList();
    const auto messages = m_context.unheard();
    if (!messages)
        return fail(messages.error());
    QStringList said;
    for (const PersonMessage &message : *messages) {
        if (m_heard.contains(message.id))
            continue;
        auto recorded = m_context.log.commit(EventType::MessageHeard,
                                             Json {{"message", toStd(message.id)}, {"session", toStd(m_session)}});
        if (!recorded)
            return fail(recorded.error());
        m_heard.append(message.id);
        said.append(u"A person says: "_s + message.text);
    }
    return said;
}

}  // namespace bw::agent
