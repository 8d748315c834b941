// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "model/event.h"
#include "model/money.h"
#include "model/usage.h"

#include <QStringList>

#include <optional>

namespace bw::store
{

/// Tolerant readers of payloads. A member of an object; null where there is none.
const Json *member(const Json &object, const char *key);

/// A `budget.settled` event.
struct Spending {
    Usage usage;
    std::optional<Money> cost;  ///< nothing = a price is unknown
    QString model;
    QString purpose;  ///< up to the first colon ("code:login" is of purpose "code")
};
Spending spendingOf(const Json &payload);

/// Blobs that an event names: the fields of type "blob" of its type.
QStringList blobsOf(EventType type, const Json &payload);

}  // namespace bw::store
