// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <expected>
#include <utility>

namespace bw
{

/// Everything that can fail returns one of these. No exception crosses a room's border.
template <typename T>
using Result = std::expected<T, Error>;
using Status = std::expected<void, Error>;

/// Shortest way to fail: `return fail(ErrorCode::NotFound, u"no such build"_s, {{u"kind"_s, u"build"_s}});`
inline std::unexpected<Error> fail(ErrorCode code, QString detail = {}, QMap<QString, QString> args = {})
{
    return std::unexpected(Error {code, std::move(detail), std::move(args), std::nullopt});
}
inline std::unexpected<Error> fail(Error error) { return std::unexpected(std::move(error)); }

}  // namespace bw
