// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bw::agent
{

/// Why a run that ended with 0 proves nothing by its own account: the runner found no test, or ran none of them. Empty:
/// it does not say so. Only ever used against a proof, so printing such a line helps nobody. Reads the reports of node,
/// jest, vitest, mocha, pytest, unittest, go and cargo. Pure.
QString whyReportProvesNothing(const QString &output);

}  // namespace bw::agent
