// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QStringList>

#include <optional>

namespace bw::agent
{

/// Something that only a person can decide.
struct Question {
    QString kind;  ///< "agent": the model asks; "command", "host": a rule leaves it open
    QString text;
    QStringList choices;  ///< empty = free text
    QString subject;      ///< the exact command or host; empty for "agent"
    QString toolUseId;
};

/// The person behind a build, as a session sees them. Nobody waits here: a question is recorded, the session ends, and
/// a later session finds the answer. Used by the session's thread only.
class PersonDesk
{
public:
    virtual ~PersonDesk() = default;

    /// Whether a question of this kind may be asked at all; what a rule leaves open is denied where nobody looks.
    [[nodiscard]] virtual bool asks(const QString &kind) const = 0;
    /// What was answered to this very question; nothing = not yet. An answer that holds once is used up by this call.
    /// Error: of the log.
    virtual Result<std::optional<QString>> answer(const Question &question) = 0;
    /// Records it. Error: of the log.
    virtual Status ask(const Question &question) = 0;
    /// Something was asked here that is not answered: the session is to end.
    [[nodiscard]] virtual bool waits() const = 0;
};

/// Answers to what a rule leaves open.
namespace permission
{
inline constexpr QLatin1StringView once("once");
inline constexpr QLatin1StringView build("build");
inline constexpr QLatin1StringView project("project");
inline constexpr QLatin1StringView never("never");
}  // namespace permission
QStringList permissions();

}  // namespace bw::agent
