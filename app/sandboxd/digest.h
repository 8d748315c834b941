// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace bw::sandboxd
{

/// SHA-256, 32 bytes.
std::string sha256(std::string_view bytes);

}  // namespace bw::sandboxd
