// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QMap>

namespace bw::agent
{

/// A prompt of resources/prompts with {{names}} replaced. Internal: a name in the text has no value, or the prompt is
/// missing.
Result<QString> prompt(const QString &name, const QMap<QString, QString> &values = {});

}  // namespace bw::agent
