// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/build.h"
#include "model/event.h"

namespace bw::cli
{

/// "waits until 14:05:10 (2 min 3 s): …" of a build that goes on by itself, in the queue or while it runs; empty when
/// it does not wait.
QString holdText(const Build &build, qint64 nowMs);
/// The same of an event that says so: turn.waiting, service.waiting, build.state; empty for any other.
QString holdText(const Event &event);
/// Whether the wait that the build shows is one to come.
[[nodiscard]] bool isHeld(const Build &build, qint64 nowMs);

}  // namespace bw::cli
