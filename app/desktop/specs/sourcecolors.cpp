// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/sourcecolors.h"

#include "widgets/look.h"

#include <QElapsedTimer>
#include <QTextBlock>
#include <QTextDocument>

#include <algorithm>

namespace bw::desktop
{

namespace
{

constexpr int mostAtOnce = 100;  // blocks, within the event that changed them
constexpr int sliceMs = 5;       // a frame has 16, and more is to be done in it

}  // namespace

SourceColors::SourceColors(QTextDocument *document, QObject *parent)
    : QObject(parent)
    , m_document(document)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &SourceColors::slice);
    connect(document, &QTextDocument::contentsChange, this, &SourceColors::changed);
    restart();
}

QTextCharFormat SourceColors::look(SpecToken token) const
{
    const Tokens &t = Look::tokens();
    QTextCharFormat format;
    switch (token) {
    case SpecToken::Heading:
        format.setForeground(t.accent);
        format.setFontWeight(QFont::Bold);
        break;
    case SpecToken::Strong:
        format.setFontWeight(QFont::Bold);
        break;
    case SpecToken::Mark:
    case SpecToken::Tag:
        format.setForeground(t.accent);
        break;
    case SpecToken::Code:
    case SpecToken::Value:
        format.setForeground(t.good);
        break;
    case SpecToken::Attribute:
    case SpecToken::Entity:
        format.setForeground(t.waiting);
        break;
    case SpecToken::Comment:
        format.setFontItalic(true);
        format.setForeground(t.muted);
        break;
    case SpecToken::Identity:
        format.setForeground(t.muted);
        break;
    }
    return format;
}

void SourceColors::setFormat(spec::SpecFormat format)
{
    if (format == m_format)
        return;
    m_format = format;
    restart();
}

void SourceColors::restart()
{
    m_looks.clear();
    for (int i = 0; i <= static_cast<int>(SpecToken::Entity); ++i)
        m_looks << look(static_cast<SpecToken>(i));
    wait(0, m_document->characterCount());
    // The beginning at once: nobody shall see the colours of before.
    slice();
}

void SourceColors::wait(int from, int to)
{
    m_from = m_from < 0 ? from : std::min(m_from, from);
    m_to = std::max(m_to, to);
    m_timer.start();
}

/// Whether the lines below may mean something else now.
bool SourceColors::colour(QTextBlock block)
{
    const int before = block.previous().isValid() ? block.previous().userState() : firstLexState;
    QList<SpecTokenAt> tokens;
    const int state = lexSpecLine(m_format, block.text(), std::max(before, firstLexState), tokens);
    QList<QTextLayout::FormatRange> ranges;
    ranges.reserve(tokens.size());
    for (const SpecTokenAt &token : std::as_const(tokens))
        ranges.append({token.from, token.length, m_looks.at(static_cast<int>(token.token))});
    QTextLayout *layout = block.layout();
    // What an input method is composing has ranges of its own there.
    if (layout->preeditAreaText().isEmpty() && layout->formats() != ranges) {
        layout->setFormats(ranges);
        m_shownFrom = m_shownFrom < 0 ? block.position() : std::min(m_shownFrom, block.position());
        m_shownTo = std::max(m_shownTo, block.position() + block.length());
    }
    const bool differs = block.userState() != state;
    block.setUserState(state);
    return differs;
}

/// For all of them at once: a layout of each of many blocks would be made where only those in sight need one.
void SourceColors::show()
{
    if (m_shownFrom >= 0)
        m_document->markContentsDirty(m_shownFrom, m_shownTo - m_shownFrom);
    m_shownFrom = m_shownTo = -1;
}

void SourceColors::changed(int from, int removed, int added)
{
    const auto follow = [&](int &position) {
        if (position > from)
            position = position >= from + removed ? position + added - removed : from;
    };
    follow(m_from);
    follow(m_to);
    const int end = from + added;
    QTextBlock block = m_document->findBlock(from);
    bool differs = false;
    for (int i = 0; block.isValid() && (differs || block.position() <= end); ++i) {
        if (i == mostAtOnce) {
            wait(block.position(), std::max(end, block.position()));
            break;
        }
        differs = colour(block);
        block = block.next();
    }
    show();
}

void SourceColors::slice()
{
    if (m_from < 0)
        return;
    QElapsedTimer timer;
    timer.start();
    QTextBlock block = m_document->findBlock(m_from);
    bool differs = true;
    while (block.isValid() && (differs || block.position() <= m_to)) {
        differs = colour(block);
        block = block.next();
        if (timer.elapsed() >= sliceMs)
            break;
    }
    if (block.isValid() && (differs || block.position() <= m_to)) {
        m_from = block.position();
        m_to = std::max(m_to, m_from);
        m_timer.start();
    } else {
        m_from = m_to = -1;
    }
    show();
}

}  // namespace bw::desktop
