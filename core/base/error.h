// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

#include <chrono>
#include <optional>

namespace bw
{

/// What went wrong, as a closed list. Every code has a text for people in core/usertext (a switch without default), so
/// a new code does not compile without one. Codes are born in the room that knows the cause and travel unchanged.
enum class ErrorCode {
    // general
    Internal,         ///< a bug of ours; detail says where
    Cancelled,        ///< a stop was requested; never shown as a failure
    InvalidArgument,  ///< args: "what", "remedy"
    NotFound,         ///< args: "kind" (build, template, file …), "name"
    Ambiguous,        ///< args: "kind", "name", "matches"
    Unsupported,      ///< args: "what"
    Timeout,          ///< args: "what", "limit"
    WrongState,       ///< args: "build", "state", "possible"
    // files and data directory
    FileUnreadable,   ///< args: "path", "why"
    FileUnwritable,   ///< args: "path", "why"
    DiskFull,         ///< args: "path"
    DataDirInUse,     ///< args: "path", "pid"
    DataDirUnusable,  ///< args: "path", "why"
    DatabaseNewer,    ///< args: "path", "found", "supported"
    DatabaseCorrupt,  ///< args: "path", "why"
    DatabaseFailed,   ///< args: "why"
    SettingsInvalid,  ///< args: "path", "line", "key", "why"
    // network and services
    NetworkUnreachable,  ///< args: "host", "why": no connection, DNS, TLS, reset before an answer
    NetworkTimeout,      ///< args: "host", "limit"
    StreamBroken,        ///< args: "host": the answer ended before it was complete
    ProtocolError,       ///< args: "host", "why": an answer that is not what the protocol says
    TooLarge,            ///< args: "what", "limit"
    Unauthorized,        ///< args: "service": key missing or refused
    KeyMissing,          ///< args: "service", "variable"
    PermissionDenied,    ///< args: "service", "why"
    RateLimited,         ///< args: "service"; retryAfter when the server said
    SpendLimit,          ///< args: "service": the account's own limit; waiting does not help
    Overloaded,          ///< args: "service"
    ServerError,         ///< args: "service", "status", "why"
    RequestRejected,     ///< args: "service", "why": 400 and the like; the same request never works
    ModelUnknown,        ///< args: "model"
    CircuitOpen,         ///< args: "service"
    // model and recordings
    Refused,            ///< args: "model", "why": the model declined
    RecordingEnded,     ///< args: "recording"
    RecordingMismatch,  ///< args: "recording", "spec"
    RecordingInvalid,   ///< args: "recording", "line", "why"
    BudgetExceeded,     ///< args: "what" (usd, tokens, minutes, sandbox_seconds), "limit", "worst_case"
    PriceUnknown,       ///< args: "model"
    // sandbox
    SandboxUnavailable,  ///< args: "why", "remedy": a wall is missing; nothing was started
    SandboxLost,         ///< args: "sandbox"
    SandboxFailed,       ///< args: "why"
    ToolMissing,         ///< args: "tool", "remedy"
    LimitHit,            ///< args: "limit", "value"
    // specification, artifact
    SpecInvalid,      ///< args: "path", "line", "why"
    SpecEmpty,        ///< args: "path"
    ArchiveTooLarge,  ///< args: "what", "names", "remedy"
    ArchiveInvalid,   ///< args: "why"
};

/// A failure as a value. Copyable, thread-safe as any value.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString detail;               ///< English, for logs and --verbose; never translated, never a secret
    QMap<QString, QString> args;  ///< named parts for the text made by core/usertext
    std::optional<std::chrono::milliseconds> retryAfter;  ///< what a server asked for

    friend bool operator==(const Error &, const Error &) = default;
};

/// The stable key of a code ("data_dir_in_use"), as written to events and JSON output.
QString toKey(ErrorCode code);
std::optional<ErrorCode> errorCodeFromKey(const QString &key);

}  // namespace bw
