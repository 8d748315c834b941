// SPDX-License-Identifier: GPL-3.0-or-later
#include "exitcode.h"

namespace bw::cli
{

using namespace Qt::StringLiterals;

ExitCode exitCodeFor(const Error &error)
{
    switch (error.code) {
    case ErrorCode::InvalidArgument:
    case ErrorCode::NotFound:
    case ErrorCode::Ambiguous:
    case ErrorCode::Unsupported:
    case ErrorCode::WrongState:
    case ErrorCode::FileUnreadable:
    case ErrorCode::FileUnwritable:
    case ErrorCode::SettingsInvalid:
    case ErrorCode::ModelUnknown:
    case ErrorCode::RecordingMismatch:
    case ErrorCode::RecordingInvalid:
    case ErrorCode::PriceUnknown:
    case ErrorCode::SpecInvalid:
    case ErrorCode::SpecEmpty:
    case ErrorCode::TooLarge:
    case ErrorCode::ArchiveTooLarge:
    case ErrorCode::ArchiveInvalid:
        return ExitCode::Usage;
    case ErrorCode::SandboxUnavailable:
    case ErrorCode::ToolMissing:
        return ExitCode::SandboxUnavailable;
    case ErrorCode::BudgetExceeded:
        return ExitCode::PausedByBudget;
    case ErrorCode::Unauthorized:
    case ErrorCode::KeyMissing:
    case ErrorCode::PermissionDenied:
        return ExitCode::NotAuthorised;
    case ErrorCode::NetworkUnreachable:
    case ErrorCode::NetworkTimeout:
    case ErrorCode::StreamBroken:
    case ErrorCode::ProtocolError:
    case ErrorCode::RateLimited:
    case ErrorCode::SpendLimit:
    case ErrorCode::Overloaded:
    case ErrorCode::ServerError:
    case ErrorCode::RequestRejected:
    case ErrorCode::CircuitOpen:
        return ExitCode::Network;
    case ErrorCode::DiskFull:
    case ErrorCode::DataDirInUse:
    case ErrorCode::DataDirUnusable:
    case ErrorCode::DatabaseNewer:
    case ErrorCode::DatabaseCorrupt:
    case ErrorCode::DatabaseFailed:
        return ExitCode::DataDirectory;
    case ErrorCode::Internal:
    case ErrorCode::Cancelled:
    case ErrorCode::Timeout:
    case ErrorCode::Refused:
    case ErrorCode::RecordingEnded:
    case ErrorCode::SandboxLost:
    case ErrorCode::SandboxFailed:
    case ErrorCode::LimitHit:
        return ExitCode::BuildFailed;
    }
    return ExitCode::BuildFailed;
}

ExitCode exitCodeFor(const Build &build)
{
    switch (build.state) {
    case BuildState::Completed:
        return ExitCode::Done;
    case BuildState::Paused:
        return build.reason == "budget"_L1 ? ExitCode::PausedByBudget : ExitCode::Waits;
    case BuildState::AwaitingDesignReview:
    case BuildState::AwaitingFeatureReview:
    case BuildState::AwaitingProgressReview:
    case BuildState::AwaitingReleaseReview:
    case BuildState::AwaitingAnswer:
    case BuildState::Pending:
    case BuildState::Initializing:
    case BuildState::Running:
    case BuildState::Interrupted:
        return ExitCode::Waits;
    case BuildState::Cancelled:
        return ExitCode::BuildFailed;
    case BuildState::Failed:
        break;
    }
    // A build that failed for a cause outside of itself keeps that cause's code, so that a script can tell them apart.
    if (build.reason == "unauthorized"_L1)
        return ExitCode::NotAuthorised;
    if (build.reason == "network"_L1)
        return ExitCode::Network;
    if (build.reason == "sandbox"_L1)
        return ExitCode::SandboxUnavailable;
    if (build.reason == "storage"_L1)
        return ExitCode::DataDirectory;
    return ExitCode::BuildFailed;
}

}  // namespace bw::cli
