// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/build.h"

#include <QStringList>

namespace bw::build
{

/// What the model is asked for.
enum class Role {
    Plan,
    Code,
    Verify,
    Review,  ///< side tasks of a session with a context of their own: looking for something, looking over changes
};

struct RoleChoice {
    QString model;   ///< that requests name
    QString effort;  ///< empty = the service's default
    friend bool operator==(const RoleChoice &, const RoleChoice &) = default;
};

/// What a build uses for a role. `own` is the build's model (of a recording: the one it stands for, and then the model
/// of every role). Without a choice a role has the build's model, but a review has a cheaper one where the price table
/// names one.
RoleChoice roleChoice(const BuildOptions &options, Role role, const QString &own, bool demonstration);
/// The models of all roles, each once, the build's own first.
QStringList roleModels(const BuildOptions &options, const QString &own, bool demonstration);

/// "high", or with single roles "high,plan=max,review=low". Error: InvalidArgument with the remedy.
Status readEfforts(const QString &text, BuildOptions &options);
/// Error: InvalidArgument for an effort that there is not, and for a recording as the model of a single role.
Status checkRoles(const BuildOptions &options);
/// claude-api reference §1.2.
QStringList efforts();

}  // namespace bw::build
