// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace bw::cli
{

/// What a program in a sandbox may say to a person's own terminal while a shell is open: text, and sequences that draw.
/// Strings for the terminal itself (OSC: clipboard, links, titles; DCS, APC and their like) and orders to its window
/// are taken out, also in their one-character forms. A value; pieces may be cut anywhere.
class TerminalFilter final
{
public:
    QByteArray feed(QByteArrayView bytes);

private:
    enum class Where { Text, Lead, Escape, Sequence, String, StringEscape, StringLead };
    void take(char c, QByteArray &out);
    void takeEscape(char c, QByteArray &out);

    Where m_where = Where::Text;
    QByteArray m_sequence;  ///< begun, and not let through yet
};

}  // namespace bw::cli
