// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/look.h"

#include "widgets/appstyle.h"

#include <QApplication>
#include <QPixmapCache>
#include <QStyleHints>
#include <QWidget>

#include <algorithm>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

// A style asks for the colours while it paints, with no way to hand it anything.
const Tokens *current = nullptr;

Scheme systemScheme()
{
    const QPalette system = QApplication::palette();
    // A system's high contrast shows in its palette alone.
    const double strength = contrast(system.color(QPalette::WindowText), system.color(QPalette::Window));
    const bool dark = QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
    return dark && strength > 20.9 ? Scheme::HighContrast : dark ? Scheme::Dark : Scheme::Light;
}

}  // namespace

Look::Look(QObject *parent)
    : QObject(parent)
    , m_usualPoints(QApplication::font().pointSizeF())
{
    QApplication::setStyle(new AppStyle);
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &Look::follow);
    follow();
}

const Tokens &Look::tokens() { return current != nullptr ? *current : tokensOf(Scheme::Light); }

void Look::choose(Choice choice)
{
    m_choice = choice;
    follow();
}

// Whoever has a size of their own (a title, a fixed font) keeps its ratio to the others.
void Look::setZoom(int percent)
{
    percent = std::clamp(percent, leastZoom, mostZoom);
    if (percent == m_zoom || m_usualPoints <= 0)
        return;
    const double factor = static_cast<double>(percent) / m_zoom;
    m_zoom = percent;
    QFont font = QApplication::font();
    font.setPointSizeF(m_usualPoints * percent / 100);
    QApplication::setFont(font);
    for (QWidget *widget : QApplication::allWidgets()) {
        QFont own = widget->font();
        if (!widget->testAttribute(Qt::WA_SetFont) || (own.resolveMask() & QFont::SizeResolved) == 0)
            continue;
        own.setPointSizeF(own.pointSizeF() * factor);
        widget->setFont(own);
    }
    Q_EMIT changed();
}

void Look::follow()
{
    switch (m_choice) {
    case Choice::System:
        return dress(m_dressed && QGuiApplication::styleHints()->colorScheme() != Qt::ColorScheme::Dark
                         ? Scheme::Light
                         : systemScheme());
    case Choice::Light:
        return dress(Scheme::Light);
    case Choice::Dark:
        return dress(Scheme::Dark);
    case Choice::HighContrast:
        return dress(Scheme::HighContrast);
    }
}

void Look::dress(Scheme scheme)
{
    if (m_dressed && scheme == m_scheme)
        return;
    m_dressed = true;
    m_scheme = scheme;
    current = &tokensOf(scheme);
    QPixmapCache::clear();
    QApplication::setPalette(paletteOf(*current));
    Q_EMIT changed();
}

QString toKey(Look::Choice choice)
{
    switch (choice) {
    case Look::Choice::System:
        return u"system"_s;
    case Look::Choice::Light:
        return u"light"_s;
    case Look::Choice::Dark:
        return u"dark"_s;
    case Look::Choice::HighContrast:
        return u"high_contrast"_s;
    }
    return {};
}

Look::Choice lookChoiceFromKey(const QString &key)
{
    for (const auto choice : {Look::Choice::Light, Look::Choice::Dark, Look::Choice::HighContrast})
        if (toKey(choice) == key)
            return choice;
    return Look::Choice::System;
}

}  // namespace bw::desktop
