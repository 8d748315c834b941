// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/statement.h"

#include "store/connection.h"

#include <QSqlError>

namespace bw::store
{

using namespace Qt::StringLiterals;

Statement::Statement(Connection &connection, std::shared_ptr<QSqlQuery> query)
    : m_connection(connection)
    , m_query(std::move(query))
{
}

Statement::~Statement()
{
    if (m_query)
        m_query->finish();
}

Statement::Statement(Statement &&other) noexcept
    : m_connection(other.m_connection)
    , m_query(std::move(other.m_query))
    , m_ran(other.m_ran)
{
}

void Statement::bind(int position, const QVariant &value)
{
    // The driver turns a null string into NULL, which no column of ours allows by accident.
    if (value.typeId() == QMetaType::QString && value.toString().isNull())
        m_query->bindValue(position, u""_s);
    else if (value.typeId() == QMetaType::QByteArray && value.toByteArray().isNull())
        m_query->bindValue(position, QByteArray(""));
    else
        m_query->bindValue(position, value);
}

Status Statement::run()
{
    if (!m_query->exec())
        return fail(m_connection.errorFrom(m_query->lastError(), m_query->lastQuery()));
    return {};
}

Result<bool> Statement::step()
{
    if (!m_ran) {
        m_ran = true;
        if (auto ran = run(); !ran)
            return fail(ran.error());
    }
    if (m_query->next())
        return true;
    if (m_query->lastError().isValid())
        return fail(m_connection.errorFrom(m_query->lastError(), m_query->lastQuery()));
    return false;
}

}  // namespace bw::store
