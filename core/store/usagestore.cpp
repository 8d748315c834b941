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

}  // namespace bw::store
