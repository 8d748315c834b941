// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/build.h"

#include <QVariantList>

namespace bw::store
{

class Statement;

/// A row of the builds projection: the value, and what only the store needs.
struct BuildRow {
    qint64 no = 0;  ///< the build's number
    Build build;
    QString currentFeature;
    qint64 lines = 0;
    QByteArray options = "{}";  ///< as it stood in build.created, so that unknown options are kept
};

/// `SELECT … FROM builds b`, columns as readBuildRow() expects them. A project or specification that is gone reads as
/// none.
QString buildSelect();
BuildRow readBuildRow(const Statement &row);
QString buildUpsert();
QVariantList buildValues(const BuildRow &row);

}  // namespace bw::store
