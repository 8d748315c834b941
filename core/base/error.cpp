// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

#include <array>

namespace bw {

namespace {

struct Row {
    ErrorCode code;
    const char *key;
};

constexpr std::array rows {
    Row {ErrorCode::Internal, "internal"},
    Row {ErrorCode::Cancelled, "cancelled"},
    Row {ErrorCode::InvalidArgument, "invalid_argument"},
    Row {ErrorCode::NotFound, "not_found"},
    Row {ErrorCode::Ambiguous, "ambiguous"},
    Row {ErrorCode::Unsupported, "unsupported"},
    Row {ErrorCode::Timeout, "timeout"},
    Row {ErrorCode::WrongState, "wrong_state"},
    Row {ErrorCode::FileUnreadable, "file_unreadable"},
    Row {ErrorCode::FileUnwritable, "file_unwritable"},
    Row {ErrorCode::DiskFull, "disk_full"},
    Row {ErrorCode::DataDirInUse, "data_dir_in_use"},
    Row {ErrorCode::DataDirUnusable, "data_dir_unusable"},
    Row {ErrorCode::DatabaseNewer, "database_newer"},
    Row {ErrorCode::DatabaseCorrupt, "database_corrupt"},
    Row {ErrorCode::DatabaseFailed, "database_failed"},
    Row {ErrorCode::SettingsInvalid, "settings_invalid"},
    Row {ErrorCode::NetworkUnreachable, "network_unreachable"},
    Row {ErrorCode::NetworkTimeout, "network_timeout"},
    Row {ErrorCode::StreamBroken, "stream_broken"},
    Row {ErrorCode::ProtocolError, "protocol_error"},
    Row {ErrorCode::TooLarge, "too_large"},
    Row {ErrorCode::Unauthorized, "unauthorized"},
    Row {ErrorCode::KeyMissing, "key_missing"},
    Row {ErrorCode::PermissionDenied, "permission_denied"},
    Row {ErrorCode::RateLimited, "rate_limited"},
    Row {ErrorCode::SpendLimit, "spend_limit"},
    Row {ErrorCode::Overloaded, "overloaded"},
    Row {ErrorCode::ServerError, "server_error"},
    Row {ErrorCode::RequestRejected, "request_rejected"},
    Row {ErrorCode::ModelUnknown, "model_unknown"},
    Row {ErrorCode::CircuitOpen, "circuit_open"},
    Row {ErrorCode::Refused, "refused"},
    Row {ErrorCode::RecordingEnded, "recording_ended"},
    Row {ErrorCode::RecordingMismatch, "recording_mismatch"},
    Row {ErrorCode::RecordingInvalid, "recording_invalid"},
    Row {ErrorCode::BudgetExceeded, "budget_exceeded"},
    Row {ErrorCode::PriceUnknown, "price_unknown"},
    Row {ErrorCode::SandboxUnavailable, "sandbox_unavailable"},
    Row {ErrorCode::SandboxLost, "sandbox_lost"},
    Row {ErrorCode::SandboxFailed, "sandbox_failed"},
    Row {ErrorCode::ToolMissing, "tool_missing"},
    Row {ErrorCode::LimitHit, "limit_hit"},
    Row {ErrorCode::SpecInvalid, "spec_invalid"},
    Row {ErrorCode::SpecEmpty, "spec_empty"},
    Row {ErrorCode::ArchiveTooLarge, "archive_too_large"},
    Row {ErrorCode::ArchiveInvalid, "archive_invalid"},
};

}  // namespace

QString toKey(ErrorCode code)
{
    for (const Row &row : rows) {
        if (row.code == code)
            return QString::fromLatin1(row.key);
    }
    return QStringLiteral("internal");
}

std::optional<ErrorCode> errorCodeFromKey(const QString &key)
{
    for (const Row &row : rows) {
        if (key == QLatin1StringView(row.key))
            return row.code;
    }
    return std::nullopt;
}

}  // namespace bw
