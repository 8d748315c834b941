// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/markdowntext.h"

#include "transcript/markdownreader.h"

namespace bw::desktop
{

namespace
{

qsizetype startOfLine(const QByteArray &bytes, qsizetype from, int line)
{
    qsizetype at = from;
    for (int i = 1; i < line; ++i) {
        const qsizetype end = bytes.indexOf('\n', at);
        if (end < 0)
            return bytes.size();
        at = end + 1;
    }
    return at;
}

}  // namespace

qsizetype MarkdownText::setText(const QString &text)
{
    if (text == m_text)
        return m_blocks.size();
    // A carriage return may be the first half of a line end, and lines are counted by line feeds.
    const bool grows = !m_text.isEmpty() && text.startsWith(m_text) && !text.contains(u'\r');
    if (grows) {
        m_bytes += QStringView(text).sliced(m_text.size()).toUtf8();
    } else {
        m_bytes = text.toUtf8();
        m_settledBlocks = m_settledBytes = 0;
    }
    m_text = text;
    // A link may be defined far from where it is used, before or after.
    if (m_bytes.contains("]:"))
        m_settledBlocks = m_settledBytes = 0;
    const qsizetype settled = m_settledBlocks;
    const QList<MarkdownBlock> before = m_blocks.sliced(settled);
    read(m_settledBytes);
    qsizetype same = 0;
    while (same < before.size() && settled + same < m_blocks.size() && before.at(same) == m_blocks.at(settled + same))
        ++same;
    return settled + same;
}

void MarkdownText::read(qsizetype from)
{
    // No copy: cmark copies what it keeps.
    const MarkdownReading reading =
        readMarkdown(QByteArray::fromRawData(m_bytes.constData() + from, m_bytes.size() - from));
    m_blocks.resize(m_settledBlocks);
    m_blocks.append(reading.blocks);
    m_settledBytes = startOfLine(m_bytes, from, reading.lastLine);
    m_settledBlocks += reading.lastBlock;
}

}  // namespace bw::desktop
