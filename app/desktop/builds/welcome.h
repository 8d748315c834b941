// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace bw::desktop
{

/// What one sees where nothing was ever built: three ways to begin, and nothing else.
class Welcome final : public QWidget
{
    Q_OBJECT
public:
    explicit Welcome(QWidget *parent = nullptr);

Q_SIGNALS:
    void demonstrationChosen();
    void keyChosen();
    void serverChosen();
};

}  // namespace bw::desktop
