// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/modelcatalogue.h"

#include "base/json.h"

using namespace Qt::StringLiterals;

namespace bw::claude
{

namespace
{

bool supported(const Json &object, const char *key)
{
    return object.is_object() && object.contains(key) && jsonBool(object[key], "supported");
}

CatalogueEntry readEntry(const Json &json)
{
    CatalogueEntry entry;
    const QString id = jsonString(json, "id");
    if (auto known = PriceTable::builtIn().entry(id))
        entry = *std::move(known);
    entry.known = true;
    entry.info.id = id;
    entry.info.displayName =
        jsonString(json, "display_name", entry.info.displayName.isEmpty() ? id : entry.info.displayName);
    if (const qint64 window = jsonInt(json, "max_input_tokens"); window > 0)
        entry.info.contextWindow = window;
    if (const qint64 output = jsonInt(json, "max_tokens"); output > 0 && output < 10'000'000)
        entry.info.maxOutput = static_cast<int>(output);
    if (!json.contains("capabilities") || !json["capabilities"].is_object())
        return entry;
    const Json &capabilities = json["capabilities"];
    entry.described = true;
    entry.adaptiveThinking = capabilities.contains("thinking") && capabilities["thinking"].is_object()
        && capabilities["thinking"].contains("types") && supported(capabilities["thinking"]["types"], "adaptive");
    if (capabilities.contains("context_management") && capabilities["context_management"].is_object())
        entry.info.clearsToolResults = supported(capabilities["context_management"], "clear_tool_uses_20250919");
    if (capabilities.contains("compaction") && capabilities["compaction"].is_object())
        entry.info.summarizes = supported(capabilities["compaction"], "summarize");
    entry.efforts.clear();
    if (supported(capabilities, "effort")) {
        for (const char *level : {"low", "medium", "high", "xhigh", "max"}) {
            if (supported(capabilities["effort"], level))
                entry.efforts.append(QString::fromLatin1(level));
        }
    }
    return entry;
}

std::unexpected<Error> notAList(const QString &why) { return fail(ErrorCode::ProtocolError, why, {{u"why"_s, why}}); }

}  // namespace

Result<ModelPage> parseModelPage(QByteArrayView body)
{
    const auto json = parseJson(body);
    if (!json)
        return fail(json.error());
    if (!json->is_object() || !json->contains("data") || !(*json)["data"].is_array())
        return notAList(u"no list of models"_s);
    ModelPage page;
    for (const Json &one : (*json)["data"]) {
        if (one.is_object() && !jsonString(one, "id").isEmpty())
            page.entries.append(readEntry(one));
    }
    page.hasMore = jsonBool(*json, "has_more");
    page.lastId = jsonString(*json, "last_id");
    return page;
}

Result<CatalogueEntry> parseModel(QByteArrayView body)
{
    const auto json = parseJson(body);
    if (!json)
        return fail(json.error());
    if (!json->is_object() || jsonString(*json, "id").isEmpty())
        return notAList(u"no model"_s);
    return readEntry(*json);
}

}  // namespace bw::claude
