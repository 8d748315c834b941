// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "claude/model.h"

namespace bw::claude
{

/// A Model in front of a Model that has its whole answer at once: tells the observer of it as fast as a person could
/// follow, after a moment of thought. For recordings. Used by one thread at a time.
class PacedModel final : public Model
{
public:
    /// charactersPerSecond: 0 = at once. `inner` and `clock` live longer.
    PacedModel(Model &inner, Clock &clock, int charactersPerSecond);

    /// Cancelled within 100 ms of a stop, with what was told until then told.
    Result<Turn> send(const ModelRequest &request, TurnObserver &observer, std::stop_token stop) override;
    Result<qint64> countTokens(const ModelRequest &request, std::stop_token stop) override;
    Result<ModelInfo> info(const QString &model, std::stop_token stop) override;
    [[nodiscard]] bool isDemonstration() const override { return m_inner.isDemonstration(); }
    [[nodiscard]] bool hasTurnsFor(const QString &purpose) const override { return m_inner.hasTurnsFor(purpose); }

private:
    Model &m_inner;
    Clock &m_clock;
    int m_speed;
};

}  // namespace bw::claude
