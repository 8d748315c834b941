// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/environmentsecretstore.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bw::account
{

Result<SecretString> EnvironmentSecretStore::read(const QString &name)
{
    const auto known = std::ranges::find(secretNames, name, [](const char *s) { return QString::fromLatin1(s); });
    if (known == std::end(secretNames))
        return SecretString();
    return SecretString(qgetenv(*known).trimmed());
}

Status EnvironmentSecretStore::write(const QString &name, const SecretString &)
{
    return fail(ErrorCode::Unsupported, u"the environment keeps nothing"_s, {{u"what"_s, name}});
}

Status EnvironmentSecretStore::remove(const QString &) { return {}; }

}  // namespace bw::account
