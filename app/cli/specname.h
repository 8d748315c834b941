// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/specservice.h"

namespace bw::cli
{

/// A specification in the library as a person names it: ID, NAME or "last", with @N for a version.
struct SpecName {
    store::Spec spec;
    int version = 0;  ///< as named, else the newest
};

/// Errors: NotFound, Ambiguous, InvalidArgument (no number behind the @).
Result<SpecName> findSpec(const engine::SpecService &specs, const QString &text, bool deleted = false);

}  // namespace bw::cli
