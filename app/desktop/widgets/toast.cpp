// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/toast.h"

#include "widgets/draw.h"
#include "widgets/look.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace bw::desktop
{

Toast::Toast(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 10);
    m_text->setTextFormat(Qt::PlainText);
    layout->addWidget(m_text);
    m_gone.setSingleShot(true);
    m_gone.setInterval(4000);
    connect(&m_gone, &QTimer::timeout, this, &QWidget::hide);
    parent->installEventFilter(this);
    hide();
}

void Toast::say(const QString &text)
{
    m_text->setText(text);
    setAccessibleName(text);
    place();
    show();
    raise();
    m_gone.start();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void Toast::place()
{
    adjustSize();
    const QRect room = parentWidget()->rect();
    const int x = layoutDirection() == Qt::RightToLeft ? 24 : room.width() - width() - 24;
    move(x, room.height() - height() - 48);
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(watched, event);
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = Look::tokens();
    draw::box(&painter, rect(), t.surface, t.border, 1, 8);
}

}  // namespace bw::desktop
