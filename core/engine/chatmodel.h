// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "claude/budgetguard.h"
#include "claude/pacedmodel.h"
#include "claude/recording.h"
#include "claude/servicegate.h"
#include "store/chatrecords.h"

#include <memory>
#include <mutex>

namespace bw::engine
{

struct Parts;

/// What answers in a chat, behind everything that a call has to pass: the limits of a day and month for all builds and
/// chats together (the worst case is reserved before a call), the breaker and the limit of requests of its service.
/// Used by one thread at a time.
class ChatModel final
{
public:
    /// "demo" plays the recorded conversation, "recording:FILE" another one, at a human pace (setting
    /// chat.recording_speed); anything else as chooseModel(). Asks nobody. Errors: KeyMissing, RecordingMismatch (a
    /// recording without a conversation), RecordingInvalid, FileUnreadable, InvalidArgument.
    static Result<std::unique_ptr<ChatModel>> open(Parts &parts, const store::Chat &chat);
    ~ChatModel();

    claude::Model &model() { return *m_guard; }
    [[nodiscard]] const QString &modelId() const { return m_modelId; }
    [[nodiscard]] bool isRecorded() const { return m_recording != nullptr; }
    /// Called while the gate holds a call back.
    void setWaiting(std::function<void(const claude::ServiceGate::Wait &)> waiting) { m_waiting = std::move(waiting); }
    /// Called before each call with what it costs at the worst; its error ends the call before it is made. Not of a
    /// recording, which costs nothing.
    void setReserving(std::function<Status(std::optional<Money>)> reserving) { m_reserving = std::move(reserving); }
    /// What the calls since the last time cost. Of one that broke: its worst case. Nothing = a price is unknown.
    std::optional<Money> takeCost();
    /// RecordingEnded when a recording was told something that it does not offer after so many answers (args
    /// "recording", "says": what it offers, a line each).
    [[nodiscard]] Status accepts(const QString &text, qsizetype answered) const;

private:
    explicit ChatModel(Parts &parts)
        : m_parts(parts)
    {
    }
    Status account(const QString &key, EventType type, const Json &payload);
    Status build(const store::Chat &chat);

    Parts &m_parts;
    QString m_key;  ///< of this chat's promises among all limits
    QString m_modelId;
    QString m_service;
    claude::Recording *m_recording = nullptr;
    std::function<void(const claude::ServiceGate::Wait &)> m_waiting;
    std::function<Status(std::optional<Money>)> m_reserving;
    std::mutex m_mutex;
    std::optional<Money> m_cost = Money {};
    std::unique_ptr<claude::Model> m_model;
    std::unique_ptr<claude::Model> m_before;  ///< gate or pace
    std::unique_ptr<claude::BudgetGuard> m_guard;
};

/// The model that a chat asks: its own, else the setting build.model, else the default.
QString chatModelName(const store::Chat &chat);
/// What can be said to its recording after so many answers; empty with every other model, and where it has ended.
QStringList recordedReplies(const store::Chat &chat, qsizetype answered);

}  // namespace bw::engine
