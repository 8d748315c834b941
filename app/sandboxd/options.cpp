// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include <charconv>
#include <string_view>

namespace bw::sandboxd
{

namespace
{

std::optional<long> number(std::string_view text, long least, long most)
{
    long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc {} || end != text.data() + text.size() || value < least || value > most)
        return std::nullopt;
    return value;
}

bool take(Options &options, std::string_view name, std::string_view value)
{
    if (name == "--workspace")
        options.workspace = value;
    else if (name == "--user")
        options.user = value;
    else if (name == "--home")
        options.home = value;
    else if (name == "--sandbox")
        options.sandbox = value;
    else if (name == "--proxy-socket")
        options.proxySocket = value;
    else if (name == "--nproc")
        return (options.nproc = number(value, 1, 1'000'000)).has_value();
    else if (const auto port = number(value, 0, 65535); name == "--port" && port)
        options.port = static_cast<int>(*port);
    else if (const auto nice = number(value, -20, 19); name == "--nice" && nice)
        options.nice = static_cast<int>(*nice);
    else if (const auto owner = number(value, 1, 1'048'575); name == "--owner-fd" && owner)
        options.ownerFd = static_cast<int>(*owner);
    else if (const auto fd = number(value, 3, 1023); name == "--ports-fd" && fd)
        options.portsFd = static_cast<int>(*fd);
    else
        return false;
    return true;
}

}  // namespace

std::expected<Options, std::string> parseOptions(int argc, char **argv)
{
    Options options;
    for (int i = 1; i < argc; i += 2) {
        if (i + 1 >= argc)
            return std::unexpected(std::string("a value is missing after ") + argv[i]);
        if (!take(options, argv[i], argv[i + 1]))
            return std::unexpected(std::string("not understood: ") + argv[i] + " " + argv[i + 1]);
    }
    return options;
}

}  // namespace bw::sandboxd
