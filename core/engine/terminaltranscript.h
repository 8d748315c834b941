// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStringDecoder>

namespace bw::engine
{

/// What a person saw on a terminal, as lines of plain text for a log. Escape sequences and control characters do on one
/// line what a terminal does with them (start over, step back, erase), and never come out; what a full-screen program
/// draws is left out. A value without I/O; not thread-safe.
class TerminalTranscript final
{
public:
    /// The lines that are complete now, each with its line feed. Pieces may be cut anywhere.
    QString feed(QByteArrayView bytes);
    /// What stands in the last line; it is empty then.
    QString rest();

private:
    enum class Where { Text, Escape, Charset, Sequence, String, StringEscape };

    void take(QChar c);
    void takeText(QChar c);
    void takeControl(char16_t c);
    void takeEscape(char16_t c);
    void endSequence(char16_t final);
    void erase(int how);
    void setFullScreen(bool full);
    void endLine();
    [[nodiscard]] int parameter(int otherwise) const;

    QStringDecoder m_decoder {QStringDecoder::Utf8};
    Where m_where = Where::Text;
    QString m_parameters;  ///< of the sequence that is read
    QString m_line;
    qsizetype m_column = 0;
    bool m_fullScreen = false;
    QString m_lines;  ///< complete, not handed out yet
};

}  // namespace bw::engine
