// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/feature.h"

#include <QHash>
#include <QSet>

namespace bw::build
{

/// Decides which feature is worked on next. A value without I/O.
class FeatureQueue final
{
public:
    explicit FeatureQueue(int attempts = 2)
        : m_attempts(attempts)
    {
    }

    /// The unverified feature with the highest priority (1 first; then the plan's order) whose dependencies are
    /// verified, or were tried as often as they may be: one that cannot be proved does not hold up the rest for ever.
    /// Nothing: all are verified or used up. A feature already begun comes before a new one.
    /// `parked`: ids of features that wait for a person; they and what depends on them are passed over.
    [[nodiscard]] const Feature *next(const QList<Feature> &features, const QSet<QString> &parked = {}) const;
    void tried(const QString &feature) { ++m_tried[feature]; }
    /// The last try does not count: it could not have come out well.
    void forgive(const QString &feature) { m_tried[feature] = std::max(0, tries(feature) - 1); }
    /// It is not tried again.
    void giveUp(const QString &feature) { m_tried[feature] = m_attempts; }
    [[nodiscard]] int tries(const QString &feature) const { return m_tried.value(feature); }

private:
    [[nodiscard]] bool isOpen(const Feature &feature) const;

    int m_attempts;
    QHash<QString, int> m_tried;
};

}  // namespace bw::build
