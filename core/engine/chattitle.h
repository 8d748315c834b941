// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bw::engine
{

/// The title of a chat, made from its first message: one line of at most 50 characters, cut at a word's end. Pure.
QString chatTitle(const QString &firstMessage);

}  // namespace bw::engine
