// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/event.h"

#include <QByteArray>

namespace bw::store
{

/// Keys of events and log lines are one integer: the build's number and the number within the build.
constexpr qint64 rowKey(qint64 buildNo, qint64 n) { return (buildNo << 32) | n; }
constexpr qint64 firstKey(qint64 buildNo) { return buildNo << 32; }
constexpr qint64 lastKey(qint64 buildNo) { return firstKey(buildNo + 1) - 1; }
constexpr qint64 numberOfKey(qint64 key) { return key & 0xffffffffLL; }
constexpr qint64 buildOfKey(qint64 key) { return key >> 32; }

/// An event in the form in which projections see it: the same whether it is being appended or read again.
struct StoredEvent {
    qint64 buildNo = 0;
    BuildId build;
    UserId user;
    qint64 seq = 0;
    QString type;
    std::optional<EventType> known;  ///< nothing for a type of a later version
    qint64 timeMs = 0;
    Json payload = Json::object();
};

/// The payload as it will be read again (invalid UTF-8 replaced), so that offsets into its texts hold. `bytes` is what
/// is stored.
Json asStored(Json payload, const QByteArray &bytes);
/// Tolerant: what cannot be parsed comes back as {"unreadable": text}.
Json payloadFromBytes(const QByteArray &bytes);

}  // namespace bw::store
