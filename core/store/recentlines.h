// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <deque>
#include <unordered_map>

namespace bw::store
{

/// The texts of log lines that were just written and are not in the full-text index yet, so that the indexer needs not
/// read them back and parse their events again. Only a short cut: what is not here stands in the tables. Used by the
/// storage thread.
class RecentLines final
{
public:
    /// Line `n` of a build. A gap begins anew; above 2 MiB of all builds everything is let go.
    void add(qint64 buildNo, qint64 n, QString text);
    struct Range {
        qint64 first = 0, last = 0;  ///< 0 and 0 = none is held
    };
    /// Numbers of the lines that are held of a build, without a gap.
    [[nodiscard]] Range held(qint64 buildNo) const;
    /// The next line of a build, the first of held(); empty where none is held.
    QString take(qint64 buildNo);
    void clear();

private:
    struct Run {
        qint64 first = 0;
        std::deque<QString> texts;
    };
    std::unordered_map<qint64, Run> m_runs;  // none is empty
    qint64 m_bytes = 0;
};

}  // namespace bw::store
