// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QStringList>

namespace bw::store
{

class Connection;

struct TableDifferences {
    qint64 count = 0;
    QStringList first;  ///< as text, "only in …: values"
};

/// The tables that can be compared, "log_index" among them.
QStringList comparedTables();
/// Compares main.<table> with temp.<table>, row by row; the index by every occurrence of every word.
Result<TableDifferences> compareTable(Connection &connection, const QString &table, int shown);

}  // namespace bw::store
