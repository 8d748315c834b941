// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <compare>
#include <optional>

namespace bw
{

/// Money as an integer: nano-dollars (1e-9 USD). Sums never drift.
struct Money {
    qint64 nano = 0;
    static constexpr qint64 perDollar = 1'000'000'000;
    friend auto operator<=>(const Money &, const Money &) = default;
    friend Money operator+(Money a, Money b) { return {a.nano + b.nano}; }
    friend Money operator-(Money a, Money b) { return {a.nano - b.nano}; }
    Money &operator+=(Money other)
    {
        nano += other.nano;
        return *this;
    }
    [[nodiscard]] double dollars() const { return static_cast<double>(nano) / static_cast<double>(perDollar); }
    /// Plain decimal text ("0.0632"), no currency sign, no locale; at least two decimals, at most nine.
    [[nodiscard]] QString toDecimal() const;
    /// Exact parse of a non-negative decimal ("5", "0.25"); nothing for anything else.
    static std::optional<Money> fromDecimal(const QString &text);
};

}  // namespace bw
