// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/parts.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;

Result<sandbox::SandboxProvider *> Parts::provider(const QString &name) const
{
    if (name == "local"_L1)
        return sandboxes.get();
    if (name == "e2b"_L1 && cloud)
        return cloud.get();
    return fail(ErrorCode::Unsupported, u"sandbox"_s, {{u"what"_s, u"--sandbox "_s + name}});
}

Status Parts::checkSandbox(const QString &name) const
{
    const auto chosen = provider(name);
    return chosen ? (*chosen)->check({}) : fail(chosen.error());
}

Result<QStringList> Parts::checkSandbox(const BuildOptions &options) const
{
    const auto chosen = provider(options.sandbox);
    if (!chosen)
        return fail(chosen.error());
    sandbox::SandboxRequest request;
    request.templateName = options.templateImage;
    request.nodeVersion = options.nodeVersion;
    return (*chosen)->checkFor(request, {});
}

}  // namespace bw::engine
