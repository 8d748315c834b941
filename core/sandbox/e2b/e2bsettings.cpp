// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/e2b/e2bsettings.h"

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

/// Domains whose edge takes the sandbox from headers, so that one connection serves many.
bool isHosted(const QString &domain)
{
    return domain == "e2b.app"_L1 || domain == "e2b.dev"_L1 || domain == "e2b.pro"_L1 || domain == "e2b-staging.dev"_L1;
}

bool isAddress(const QUrl &url)
{
    return url.isValid() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1) && !url.host().isEmpty();
}

}  // namespace

E2bSettings E2bSettings::fromEnvironment()
{
    E2bSettings settings;
    if (const QByteArray key = qgetenv("E2B_API_KEY").trimmed(); !key.isEmpty())
        settings.key = SecretString(key);
    if (const QString domain = qEnvironmentVariable("E2B_DOMAIN").trimmed(); !domain.isEmpty())
        settings.domain = domain;
    if (const QString url = qEnvironmentVariable("E2B_API_URL").trimmed(); !url.isEmpty())
        settings.apiUrl = QUrl(url);
    if (const QString url = qEnvironmentVariable("E2B_SANDBOX_URL").trimmed(); !url.isEmpty())
        settings.sandboxUrl = QUrl(url);
    settings.debug = qEnvironmentVariable("E2B_DEBUG").compare("true"_L1, Qt::CaseInsensitive) == 0;
    return settings;
}

Status E2bSettings::check() const
{
    if (key.isEmpty() && !debug)
        return fail(ErrorCode::KeyMissing, u"no key in the environment"_s,
                    {{u"service"_s, u"E2B"_s}, {u"variable"_s, u"E2B_API_KEY"_s}});
    if (!isAddress(controlPlane()))
        return fail(ErrorCode::InvalidArgument, {},
                    {{u"what"_s, u"E2B_API_URL"_s}, {u"remedy"_s, u"http:// or https:// and a host"_s}});
    if (!sandboxUrl.isEmpty() && !isAddress(sandboxUrl))
        return fail(ErrorCode::InvalidArgument, {},
                    {{u"what"_s, u"E2B_SANDBOX_URL"_s}, {u"remedy"_s, u"http:// or https:// and a host"_s}});
    return {};
}

QUrl E2bSettings::controlPlane() const
{
    if (!apiUrl.isEmpty())
        return apiUrl;
    return debug ? QUrl(u"http://localhost:3000"_s) : QUrl(u"https://api."_s + domain);
}

QUrl E2bSettings::daemon(const QString &sandbox, const QString &its) const
{
    if (!sandboxUrl.isEmpty())
        return sandboxUrl;
    if (debug)
        return QUrl(u"http://localhost:%1"_s.arg(daemonPort));
    const QString base = its.isEmpty() ? domain : its;
    return isHosted(base) ? QUrl(u"https://sandbox."_s + base) : port(sandbox, its, daemonPort);
}

QUrl E2bSettings::port(const QString &sandbox, const QString &its, int number) const
{
    if (debug)
        return QUrl(u"http://localhost:%1"_s.arg(number));
    return QUrl(u"https://%1-%2.%3"_s.arg(number).arg(sandbox, its.isEmpty() ? domain : its));
}

}  // namespace bw::sandbox
