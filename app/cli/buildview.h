// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/build.h"
#include "model/event.h"
#include "terminal.h"

#include <QHash>

#include <chrono>

namespace bw::cli
{

/// Shows a build to a person while it runs: phases, features turning verified, denials, limits, waits; on a terminal
/// also a line with elapsed time, cost and the current action. Everything comes from the log.
class BuildView final
{
public:
    explicit BuildView(Terminal &terminal);

    void show(const Event &event);
    /// Takes a fact of an earlier run (plan, status of a feature) without showing it.
    void remember(const Event &event);
    /// The changing line at the bottom.
    void tick(const Build &build, qint64 nowMs);

private:
    void stamped(const Event &event, const QString &text);

    Terminal &m_terminal;
    qint64 m_firstMs = 0;
    int m_total = 0;
    Money m_uncertain;                    ///< of calls that broke
    QHash<QString, QString> m_status;     ///< feature → status key
    QHash<QString, QString> m_describes;  ///< feature → description
};

/// "$1.23", "would have cost $1.23" for a demonstration, "cost unknown"; a range when `uncertain` of it belongs to
/// calls that broke.
QString costText(const Build &build, Money uncertain = {});
/// Said on top of everything about a build whose answers were recorded.
QString demonstrationText();
/// The lines after the end: result, cost, zip, how to look at the log.
QStringList summaryLines(const Build &build, const std::optional<Artifact> &artifact);
/// The JSON object at the end of `build --json`.
/// Part of the input that was read from the prompt cache, 0 to 1; nothing without input.
std::optional<double> cacheHitRate(const Usage &usage);
/// Usage as JSON, with "cache_hit_rate".
Json usageObject(const Usage &usage);
Json resultObject(const Build &build, const std::optional<Artifact> &artifact, qint64 events);

}  // namespace bw::cli
