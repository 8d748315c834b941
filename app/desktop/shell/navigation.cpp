// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/navigation.h"

#include "shell/actions.h"
#include "shell/pageregistry.h"
#include "widgets/draw.h"
#include "widgets/icons.h"
#include "widgets/look.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace bw::desktop
{

namespace
{

class NavigationButton final : public QAbstractButton
{
public:
    NavigationButton(const PageEntry &entry, QWidget *parent)
        : QAbstractButton(parent)
        , m_icon(entry.icon)
    {
        setText(entry.title);
        setCheckable(true);
        setAccessibleName(entry.title);
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        QFont strong = font();
        strong.setWeight(QFont::DemiBold);
        const QFontMetrics metrics(strong);
        return {40 + metrics.horizontalAdvance(text()) + 10, std::max(36, metrics.height() + 14)};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Tokens &t = Look::tokens();
        if (isChecked())
            draw::box(&painter, rect(), t.selection, Qt::transparent);
        else if (underMouse())
            draw::box(&painter, rect(), t.hover, Qt::transparent);
        const auto place = [this](const QRect &r) { return QStyle::visualRect(layoutDirection(), rect(), r); };
        const QRect picture = place(QRect(10, (height() - 20) / 2, 20, 20));
        painter.drawPixmap(picture.topLeft(),
                           icons::pixmap(m_icon, isChecked() ? t.accent : t.muted, 20, devicePixelRatioF()));
        QFont font = this->font();
        font.setWeight(isChecked() ? QFont::DemiBold : QFont::Normal);
        painter.setFont(font);
        painter.setPen(t.text);
        painter.drawText(place(QRect(40, 0, width() - 48, height())),
                         static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft)) | Qt::AlignVCenter
                             | Qt::TextSingleLine,
                         text());
        if (hasFocus())
            draw::ring(&painter, rect());
    }

private:
    QString m_icon;
};

}  // namespace

Navigation::Navigation(const PageRegistry &pages, QWidget *parent)
    : QWidget(parent)
    , m_main(new QPushButton)
    , m_buttons(new QButtonGroup(this))
{
    setAccessibleName(tr("Pages"));
    // As wide as its words, at whatever size they are.
    setMinimumWidth(184);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(4);
    layout->addWidget(m_main);
    m_main->hide();
    layout->addSpacing(8);
    for (int i = 0; i < pages.all().size(); ++i) {
        auto *button = new NavigationButton(pages.all().at(i), this);
        m_buttons->addButton(button, i);
        layout->addWidget(button);
    }
    layout->addStretch();
    connect(m_buttons, &QButtonGroup::idClicked, this, &Navigation::chosen);
}

void Navigation::setMain(QAction *action, const QIcon &icon)
{
    m_main->setIcon(icon);
    m_main->setText(Actions::plainText(*action));
    m_main->setToolTip(action->toolTip());
    connect(m_main, &QPushButton::clicked, action, &QAction::trigger);
    m_main->show();
}

void Navigation::setCurrent(int page)
{
    // Tab comes to the page that is shown; arrows go from there to the others.
    for (QAbstractButton *button : m_buttons->buttons())
        button->setFocusPolicy(m_buttons->id(button) == page ? Qt::StrongFocus : Qt::ClickFocus);
    if (QAbstractButton *button = m_buttons->button(page))
        button->setChecked(true);
}

void Navigation::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = Look::tokens();
    painter.fillRect(rect(), t.sunken);
    const int edge = layoutDirection() == Qt::RightToLeft ? 0 : width() - 1;
    painter.fillRect(QRect(edge, 0, 1, height()), t.line);
}

}  // namespace bw::desktop
