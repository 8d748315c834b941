// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/records.h"

#include <QList>

namespace bw::store
{

class Database;

/// Users. One row stands for this machine's person from the first start on; sign-in adds columns later, not meaning.
/// Thread-safe.
class UserStore final
{
public:
    explicit UserStore(Database &database)
        : m_database(database)
    {
    }
    Result<User> local() const;  ///< this machine's person
    Result<User> get(const UserId &user) const;
    Result<QList<User>> list() const;

private:
    Database &m_database;
};

}  // namespace bw::store
