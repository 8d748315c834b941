// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/localuser.h"

#include "store/connection.h"
#include "store/reader.h"
#include "store/writer.h"

#include <pwd.h>
#include <unistd.h>

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

QString systemName()
{
    passwd entry {};
    passwd *found = nullptr;
    QByteArray buffer(16 * 1024, '\0');
    if (::getpwuid_r(::getuid(), &entry, buffer.data(), static_cast<size_t>(buffer.size()), &found) != 0 || !found)
        return {};
    const QString full = QString::fromLocal8Bit(found->pw_gecos).section(u',', 0, 0);
    return full.isEmpty() ? QString::fromLocal8Bit(found->pw_name) : full;
}

Result<UserId> find(Connection &connection)
{
    const auto id = connection.value(u"SELECT id FROM users WHERE local = 1"_s);
    if (!id)
        return fail(id.error());
    return UserId {id->toString()};
}

}  // namespace

Result<UserId> ensureLocalUser(Writer &writer, Clock &clock)
{
    return writer.write<UserId>([&clock](Connection &connection) -> Result<UserId> {
        const auto found = find(connection);
        if (!found || !found->isEmpty())
            return found;
        const auto user = newId<UserId>();
        if (auto made = connection.run(u"INSERT INTO users (id, name, local, created_ms) VALUES (?, ?, 1, ?)"_s,
                                       {user.value, systemName(), clock.nowMs()});
            !made)
            return fail(made.error());
        return user;
    });
}

Result<UserId> findLocalUser(Reader &reader)
{
    return reader.read([](Connection &connection) -> Result<UserId> { return find(connection); });
}

}  // namespace bw::store
