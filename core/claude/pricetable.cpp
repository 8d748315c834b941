// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"
#include "claude/modelcatalogue.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace bw::claude
{

namespace
{

constexpr qint64 perMillion = 1'000'000;

std::unexpected<Error> bad(const QString &what)
{
    return fail(ErrorCode::InvalidArgument, u"price table: "_s + what, {{u"what"_s, u"price table: "_s + what}});
}

/// "0.125" dollars per million tokens = 125 nano-dollars per token; what is no whole number is refused.
std::optional<qint64> perToken(const Json &row, const char *key)
{
    const auto money = Money::fromDecimal(jsonString(row, key));
    if (!money || money->nano % perMillion != 0)
        return std::nullopt;
    return money->nano / perMillion;
}

std::optional<Price> readPrice(const Json &row)
{
    Price price;
    const std::pair<const char *, qint64 *> parts[] = {{"input", &price.input},
                                                       {"output", &price.output},
                                                       {"cache_write_5m", &price.cacheWrite5m},
                                                       {"cache_write_1h", &price.cacheWrite1h},
                                                       {"cache_read", &price.cacheRead}};
    for (const auto &[key, target] : parts) {
        const auto value = perToken(row, key);
        if (!value)
            return std::nullopt;
        *target = *value;
    }
    return price;
}

}  // namespace

const PriceTable &PriceTable::builtIn()
{
    static const PriceTable table = [] {
        QFile file(u":/models/prices.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("price table is missing from the program");
        auto parsed = parse(file.readAll());
        if (!parsed)
            qFatal("price table: %s", qPrintable(parsed.error().detail));
        return *std::move(parsed);
    }();
    return table;
}

Result<PriceTable> PriceTable::parse(QByteArrayView bytes)
{
    const auto json = parseJson(bytes);
    if (!json)
        return fail(json.error());
    if (!json->is_object() || jsonInt(*json, "buildwright_prices") != 1 || !json->contains("models"))
        return bad(u"not version 1"_s);
    PriceTable table;
    table.m_date = jsonString(*json, "as_of");
    for (const Json &model : (*json)["models"]) {
        Row row;
        row.entry.known = true;
        row.entry.info.id = jsonString(model, "id");
        row.entry.info.displayName = jsonString(model, "name");
        row.entry.info.contextWindow = jsonInt(model, "context");
        row.entry.info.maxOutput = static_cast<int>(jsonInt(model, "max_output"));
        row.entry.adaptiveThinking = jsonBool(model, "adaptive");
        for (const Json &effort : model.value("efforts", Json::array()))
            row.entry.efforts.append(toQString(effort.is_string() ? effort.get<std::string>() : std::string()));
        row.entry.info.summarizes = jsonBool(model, "summarizes");
        row.cheaper = jsonString(model, "cheaper");
        for (const Json &band : model.value("prices", Json::array())) {
            const auto price = readPrice(band);
            if (!price)
                return bad(row.entry.info.id);
            row.bands.append({jsonInt(band, "up_to_input"), *price});
        }
        if (row.entry.info.id.isEmpty() || row.bands.isEmpty())
            return bad(u"a row without id or prices"_s);
        table.m_rows.append(row);
    }
    return table;
}

const PriceTable::Row *PriceTable::find(const QString &model) const
{
    for (const Row &row : m_rows) {
        const QString &id = row.entry.info.id;
        if (model == id)
            return &row;
        // "…-20251101" is a dated name of the same model; anything else behind the id is another model.
        const QStringView rest = model.startsWith(id) ? QStringView(model).sliced(id.size()) : QStringView();
        const bool dated = rest.size() == 9 && rest.front() == u'-'
            && std::ranges::all_of(rest.sliced(1), [](QChar c) { return c >= u'0' && c <= u'9'; });
        if (dated)
            return &row;
    }
    return nullptr;
}

std::optional<Price> PriceTable::price(const QString &model, qint64 wholeInput) const
{
    const Row *row = find(model);
    if (!row)
        return std::nullopt;
    for (const Band &band : row->bands) {
        if (band.upTo == 0 || wholeInput <= band.upTo)
            return band.price;
    }
    return row->bands.last().price;
}

std::optional<Price> PriceTable::dearest(const QString &model) const
{
    const Row *row = find(model);
    if (!row)
        return std::nullopt;
    Price worst;
    for (const Band &band : row->bands) {
        worst.input = std::max(worst.input, band.price.input);
        worst.output = std::max(worst.output, band.price.output);
        worst.cacheWrite5m = std::max(worst.cacheWrite5m, band.price.cacheWrite5m);
        worst.cacheWrite1h = std::max(worst.cacheWrite1h, band.price.cacheWrite1h);
        worst.cacheRead = std::max(worst.cacheRead, band.price.cacheRead);
    }
    return worst;
}

std::optional<CatalogueEntry> PriceTable::entry(const QString &model) const
{
    const Row *row = find(model);
    if (!row)
        return std::nullopt;
    CatalogueEntry entry = row->entry;
    entry.info.id = model;
    return entry;
}

QString PriceTable::cheaperFor(const QString &model) const
{
    const Row *row = find(model);
    return row ? row->cheaper : QString();
}

QList<CatalogueEntry> PriceTable::entries() const
{
    QList<CatalogueEntry> all;
    for (const Row &row : m_rows)
        all.append(row.entry);
    return all;
}

std::optional<Money> PriceTable::costOf(const Usage &usage, const QString &model) const
{
    const auto p = price(model, usage.wholeInput());
    if (!p || !usage.known)
        return std::nullopt;
    return Money {usage.input * p->input + usage.cacheWrite5m * p->cacheWrite5m + usage.cacheWrite1h * p->cacheWrite1h
                  + usage.cacheRead * p->cacheRead + usage.output * p->output};
}

std::optional<Money> costOf(const Usage &usage, const QString &model)
{
    return PriceTable::builtIn().costOf(usage, model);
}

}  // namespace bw::claude
