// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/credentials.h"

using namespace Qt::StringLiterals;

namespace bw::claude
{

Result<Credentials> credentialsFromEnvironment()
{
    if (const QByteArray key = qgetenv("ANTHROPIC_API_KEY").trimmed(); !key.isEmpty())
        return Credentials {SecretString(key), false};
    if (const QByteArray token = qgetenv("ANTHROPIC_AUTH_TOKEN").trimmed(); !token.isEmpty())
        return Credentials {SecretString(token), true};
    return fail(ErrorCode::KeyMissing, u"no key in the environment"_s,
                {{u"service"_s, u"Claude"_s}, {u"variable"_s, u"ANTHROPIC_API_KEY"_s}});
}

QString baseUrlFromEnvironment() { return qEnvironmentVariable("ANTHROPIC_BASE_URL").trimmed(); }

}  // namespace bw::claude
