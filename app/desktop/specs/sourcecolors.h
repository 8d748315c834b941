// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/speclexer.h"

#include <QObject>
#include <QTextLayout>
#include <QTimer>

class QTextBlock;
class QTextDocument;

namespace bw::desktop
{

/// Colours a document while it is written. What was changed is coloured at once; what a change means for the text below
/// it (a fence that opens, a comment that closes), and a whole new text, in slices between events, so that no key waits
/// for a megabyte. The colours are those of the tokens.
class SourceColors final : public QObject
{
    Q_OBJECT
public:
    /// The document has to live longer.
    explicit SourceColors(QTextDocument *document, QObject *parent = nullptr);

    void setFormat(spec::SpecFormat format);
    /// All of it again, such as in other colours.
    void restart();
    [[nodiscard]] bool isIdle() const { return m_from < 0; }

private:
    void changed(int from, int removed, int added);
    void slice();
    bool colour(QTextBlock block);
    void show();
    void wait(int from, int to);
    [[nodiscard]] QTextCharFormat look(SpecToken token) const;

    QTextDocument *m_document;
    spec::SpecFormat m_format = spec::SpecFormat::Markdown;
    QList<QTextCharFormat> m_looks;
    QTimer m_timer;
    int m_from = -1, m_to = -1;            // positions of what waits; -1 = nothing does
    int m_shownFrom = -1, m_shownTo = -1;  // positions of what has other colours than its layout knows
};

}  // namespace bw::desktop
