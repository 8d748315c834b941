// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace bw::spec
{

struct ReplyBlock {
    QString text;
    bool closed = true;  ///< false: the reply ended before the fence did
};

/// The fenced block with this info string ("app_description", "app_spec") in a model's reply (platform-behaviour §3.5).
/// Fences inside of it do not end it. Nothing: there is none, or it holds fewer than 50 characters.
std::optional<ReplyBlock> findReplyBlock(const QString &reply, const QString &info);

}  // namespace bw::spec
