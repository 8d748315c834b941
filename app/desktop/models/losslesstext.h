// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

namespace bw::desktop
{

/// A text as an editor's document can hold it, and back again, character for character. A document knows one kind of
/// line end and takes several other characters for it; a file may have CRLF, both kinds, a byte order mark or such
/// characters. What stands in a place keeps its line and column (but a byte order mark, which has none). A value.
class LosslessText final
{
public:
    /// Remembers how this text is written, and gives what goes into the document.
    QString take(const QString &text);
    /// For what is put into the document later: by the same rules, with LF line ends.
    [[nodiscard]] QString within(QString text) const;
    /// Of QTextDocument::toRawText(). toPlainText() would make blanks of the blanks that do not break.
    [[nodiscard]] QString give(QString raw) const;

private:
    bool m_mark = false;
    bool m_crLf = false;            ///< every line ends so
    QHash<QChar, QChar> m_standIn;  ///< for what a document would take for the end of a line
};

}  // namespace bw::desktop
