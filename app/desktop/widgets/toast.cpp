// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/toast.h"

#include "widgets/draw.h"
#include "widgets/look.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace bw::desktop
{

namespace
{
constexpr int shownMs = 4000;
constexpr int offeredMs = 10'000;  // long enough to read it and to reach the button
}  // namespace

Toast::Toast(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel)
    , m_button(new QPushButton)
{
    setFocusPolicy(Qt::NoFocus);
    m_button->setFocusPolicy(Qt::NoFocus);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 10);
    m_text->setTextFormat(Qt::PlainText);
    layout->setSpacing(12);
    layout->addWidget(m_text);
    layout->addWidget(m_button);
    m_gone.setSingleShot(true);
    connect(m_button, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT pressed();
    });
    connect(&m_gone, &QTimer::timeout, this, &QWidget::hide);
    parent->installEventFilter(this);
    hide();
}

void Toast::say(const QString &text)
{
    m_button->hide();
    setAttribute(Qt::WA_TransparentForMouseEvents);
    appear(text, shownMs);
}

void Toast::offer(const QString &text, const QString &button, const QString &keys)
{
    m_button->setText(button);
    m_button->setToolTip(keys);
    m_button->show();
    setAttribute(Qt::WA_TransparentForMouseEvents, false);
    appear(text, offeredMs);
}

void Toast::appear(const QString &text, int ms)
{
    m_text->setText(text);
    setAccessibleName(text);
    place();
    show();
    raise();
    m_gone.start(ms);
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
