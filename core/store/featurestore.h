// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "model/feature.h"

#include <QList>

namespace bw::store
{

class Database;

/// The features of a build, with status and evidence, as its events left them. Thread-safe.
class FeatureStore final
{
public:
    explicit FeatureStore(Database &database)
        : m_database(database)
    {
    }
    /// In the plan's order; evidence oldest first.
    Result<QList<Feature>> list(const BuildId &build) const;
    Result<Feature> get(const BuildId &build, const QString &feature) const;

private:
    Database &m_database;
};

}  // namespace bw::store
