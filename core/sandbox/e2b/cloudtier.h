// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace bw::sandbox
{

/// What E2B lets an account do. Its API does not tell an account's tier. Source: E2B's documentation of its billing,
/// as of 2026-08; add-ons raise the number of sandboxes of "pro" up to 1,100.
struct CloudTier {
    QString name;
    std::chrono::hours longestSession;
    int sandboxesAtATime = 0;

    /// "hobby" or "pro"; nothing for any other name.
    static std::optional<CloudTier> named(const QString &name);
    /// What a person should know before a build begins, one sentence each. `running`: how many sandboxes of the account
    /// run and will not make room; nothing = not known. Error: SandboxUnavailable when there is no place left.
    static Result<QStringList> check(const QString &name, std::optional<int> running);
};

}  // namespace bw::sandbox
