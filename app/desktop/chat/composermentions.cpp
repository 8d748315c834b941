// SPDX-License-Identifier: GPL-3.0-or-later
// "@" in the field: what is typed behind it, and what becomes of it.
#include "chat/composer.h"
#include "chat/mentionpopup.h"

#include <QPlainTextEdit>
#include <QTextBlock>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{
constexpr qsizetype longestMention = 200;

/// What stands between the last "@" that begins a word and the cursor; null = there is none. A path may have spaces in
/// it, a name is found without them.
QString mentionBefore(const QTextCursor &cursor)
{
    const QString line = cursor.block().text().left(cursor.positionInBlock());
    const qsizetype at = line.lastIndexOf(u'@');
    if (cursor.hasSelection() || at < 0 || (at > 0 && !line.at(at - 1).isSpace() && line.at(at - 1) != u'('))
        return {};
    const QString typed = line.sliced(at + 1);
    const bool isPath = typed.startsWith(u'/') || typed.startsWith(u'~');
    if (typed.size() > longestMention || (!isPath && typed.contains(u' ')))
        return {};
    return typed.isNull() ? u""_s : typed;
}

}  // namespace

void Composer::lookForMention()
{
    const QString typed = m_setting ? QString() : mentionBefore(m_field->textCursor());
    if (typed.isNull()) {
        m_mention = QString();
        if (m_mentions)
            m_mentions->hide();
        return;
    }
    if (typed == m_mention && !m_mention.isNull())
        return;
    m_mention = typed;
    Q_EMIT mentionTyped(typed);
}

void Composer::offerMentions(const QString &typed, const QList<Mention> &mentions)
{
    if (!m_mention.isNull() && typed == m_mention && m_field->hasFocus() && m_mentions)
        m_mentions->offer(mentions);
}

/// A folder goes on to what is in it; everything else is named here, and its content goes with the message.
void Composer::insertMention(const Mention &mention)
{
    QTextCursor cursor = m_field->textCursor();
    if (m_mention.isNull() || mentionBefore(cursor) != m_mention)
        return;
    cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, static_cast<int>(m_mention.size()));
    const bool isFolder = mention.kind == Mention::Kind::Folder;
    cursor.insertText(isFolder ? mention.id + u'/' : mention.title.simplified() + u' ');
    m_field->setTextCursor(cursor);
    if (isFolder)
        return;  // the cursor has moved: what is in it is looked for
    m_mention = QString();
    Q_EMIT mentioned(mention);
}

}  // namespace bw::desktop
