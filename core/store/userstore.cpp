// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/userstore.h"

#include "store/storesupport.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{
User userOf(const Statement &row) { return {UserId {row.text(0)}, row.text(1), row.integer(2)}; }
}  // namespace

Result<User> UserStore::local() const
{
    return only(readPage<User>(m_database, u"SELECT id, name, created_ms FROM users WHERE local = 1"_s, {}, userOf),
                u"user"_s, u"local"_s);
}

Result<User> UserStore::get(const UserId &user) const
{
    return only(
        readPage<User>(m_database, u"SELECT id, name, created_ms FROM users WHERE id = ?"_s, {user.value}, userOf),
        u"user"_s, user.value);
}

Result<QList<User>> UserStore::list() const
{
    return readPage<User>(m_database, u"SELECT id, name, created_ms FROM users ORDER BY created_ms, id"_s, {}, userOf);
}

}  // namespace bw::store
