// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/specparser.h"

namespace bw::spec
{

/// Fills `parsed` from an XML-like text; appends diagnostics.
void readXmlSpec(const QString &text, ParsedSpec &parsed);

}  // namespace bw::spec
