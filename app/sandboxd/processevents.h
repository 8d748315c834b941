// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect.h"
#include "outputqueue.h"

#include <sys/types.h>

namespace bw::sandboxd
{

/// The messages of a process stream, as protobuf's JSON mapping writes them (zero values left out).
Json startEvent(pid_t pid);
/// `status` as waitpid gives it. Our addition "signal" holds the number; other clients ignore it.
Json endEvent(int status);
Json keepaliveEvent();
std::string outputMessage(const OutputEvent &event);

}  // namespace bw::sandboxd
