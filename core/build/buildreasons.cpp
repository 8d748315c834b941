// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildreasons.h"

namespace bw::build
{

using namespace Qt::StringLiterals;

namespace
{
BuildEvent failed(QLatin1StringView why) { return {BuildEventKind::Fail, QString(why)}; }
}  // namespace

bool canPass(const QString &reason)
{
    return reason == reason::featuresUnverified || reason == reason::planEmpty || reason == reason::stuck
        || reason == reason::network || reason == reason::sandbox || reason == reason::internal;
}

BuildEvent eventForError(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Cancelled:
        return {BuildEventKind::Cancel, QString(reason::person)};
    case ErrorCode::BudgetExceeded:
        return {BuildEventKind::Pause, QString(reason::budget)};
    case ErrorCode::RecordingEnded:
    case ErrorCode::RecordingMismatch:
    case ErrorCode::RecordingInvalid:
        return failed(reason::recordingEnded);
    case ErrorCode::Unauthorized:
    case ErrorCode::KeyMissing:
    case ErrorCode::PermissionDenied:
        return failed(reason::unauthorized);
    case ErrorCode::NetworkUnreachable:
    case ErrorCode::NetworkTimeout:
    case ErrorCode::StreamBroken:
    case ErrorCode::ProtocolError:
    case ErrorCode::RateLimited:
    case ErrorCode::SpendLimit:
    case ErrorCode::Overloaded:
    case ErrorCode::ServerError:
    case ErrorCode::RequestRejected:
    case ErrorCode::ModelUnknown:
    case ErrorCode::CircuitOpen:
        return failed(reason::network);
    case ErrorCode::Refused:
        return failed(reason::refused);
    case ErrorCode::SandboxUnavailable:
    case ErrorCode::SandboxLost:
    case ErrorCode::SandboxFailed:
    case ErrorCode::ToolMissing:
    case ErrorCode::LimitHit:
        return failed(reason::sandbox);
    case ErrorCode::FileUnreadable:
    case ErrorCode::FileUnwritable:
    case ErrorCode::DiskFull:
    case ErrorCode::DataDirInUse:
    case ErrorCode::DataDirUnusable:
    case ErrorCode::DatabaseNewer:
    case ErrorCode::DatabaseCorrupt:
    case ErrorCode::DatabaseFailed:
    case ErrorCode::ArchiveTooLarge:
    case ErrorCode::ArchiveInvalid:
        return failed(reason::storage);
    case ErrorCode::Internal:
    case ErrorCode::InvalidArgument:
    case ErrorCode::NotFound:
    case ErrorCode::Ambiguous:
    case ErrorCode::Unsupported:
    case ErrorCode::Timeout:
    case ErrorCode::WrongState:
    case ErrorCode::SettingsInvalid:
    case ErrorCode::TooLarge:
    case ErrorCode::PriceUnknown:
    case ErrorCode::SpecInvalid:
    case ErrorCode::SpecEmpty:
        return failed(reason::internal);
    }
    return failed(reason::internal);
}

BuildEvent eventForError(const Error &error)
{
    if (error.args.value(u"limit_of"_s) == "all"_L1)
        return {BuildEventKind::Wait, error.args.value(u"what"_s)};
    const bool pauses = error.args.value(u"wait"_s) == "no"_L1;
    return pauses ? BuildEvent {BuildEventKind::Pause, QString(reason::limit)} : eventForError(error.code);
}

}  // namespace bw::build
