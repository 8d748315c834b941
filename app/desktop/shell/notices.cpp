// SPDX-License-Identifier: GPL-3.0-or-later
// The signals of Notices are made from here.
#include "shell/notices.h"
