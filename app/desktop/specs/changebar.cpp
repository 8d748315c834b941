// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/changebar.h"

#include "widgets/look.h"
#include "widgets/notice.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

ChangeBar::ChangeBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(8);
    auto *icon = new IconLabel(u"info"_s, 20);
    icon->setColor(Look::tokens().waiting);
    layout->addWidget(icon);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    layout->addWidget(m_text, 1);
    auto *merge = new QPushButton(tr("&Merge…"));
    merge->setProperty("primary", true);
    auto *mine = new QPushButton(tr("&Keep Mine"));
    mine->setToolTip(tr("Your text becomes the next version. The other one stays in the history."));
    layout->addWidget(merge);
    layout->addWidget(mine);
    connect(merge, &QPushButton::clicked, this, &ChangeBar::mergeRequested);
    connect(mine, &QPushButton::clicked, this, &ChangeBar::mineKept);
    hide();
}

void ChangeBar::say(const QString &text)
{
    if (text == m_text->text())
        return;
    m_text->setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    if (text.isEmpty())
        return;
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void ChangeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = Look::tokens();
    painter.fillRect(rect(), t.sunken);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
}

}  // namespace bw::desktop
