// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/chatrecords.h"

#include <QList>

namespace bw::store
{

class Database;

/// Words in all chats that are not thrown away, archived ones too: titles first, then messages, newest first. Every
/// word must occur, "quoted words" as a phrase, the last word also as the beginning of one. Blocks on the disk.
Result<QList<ChatHit>> searchChats(Database &database, const QString &typed, int limit = 50, int offset = 0);

/// Some words of a text around the first place where one of the typed words stands, on one line. Pure.
QString excerptAround(const QString &text, const QString &typed, qsizetype length = 160);

}  // namespace bw::store
