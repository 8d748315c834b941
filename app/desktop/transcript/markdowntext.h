// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace bw::desktop
{

/// A piece of text in one style.
struct MarkdownRun {
    QString text;
    bool strong = false;
    bool emphasis = false;
    bool struck = false;
    bool code = false;
    QString link {};  ///< only http, https and mailto; everything else is plain text
    friend bool operator==(const MarkdownRun &, const MarkdownRun &) = default;
};
using MarkdownRuns = QList<MarkdownRun>;

/// A leaf of the document. Lists and quotations are no blocks of their own: their leaves know how deep they stand, so
/// that each can be laid out, and thrown away, alone.
struct MarkdownBlock {
    enum class Kind { Paragraph, Heading, Code, Table, Rule };
    enum class Align { Left, Centre, Right };
    Kind kind = Kind::Paragraph;
    int level = 0;       ///< of a heading: 1 to 6
    int quotes = 0;      ///< quotations around it
    int lists = 0;       ///< lists around it
    QString marker {};   ///< of the item that begins with it: a bullet, "3.", or a box of a task; else empty
    bool tight = false;  ///< stands close to the block before it
    MarkdownRuns text {};
    QString language {};                 ///< of code, as written behind the fence
    QString code {};                     ///< also raw HTML, which is shown as it is written and never read
    QList<QList<MarkdownRuns>> rows {};  ///< of a table; the first is its head
    QList<Align> columns {};
    friend bool operator==(const MarkdownBlock &, const MarkdownBlock &) = default;
};

/// CommonMark with the tables, task lists, struck text and bare addresses of GFM, as a flat list of blocks. A text that
/// grows at its end is read again from its last top-level block only, so that an answer that streams costs what is new.
/// A value; one thread at a time.
class MarkdownText final
{
public:
    /// Returns the index of the first block that may have changed.
    qsizetype setText(const QString &text);
    [[nodiscard]] const QList<MarkdownBlock> &blocks() const { return m_blocks; }
    [[nodiscard]] const QString &text() const { return m_text; }

private:
    void read(qsizetype from);

    QString m_text;
    QByteArray m_bytes;
    QList<MarkdownBlock> m_blocks;
    qsizetype m_settledBlocks = 0;  ///< before the last top-level block
    qsizetype m_settledBytes = 0;
};

}  // namespace bw::desktop
