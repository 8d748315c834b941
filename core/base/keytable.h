// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>
#include <array>
#include <optional>

namespace bw
{

/// Stable text keys of an enum whose values are 0, 1, 2 …: one entry a value, in the order of the enum. What is stored
/// or sent uses these keys, never the numbers.
template <typename Enum, std::size_t count>
struct KeyTable {
    struct Entry {
        Enum value;
        const char *key;
    };
    std::array<Entry, count> entries;

    /// For static_assert: every entry stands at the place that its value gives.
    [[nodiscard]] constexpr bool inOrder() const
    {
        for (std::size_t i = 0; i < count; ++i)
            if (static_cast<std::size_t>(entries[i].value) != i || entries[i].key == nullptr)
                return false;
        return true;
    }
    [[nodiscard]] QString key(Enum value) const
    {
        const auto index = static_cast<std::size_t>(value);
        return index < count ? QString::fromLatin1(entries[index].key) : QString();
    }
    [[nodiscard]] std::optional<Enum> value(const QString &key) const
    {
        const auto found =
            std::ranges::find_if(entries, [&](const Entry &entry) { return key == QLatin1StringView(entry.key); });
        return found == entries.end() ? std::nullopt : std::optional(found->value);
    }
};

/// The number of values is that of the list; a value added to the enum and not to the list breaks inOrder() or `last`.
template <typename Enum, std::size_t count>
constexpr KeyTable<Enum, count> keyTable(const typename KeyTable<Enum, count>::Entry (&list)[count])
{
    KeyTable<Enum, count> table {};
    std::copy(std::begin(list), std::end(list), table.entries.begin());
    return table;
}

}  // namespace bw
