// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/notice.h"

#include "widgets/icons.h"
#include "widgets/look.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace bw::desktop
{

QWidget *makeNotice(const QString &icon, QLabel **text, const QList<QPushButton **> &buttons)
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setSpacing(2 * metrics::unit);
    layout->addStretch(2);
    layout->addWidget(new IconLabel(icon, 40), 0, Qt::AlignHCenter);
    *text = new QLabel;
    (*text)->setTextFormat(Qt::PlainText);
    (*text)->setWordWrap(true);
    (*text)->setAlignment(Qt::AlignCenter);
    (*text)->setMinimumWidth(320);
    (*text)->setMaximumWidth(520);
    // In a row of its own: aligned in the column, a wrapped text is given the height of one line.
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(*text, 20);
    middle->addStretch(1);
    layout->addLayout(middle);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::unit);
    row->addStretch();
    for (QPushButton **button : buttons) {
        *button = new QPushButton;
        row->addWidget(*button);
    }
    row->addStretch();
    layout->addLayout(row);
    layout->addStretch(3);
    return page;
}

IconLabel::IconLabel(QString name, int size, QWidget *parent)
    : QWidget(parent)
    , m_name(std::move(name))
    , m_size(size)
{
    setFixedSize(size, size);
}

void IconLabel::setName(const QString &name)
{
    m_name = name;
    update();
}

void IconLabel::setColor(const QColor &color)
{
    m_color = color;
    update();
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor color = m_color.isValid() ? m_color : Look::tokens().muted;
    painter.drawPixmap(0, 0, icons::pixmap(m_name, color, m_size, devicePixelRatioF()));
}

}  // namespace bw::desktop
