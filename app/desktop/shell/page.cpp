// SPDX-License-Identifier: GPL-3.0-or-later
// The signals of Page are made from here.
#include "shell/page.h"
