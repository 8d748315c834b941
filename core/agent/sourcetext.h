// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace bw::agent
{

/// A program text with its comments and the contents of its strings taken out, so that a search finds code only.
struct SourceText {
    QString code;         ///< strings stand there as ""
    QStringList strings;  ///< what stood in them
    QByteArray depth;  ///< for each character of `code`: 0 = in no bracket (of Python: in a line without indentation)
    [[nodiscard]] bool isTopLevel(qsizetype at) const { return at < depth.size() && depth.at(at) == 0; }
};

SourceText readJavaScript(const QString &text);
SourceText readPython(const QString &text);

/// What stands between the bracket at `opening` and its partner, without either; the rest when there is none.
QString bracketed(const QString &code, qsizetype opening);

}  // namespace bw::agent
