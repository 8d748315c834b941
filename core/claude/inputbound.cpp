// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/inputbound.h"

#include "claude/tokenbound.h"

#include <algorithm>

namespace bw::claude
{

namespace
{

bool same(const QByteArray &a, const QByteArray &b) { return a.constData() == b.constData() || a == b; }

}  // namespace

bool InputBound::continues(const ModelRequest &request, const ModelRequest &earlier)
{
    if (request.model != earlier.model || request.messages.size() < earlier.messages.size()
        || !same(request.systemJson, earlier.systemJson) || !same(request.toolsJson, earlier.toolsJson))
        return false;
    return std::ranges::equal(earlier.messages, request.messages.first(earlier.messages.size()), same);
}

qint64 InputBound::of(const ModelRequest &request) const
{
    const qint64 byBytes = boundTokens(request);
    for (auto known = m_known.crbegin(); known != m_known.crend(); ++known) {
        if (!continues(request, known->request))
            continue;
        qint64 appended = request.summarize.toUtf8().size();
        for (qsizetype i = known->request.messages.size(); i < request.messages.size(); ++i)
            appended += request.messages[i].size();
        // A thought comes back as a summary and a signature; the service counts it as long as it was.
        if (request.messages.size() > known->request.messages.size())
            appended += known->output;
        return std::min(byBytes, known->input + appended);
    }
    return byBytes;
}

void InputBound::learn(const ModelRequest &request, const Turn &answer)
{
    const Usage &usage = answer.usage;
    // A summary is asked for with instructions of its own.
    if (!usage.known || usage.wholeInput() <= 0 || !request.summarize.isEmpty())
        return;
    m_known.removeIf([&](const Known &known) { return continues(request, known.request); });
    // What was left out of the view this time may be in it again.
    m_known.append({request, usage.wholeInput() + answer.clearedTokens, usage.output});
    if (m_known.size() > mostConversations)
        m_known.removeFirst();
}

}  // namespace bw::claude
