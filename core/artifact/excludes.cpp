// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifact/excludes.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace bw::artifact
{

namespace
{

using namespace std::string_view_literals;

/// A part of a path with one of these names is left out, with everything below it.
constexpr std::array excludedNames {
    // installed packages: the lock file brings them back
    "node_modules"sv, "bower_components"sv, ".pnpm-store"sv, ".venv"sv, "venv"sv, "site-packages"sv, ".bundle"sv,
    // version control
    ".git"sv, ".hg"sv, ".svn"sv,
    // caches of tools
    ".cache"sv, ".npm"sv, ".yarn"sv, ".parcel-cache"sv, ".turbo"sv, ".next"sv, ".nuxt"sv, ".svelte-kit"sv, ".vite"sv,
    "__pycache__"sv, ".pytest_cache"sv, ".mypy_cache"sv, ".ruff_cache"sv, ".tox"sv, ".nox"sv, ".gradle"sv,
    ".nyc_output"sv, ".coverage"sv, ".eslintcache"sv, ".stylelintcache"sv, ".ccache"sv,
    // what editors and systems drop
    ".DS_Store"sv, "Thumbs.db"sv, ".idea"sv};

constexpr std::array excludedEndings {".pyc"sv, ".pyo"sv, ".swp"sv, ".swo"sv, ".tsbuildinfo"sv};

bool isExcludedPart(std::string_view part)
{
    return std::ranges::find(excludedNames, part) != excludedNames.end()
        || std::ranges::any_of(excludedEndings, [part](std::string_view ending) { return part.ends_with(ending); });
}

}  // namespace

bool isExcluded(QByteArrayView path)
{
    std::string_view rest(path.data(), static_cast<size_t>(path.size()));
    while (!rest.empty()) {
        const size_t slash = rest.find('/');
        if (isExcludedPart(rest.substr(0, slash)))
            return true;
        if (slash == std::string_view::npos)
            break;
        rest.remove_prefix(slash + 1);
    }
    return false;
}

}  // namespace bw::artifact
