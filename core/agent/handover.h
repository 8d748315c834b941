// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/feature.h"
#include "sandbox/sandbox.h"
#include "spec/appspec.h"

namespace bw::agent
{

/// The files through which sessions find their way: the specification as given, feature_list.json (written by the
/// harness only), PROGRESS.md, init.sh (both begun here, then kept up by the sessions). What the harness writes holds
/// no time, id, path or order of arrival, so that the same work makes the same tree.
class HandOver final
{
public:
    explicit HandOver(sandbox::Sandbox &sandbox);

    /// "app_spec.xml" or "app_spec.md".
    static QString specFile(const spec::AppSpec &spec);
    Status writeSpec(const spec::AppSpec &spec, std::stop_token stop);
    Status writeFeatures(const QList<Feature> &features, std::stop_token stop);
    /// True when the file in the workspace is not what the harness wrote last; it is written again then.
    Result<bool> restoreFeatures(const QList<Feature> &features, std::stop_token stop);
    /// A git repository with a fixed identity, if there is none.
    Status prepareGit(std::stop_token stop);

private:
    static QByteArray bytes(const QList<Feature> &features);
    sandbox::Sandbox &m_sandbox;
};

}  // namespace bw::agent
