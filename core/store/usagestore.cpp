// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/usagestore.h"

#include "store/storesupport.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

Result<QList<UsageRow>> UsageStore::list(const BuildId &build) const
{
    const auto rowOf = [](const Statement &row) {
        UsageRow usage;
        usage.purpose = row.text(0);
        usage.model = row.text(1);
        usage.usage = {row.integer(2), row.integer(3), row.integer(4), row.integer(5),
                       row.integer(6), row.integer(7), row.boolean(8)};
        if (!row.isNull(9))
            usage.cost = Money {row.integer(9)};
        return usage;
    };
    return m_database.reader().read([&](Connection &connection) -> Result<QList<UsageRow>> {
        const auto no = buildNumber(connection, build);
        if (!no)
            return fail(no.error());
        return readRows<UsageRow>(connection,
                                  u"SELECT purpose, model, input, cache_5m, cache_1h, cache_read, output, calls, known,"
                                  " cost_nano FROM usage WHERE build_no = ? ORDER BY purpose, model"_s,
                                  {*no}, rowOf);
    });
}

Result<UsageSum> UsageStore::since(qint64 ms) const
{
    const qint64 quarter = ms / quarterMs;
    const QString sum = u"SELECT ifnull(sum(tokens), 0), ifnull(sum(cost_nano), 0) FROM (SELECT t.tokens, t.cost_nano"
                        " FROM usage_times t JOIN builds b ON b.no = t.build_no WHERE t.quarter >= ?"
                        " AND b.demonstration = 0"
                        " UNION ALL SELECT tokens, cost_nano FROM usage_of_removed WHERE quarter >= ?"
                        " UNION ALL SELECT usage_input + usage_cache_5m + usage_cache_1h + usage_cache_read"
                        " + usage_output, cost_nano FROM chat_messages WHERE ended_ms >= ? AND demonstration = 0)"_s;
    auto rows = readPage<UsageSum>(m_database, sum, {quarter, quarter, quarter * quarterMs}, [](const Statement &row) {
        return UsageSum {row.integer(0), Money {row.integer(1)}};
    });
    if (!rows)
        return fail(rows.error());
    return rows->value(0);
}

}  // namespace bw::store
