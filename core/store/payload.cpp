// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/payload.h"

#include <QHash>

#include <vector>

namespace bw::store
{

using namespace Qt::StringLiterals;

const Json *member(const Json &object, const char *key)
{
    if (!object.is_object())
        return nullptr;
    const auto it = object.find(key);
    return it == object.end() ? nullptr : &*it;
}

namespace
{

std::optional<Money> costOf(const Json &payload)
{
    if (const Json *nano = member(payload, "cost_nano"); nano && nano->is_number_integer())
        return Money {nano->get<qint64>()};
    return Money::fromDecimal(jsonString(payload, "usd"));
}

/// Names of the blob fields of each type.
const QHash<EventType, std::vector<const char *>> &blobFields()
{
    static const auto fields = [] {
        QHash<EventType, std::vector<const char *>> result;
        for (const EventDescription &description : eventCatalogue())
            for (const EventField &field : description.fields)
                if (QByteArrayView(field.type) == "blob")
                    result[description.type].push_back(field.name);
        return result;
    }();
    return fields;
}

}  // namespace

Spending spendingOf(const Json &payload)
{
    Spending spending;
    if (const Json *usage = member(payload, "usage"); usage && usage->is_object())
        spending.usage = usageFromJson(*usage);
    else
        spending.usage.known = false;
    if (jsonBool(payload, "broken"))
        spending.usage.known = false;
    spending.cost = costOf(payload);
    spending.model = jsonString(payload, "model");
    spending.purpose = jsonString(payload, "purpose").section(u':', 0, 0);
    if (spending.purpose != u"sandbox")
        spending.usage.calls = std::max<qint64>(spending.usage.calls, 1);
    return spending;
}

QStringList blobsOf(EventType type, const Json &payload)
{
    QStringList blobs;
    const auto fields = blobFields().constFind(type);
    if (fields == blobFields().constEnd())
        return blobs;
    for (const char *field : *fields)
        if (const QString hash = jsonString(payload, field); !hash.isEmpty())
            blobs.append(hash);
    return blobs;
}

}  // namespace bw::store
