// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chatmodel.h"

#include "account/settings.h"
#include "engine/modelchoice.h"
#include "engine/parts.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

/// Where the recording of a model lies; empty when it is none.
QString recordingOf(const QString &model)
{
    if (model == "demo"_L1)
        return u":/buildwright/recordings/chat.jsonl"_s;
    return model.startsWith("recording:"_L1) ? model.mid(10) : QString();
}

Result<std::unique_ptr<claude::Recording>> openRecording(const QString &path)
{
    auto recording = claude::Recording::load(path);
    if (recording && !(*recording)->hasTurnsFor(u"chat"_s))
        return fail(ErrorCode::RecordingMismatch, u"the recording has no conversation"_s,
                    {{u"recording"_s, (*recording)->header().name}, {u"spec"_s, u"chat"_s}});
    return recording;
}

bool saysTheSame(const QString &a, const QString &b)
{
    return a.simplified().compare(b.simplified(), Qt::CaseInsensitive) == 0;
}

}  // namespace

QString chatModelName(const store::Chat &chat)
{
    if (!chat.model.isEmpty())
        return chat.model;
    const QString preferred = account::Settings::load().build().model;
    return preferred.isEmpty() ? defaultModel() : preferred;
}

QStringList recordedReplies(const store::Chat &chat, qsizetype answered)
{
    const QString path = recordingOf(chatModelName(chat));
    if (path.isEmpty())
        return {};
    const auto recording = openRecording(path);
    return recording ? (*recording)->replies(static_cast<int>(answered)) : QStringList();
}

Result<std::unique_ptr<ChatModel>> ChatModel::open(Parts &parts, const store::Chat &chat)
{
    auto made = std::unique_ptr<ChatModel>(new ChatModel(parts));
    made->m_key = u"chat "_s + chat.id.value;
    if (auto built = made->build(chat); !built)
        return fail(built.error());
    return made;
}

Status ChatModel::build(const store::Chat &chat)
{
    const account::Settings settings = account::Settings::load();
    const QString name = chatModelName(chat);
    if (const QString path = recordingOf(name); !path.isEmpty()) {
        auto recording = openRecording(path);
        if (!recording)
            return fail(recording.error());
        m_recording = recording->get();
        m_modelId = m_recording->header().model;
        m_model = std::move(*recording);
        m_before = std::make_unique<claude::PacedModel>(*m_model, m_parts.clock, settings.chat().recordingSpeed);
    } else {
        BuildOptions options;
        options.model = name;
        options.baseUrl = settings.model().baseUrl;
        auto choice = chooseModel(options, {}, m_parts.transport, m_parts.clock);
        if (!choice)
            return fail(choice.error());
        m_modelId = choice->modelId;
        m_service = choice->service;
        m_model = std::move(choice->model);
        auto health = m_parts.services.of(m_service);
        health->limiter.setPerMinute(settings.limits().requestsPerMinute);
        // A person sits there: a failure is told at once, with a button to try again.
        claude::ServiceGate::Options gate {.service = m_service,
                                           .wait = false,
                                           .deadlineMs = {},
                                           .waiting = [this](const claude::ServiceGate::Wait &wait) -> Status {
                                               if (m_waiting)
                                                   m_waiting(wait);
                                               return {};
                                           }};
        m_before = std::make_unique<claude::ServiceGate>(*m_model, health, m_parts.clock, std::move(gate));
    }
    m_guard = std::make_unique<claude::BudgetGuard>(
        *m_before, m_parts.clock, claude::BudgetLimits {},
        [this](EventType type, const Json &payload) { return account(m_key, type, payload); });
    if (!isRecorded())
        m_guard->setShared([this] { return m_parts.limits->rest(); });
    return {};
}

ChatModel::~ChatModel() { m_parts.limits->forget(BuildId {m_key}); }

Status ChatModel::account(const QString &key, EventType type, const Json &payload)
{
    const qint64 reservation = jsonInt(payload, "reservation");
    const auto usd = Money::fromDecimal(jsonString(payload, "usd"));
    if (type == EventType::BudgetReserved && !isRecorded()) {
        const auto fits = m_parts.limits->reserve(BuildId {key}, reservation, jsonInt(payload, "tokens"), usd);
        return fits && m_reserving ? m_reserving(usd) : fits;
    }
    if (type != EventType::BudgetSettled)
        return {};
    if (!isRecorded())
        m_parts.limits->settle(BuildId {key}, reservation);
    const std::scoped_lock lock(m_mutex);
    m_cost = m_cost && usd ? std::optional(*m_cost + *usd) : std::nullopt;
    return {};
}

std::optional<Money> ChatModel::takeCost()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_cost, Money {});
}

Status ChatModel::accepts(const QString &text, qsizetype answered) const
{
    if (!m_recording)
        return {};
    const QStringList offered = m_recording->replies(static_cast<int>(answered));
    for (const QString &one : offered)
        if (saysTheSame(one, text))
            return {};
    return fail(ErrorCode::RecordingEnded, u"the recording does not offer this"_s,
                {{u"recording"_s, m_recording->header().name}, {u"says"_s, offered.join(u'\n')}});
}

}  // namespace bw::engine
