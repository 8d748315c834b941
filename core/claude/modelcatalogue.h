// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "claude/model.h"
#include "model/money.h"
#include "model/usage.h"

#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace bw::claude
{

/// Prices in nano-dollars per token (1 USD per million tokens = 1000).
struct Price {
    qint64 input = 0;
    qint64 output = 0;
    qint64 cacheWrite5m = 0;
    qint64 cacheWrite1h = 0;
    qint64 cacheRead = 0;
    friend bool operator==(const Price &, const Price &) = default;
};

/// A model as the catalogue knows it.
struct CatalogueEntry {
    ModelInfo info;
    bool known = false;             ///< false: neither the service nor the built-in table has said anything about it
    bool described = false;         ///< the service itself told capabilities, as Anthropic's does
    bool adaptiveThinking = false;  ///< accepts thinking {"type":"adaptive"}
    QStringList efforts;            ///< accepted values of output_config.effort; empty = none
    friend bool operator==(const CatalogueEntry &a, const CatalogueEntry &b)
    {
        return a.info.id == b.info.id && a.known == b.known && a.adaptiveThinking == b.adaptiveThinking;
    }
};

/// One page of /v1/models, in Anthropic's shape or OpenAI's (any data[].id).
struct ModelPage {
    QList<CatalogueEntry> entries;
    bool hasMore = false;
    QString lastId;
};
Result<ModelPage> parseModelPage(QByteArrayView body);
Result<CatalogueEntry> parseModel(QByteArrayView body);

/// The dated table that ships with the program (resources/models/prices.json; claude-api reference §6). Immutable after
/// loading; thread-safe.
class PriceTable
{
public:
    /// Never fails: the table is part of the program and tested.
    static const PriceTable &builtIn();
    static Result<PriceTable> parse(QByteArrayView json);

    [[nodiscard]] QString date() const { return m_date; }
    /// By exact id, or by an entry's id followed by "-" and a date of 8 digits. Nothing = unknown, never zero.
    [[nodiscard]] std::optional<Price> price(const QString &model, qint64 wholeInput) const;
    /// The dearest band, for a worst case.
    [[nodiscard]] std::optional<Price> dearest(const QString &model) const;
    [[nodiscard]] std::optional<CatalogueEntry> entry(const QString &model) const;
    [[nodiscard]] QList<CatalogueEntry> entries() const;
    /// The model that small side tasks of a build with this one go to; empty when there is none that is cheaper.
    [[nodiscard]] QString cheaperFor(const QString &model) const;
    /// What a call cost. Nothing when the price or the usage is unknown.
    [[nodiscard]] std::optional<Money> costOf(const Usage &usage, const QString &model) const;

private:
    struct Band {
        qint64 upTo = 0;  // whole input tokens; 0 = no limit
        Price price;
    };
    struct Row {
        CatalogueEntry entry;
        QList<Band> bands;
        QString cheaper;
    };
    [[nodiscard]] const Row *find(const QString &model) const;

    QString m_date;
    QList<Row> m_rows;
};

/// Of ONE call (bands depend on its prompt); shortest way to PriceTable::builtIn().costOf().
std::optional<Money> costOf(const Usage &usage, const QString &model);

}  // namespace bw::claude
