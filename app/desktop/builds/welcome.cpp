// SPDX-License-Identifier: GPL-3.0-or-later
#include "builds/welcome.h"

#include "widgets/draw.h"
#include "widgets/icons.h"
#include "widgets/look.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

// A large button with a drawing, a title and a sentence.
class Choice final : public QAbstractButton
{
public:
    Choice(QString icon, const QString &title, QString what)
        : m_icon(std::move(icon))
        , m_what(std::move(what))
    {
        setText(title);
        setAccessibleName(title);
        setAccessibleDescription(m_what);
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::StrongFocus);
        setMinimumSize(500, 76);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Tokens &t = Look::tokens();
        draw::box(&painter, rect(),
                  isDown()           ? t.pressed
                      : underMouse() ? t.hover
                                     : t.surface,
                  hasFocus() ? t.focus : t.line, hasFocus() ? 2 : 1, 8);
        const auto place = [this](const QRect &r) { return QStyle::visualRect(layoutDirection(), rect(), r); };
        painter.drawPixmap(place(QRect(20, (height() - 28) / 2, 28, 28)).topLeft(),
                           icons::pixmap(m_icon, t.accent, 28, devicePixelRatioF()));
        QFont strong = font();
        strong.setWeight(QFont::DemiBold);
        const int line = fontMetrics().height() + 2;
        const int top = (height() - 2 * line - 2) / 2;
        const int side = static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft));
        painter.setFont(strong);
        painter.setPen(t.text);
        painter.drawText(place(QRect(68, top, width() - 84, line)), side | Qt::AlignVCenter, text());
        painter.setFont(font());
        painter.setPen(t.muted);
        painter.drawText(place(QRect(68, top + line + 2, width() - 84, line)), side | Qt::AlignVCenter,
                         fontMetrics().elidedText(m_what, Qt::ElideRight, width() - 84));
    }

private:
    QString m_icon, m_what;
};

}  // namespace

Welcome::Welcome(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addStretch(2);
    auto *title = new QLabel(tr("Nothing has been built yet. Choose how to begin."));
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.35);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    title->setAlignment(Qt::AlignCenter);
    layout->addWidget(title);
    layout->addSpacing(12);
    const auto add = [&](const QString &icon, const QString &text, const QString &what, auto signal) {
        auto *choice = new Choice(icon, text, what);
        connect(choice, &QAbstractButton::clicked, this, signal);
        layout->addWidget(choice, 0, Qt::AlignHCenter);
    };
    add(u"demo"_s, tr("See a demonstration"), tr("Recorded answers, a real sandbox; no key, no cost."),
        &Welcome::demonstrationChosen);
    add(u"key"_s, tr("Use Claude"), tr("With a key of your own from Anthropic."), &Welcome::keyChosen);
    add(u"server"_s, tr("Use a local server"), tr("Any server that speaks the Messages API."), &Welcome::serverChosen);
    layout->addStretch(3);
}

}  // namespace bw::desktop
