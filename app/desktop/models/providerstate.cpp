// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/providerstate.h"

#include "account/settings.h"
#include "engine/sandboxcheck.h"

#include <QUrl>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

KeysThere keysThere()
{
    return {.claude = !qEnvironmentVariableIsEmpty("ANTHROPIC_API_KEY")
                || !qEnvironmentVariableIsEmpty("ANTHROPIC_AUTH_TOKEN"),
            .e2b = !qEnvironmentVariableIsEmpty("E2B_API_KEY")};
}

ProviderState lookAtProviders()
{
    const auto settings = account::Settings::load();
    QString address = settings.model().baseUrl;
    if (address.isEmpty())
        address = qEnvironmentVariable("ANTHROPIC_BASE_URL").trimmed();
    const QString host = QUrl(address).host();
    return {.keys = keysThere(),
            .server = host == "api.anthropic.com"_L1 ? QString() : host,
            .sandbox = engine::checkSandboxHere(u"local"_s).has_value(),
            .dayLimit = settings.limits().usdPerDay};
}

}  // namespace bw::desktop
