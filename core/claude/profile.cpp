// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/profile.h"

using namespace Qt::StringLiterals;

namespace bw::claude
{

QUrl Profile::url(const QString &path) const
{
    QUrl joined = baseUrl;
    QString base = joined.path(QUrl::FullyEncoded);
    if (base.endsWith(u'/'))
        base.chop(1);
    joined.setPath(base + path, QUrl::TolerantMode);
    return joined;
}

Result<Profile> profileFor(const QString &baseUrl, const Credentials &credentials)
{
    Profile profile;
    profile.baseUrl = QUrl(baseUrl.isEmpty() ? u"https://api.anthropic.com"_s : baseUrl.trimmed(), QUrl::StrictMode);
    const QString scheme = profile.baseUrl.scheme();
    if ((scheme != u"https"_s && scheme != u"http"_s) || profile.baseUrl.host().isEmpty()) {
        return fail(ErrorCode::InvalidArgument, u"base address"_s,
                    {{u"what"_s, u"base address "_s + baseUrl}, {u"remedy"_s, u"https://host[:port][/prefix]"_s}});
    }
    profile.baseUrl.setQuery(QString());
    profile.baseUrl.setFragment(QString());
    profile.anthropic = profile.baseUrl.host() == u"api.anthropic.com"_s;
    profile.apiVersion = profile.anthropic ? "2026-10-21" : "2023-06-01";
    profile.bearer = profile.anthropic || credentials.bearer;
    profile.service = profile.anthropic ? u"Claude"_s : profile.baseUrl.host();
    return profile;
}

}  // namespace bw::claude
