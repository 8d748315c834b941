// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

#include "base/keytable.h"

namespace bw
{

namespace
{

constexpr auto keys = keyTable<ErrorCode>({
    {ErrorCode::Internal, "internal"},
    {ErrorCode::Cancelled, "cancelled"},
    {ErrorCode::InvalidArgument, "invalid_argument"},
    {ErrorCode::NotFound, "not_found"},
    {ErrorCode::Ambiguous, "ambiguous"},
    {ErrorCode::Unsupported, "unsupported"},
    {ErrorCode::Timeout, "timeout"},
    {ErrorCode::WrongState, "wrong_state"},
    {ErrorCode::FileUnreadable, "file_unreadable"},
    {ErrorCode::FileUnwritable, "file_unwritable"},
    {ErrorCode::DiskFull, "disk_full"},
    {ErrorCode::DataDirInUse, "data_dir_in_use"},
    {ErrorCode::DataDirUnusable, "data_dir_unusable"},
    {ErrorCode::DatabaseNewer, "database_newer"},
    {ErrorCode::DatabaseCorrupt, "database_corrupt"},
    {ErrorCode::DatabaseFailed, "database_failed"},
    {ErrorCode::SettingsInvalid, "settings_invalid"},
    {ErrorCode::NetworkUnreachable, "network_unreachable"},
    {ErrorCode::NetworkTimeout, "network_timeout"},
    {ErrorCode::StreamBroken, "stream_broken"},
    {ErrorCode::ProtocolError, "protocol_error"},
    {ErrorCode::TooLarge, "too_large"},
    {ErrorCode::Unauthorized, "unauthorized"},
    {ErrorCode::KeyMissing, "key_missing"},
    {ErrorCode::PermissionDenied, "permission_denied"},
    {ErrorCode::RateLimited, "rate_limited"},
    {ErrorCode::SpendLimit, "spend_limit"},
    {ErrorCode::Overloaded, "overloaded"},
    {ErrorCode::ServerError, "server_error"},
    {ErrorCode::RequestRejected, "request_rejected"},
    {ErrorCode::ModelUnknown, "model_unknown"},
    {ErrorCode::CircuitOpen, "circuit_open"},
    {ErrorCode::Refused, "refused"},
    {ErrorCode::RecordingEnded, "recording_ended"},
    {ErrorCode::RecordingMismatch, "recording_mismatch"},
    {ErrorCode::RecordingInvalid, "recording_invalid"},
    {ErrorCode::BudgetExceeded, "budget_exceeded"},
    {ErrorCode::PriceUnknown, "price_unknown"},
    {ErrorCode::SandboxUnavailable, "sandbox_unavailable"},
    {ErrorCode::SandboxLost, "sandbox_lost"},
    {ErrorCode::SandboxFailed, "sandbox_failed"},
    {ErrorCode::ToolMissing, "tool_missing"},
    {ErrorCode::LimitHit, "limit_hit"},
    {ErrorCode::SpecInvalid, "spec_invalid"},
    {ErrorCode::SpecEmpty, "spec_empty"},
    {ErrorCode::ArchiveTooLarge, "archive_too_large"},
    {ErrorCode::ArchiveInvalid, "archive_invalid"},
});
static_assert(keys.inOrder() && keys.entries.back().value == ErrorCode::ArchiveInvalid);

}  // namespace

QString toKey(ErrorCode code) { return keys.key(code); }

std::optional<ErrorCode> errorCodeFromKey(const QString &key) { return keys.value(key); }

}  // namespace bw
