// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/errorbar.h"

#include "usertext/usertext.h"
#include "widgets/icons.h"
#include "widgets/look.h"
#include "widgets/notice.h"
#include "widgets/statepanel.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

ErrorBar::ErrorBar(QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconLabel(u"warning"_s, 20))
    , m_text(new QLabel)
    , m_copy(new QPushButton(tr("Copy details")))
{
    setAccessibleName(tr("Message"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 8, 8);
    layout->setSpacing(12);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_copy->setFlat(true);
    auto *close = new QToolButton;
    close->setIcon(icons::icon(u"close"_s));
    close->setToolTip(tr("Put this message away"));
    close->setAccessibleName(close->toolTip());
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_copy);
    layout->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_details); });
    hide();
}

void ErrorBar::showError(const QString &what, const Error &error)
{
    const QString why = usertext::errorText(error);
    m_details = (what.isEmpty() ? QString() : what + u'\n') + errorDetails(error);
    m_icon->setColor(Look::tokens().bad);
    appear(what.isEmpty() ? why : what + u' ' + why, u"warning"_s);
    m_copy->show();
}

void ErrorBar::showNote(const QString &text)
{
    m_icon->setColor(Look::tokens().busy);
    appear(text, u"info"_s);
    m_copy->hide();
}

void ErrorBar::appear(const QString &text, const QString &icon)
{
    m_icon->setName(icon);
    m_text->setText(text);
    QWidget::show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void ErrorBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = Look::tokens();
    painter.fillRect(rect(), t.surface);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
}

}  // namespace bw::desktop
