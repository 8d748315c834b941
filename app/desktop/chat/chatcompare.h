// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/page.h"

namespace bw::desktop
{

class OpenChat;

/// Opens the difference between the specification beside the chat and the one before it.
void compareSpec(const PageContext &context, OpenChat &chat, QWidget *page);
/// Opens the choices where the chat and a person changed the same; what comes of them is kept, and nothing when they
/// are put aside.
void mergeSpec(const PageContext &context, OpenChat &chat, QWidget *page);

}  // namespace bw::desktop
