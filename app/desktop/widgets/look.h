// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tokens.h"

#include <QObject>

namespace bw::desktop
{

/// Light, dark or high contrast: by the system, or as the person chose. Dresses the whole program.
class Look final : public QObject
{
    Q_OBJECT
public:
    enum class Choice { System, Light, Dark, HighContrast };

    /// Made once, after the QApplication, before the first window.
    explicit Look(QObject *parent = nullptr);

    void choose(Choice choice);
    [[nodiscard]] Choice choice() const { return m_choice; }
    /// Size of all texts, in percent of the system's: 80 to 200, in steps.
    void setZoom(int percent);
    [[nodiscard]] int zoom() const { return m_zoom; }
    static constexpr int zoomStep = 10, leastZoom = 80, mostZoom = 200;
    [[nodiscard]] Scheme scheme() const { return m_scheme; }

    /// Of the program as it is dressed now; the light ones where there is no Look.
    static const Tokens &tokens();

Q_SIGNALS:
    void changed();

private:
    void follow();
    void dress(Scheme scheme);

    Choice m_choice = Choice::System;
    Scheme m_scheme = Scheme::Light;
    bool m_dressed = false;
    int m_zoom = 100;
    double m_usualPoints;  ///< of the system's font
};

QString toKey(Look::Choice choice);
Look::Choice lookChoiceFromKey(const QString &key);

}  // namespace bw::desktop
