// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

namespace bw::agent
{

/// Environment of every command that may commit: same author and same dates in every run, since commits are files of
/// the workspace, and the same work has to make the same tree. Pure.
QMap<QString, QString> gitIdentity();

}  // namespace bw::agent
