// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTextLayout>

#include <memory>

namespace bw::desktop
{

/// Colours of code, line after line, by KSyntaxHighlighting. A language that it does not know has none. Reading a
/// language's definition for the first time takes some milliseconds. Used by the user-interface thread.
class CodeColors final
{
public:
    /// `language` as behind a fence: a name, a short form or a file's suffix.
    CodeColors(const QString &language, bool dark);
    ~CodeColors();
    Q_DISABLE_COPY_MOVE(CodeColors)

    /// The lines have to come in order: what a line means may hang on those before it.
    QList<QTextLayout::FormatRange> nextLine(const QString &line);
    /// The line that came last was not whole; the next call is for the whole of it.
    void stepBack();

private:
    class Highlighter;
    std::unique_ptr<Highlighter> m_highlighter;
};

}  // namespace bw::desktop
