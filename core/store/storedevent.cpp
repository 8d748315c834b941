// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/storedevent.h"

namespace bw::store
{

Json payloadFromBytes(const QByteArray &bytes)
{
    auto parsed = parseJson(bytes);
    if (parsed)
        return std::move(*parsed);
    Json unreadable = Json::object();
    unreadable["unreadable"] = toStd(QString::fromUtf8(bytes));
    return unreadable;
}

Json asStored(Json payload, const QByteArray &bytes)
{
    // The writer of JSON puts U+FFFD for each invalid byte; only then do memory and disk differ.
    if (!bytes.contains(QByteArrayView("\xEF\xBF\xBD")))
        return payload;
    return payloadFromBytes(bytes);
}

}  // namespace bw::store
