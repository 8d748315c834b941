// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/page.h"

namespace bw::desktop
{

class OpenChat;

/// Shows the specification beside the chat among the specifications. One that stands in no library yet (it has an
/// error, or is a description) is put there first: `text` as it stands beside the chat.
void showInLibrary(const PageContext &context, const OpenChat &chat, const QString &text, QWidget *page);

}  // namespace bw::desktop
