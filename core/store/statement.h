// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <memory>

namespace bw::store
{

class Connection;

/// A prepared statement in use. Its rows end with it, so that no read stays open.
class Statement final
{
public:
    Statement(Connection &connection, std::shared_ptr<QSqlQuery> query);
    ~Statement();
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&) = delete;
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    /// Binds by position. Null strings and byte arrays are stored as empty ones; an invalid QVariant is NULL.
    void bind(int position, const QVariant &value);
    /// Runs a statement that gives no rows.
    Status run();
    /// The next row: true while there is one. The first call runs the statement.
    Result<bool> step();

    /// Calls `row()` for each row that is left.
    template <typename F>
    Status each(F &&row)
    {
        while (true) {
            const auto more = step();
            if (!more)
                return std::unexpected(more.error());
            if (!*more)
                return {};
            row();
        }
    }

    [[nodiscard]] qint64 integer(int column) const { return m_query->value(column).toLongLong(); }
    [[nodiscard]] QString text(int column) const { return m_query->value(column).toString(); }
    [[nodiscard]] QByteArray bytes(int column) const { return m_query->value(column).toByteArray(); }
    [[nodiscard]] QVariant variant(int column) const { return m_query->value(column); }
    [[nodiscard]] bool boolean(int column) const { return integer(column) != 0; }
    [[nodiscard]] bool isNull(int column) const { return m_query->isNull(column); }
    /// Rows changed by run().
    [[nodiscard]] qint64 changes() const { return m_query->numRowsAffected(); }

private:
    Connection &m_connection;
    std::shared_ptr<QSqlQuery> m_query;
    bool m_ran = false;
};

}  // namespace bw::store
