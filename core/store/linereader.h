// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/records.h"

#include <string>

namespace bw::store
{

class Statement;

/// Turns rows of log_lines and their events into lines. Neighbours mostly share an event, so the last one is kept.
class LineReader final
{
public:
    /// `SELECT … FROM log_lines l JOIN events e …`, to be followed by WHERE.
    static QString select();
    /// Only what text() needs: the driver fetches every column, so few of them is fast.
    static QString selectText();
    QString text(const Statement &row);
    LogLine line(const Statement &row);

private:
    static QString from();
    qint64 m_event = -1;
    std::string m_text;
};

}  // namespace bw::store
