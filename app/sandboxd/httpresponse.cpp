// SPDX-License-Identifier: GPL-3.0-or-later
#include "httpresponse.h"

#include <algorithm>
#include <array>
#include <utility>

namespace bw::sandboxd
{

std::string_view reasonOf(int status)
{
    static constexpr std::array<std::pair<int, std::string_view>, 22> reasons {
        {{200, "OK"},
         {204, "No Content"},
         {206, "Partial Content"},
         {400, "Bad Request"},
         {401, "Unauthorized"},
         {403, "Forbidden"},
         {404, "Not Found"},
         {405, "Method Not Allowed"},
         {408, "Request Timeout"},
         {409, "Conflict"},
         {412, "Precondition Failed"},
         {413, "Content Too Large"},
         {415, "Unsupported Media Type"},
         {416, "Range Not Satisfiable"},
         {429, "Too Many Requests"},
         {431, "Request Header Fields Too Large"},
         {499, "Client Closed Request"},
         {500, "Internal Server Error"},
         {501, "Not Implemented"},
         {503, "Service Unavailable"},
         {505, "HTTP Version Not Supported"},
         {507, "Insufficient Storage"}}};
    const auto *found = std::ranges::find(reasons, status, &std::pair<int, std::string_view>::first);
    return found == reasons.end() ? "Other" : found->second;
}

}  // namespace bw::sandboxd
