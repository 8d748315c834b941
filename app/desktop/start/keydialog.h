// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace bw::desktop
{

/// Says where a key has to stand, and whether one is there. Never shows it.
class KeyDialog final : public QDialog
{
    Q_OBJECT
public:
    enum class Service { Claude, E2b };
    KeyDialog(Service service, QWidget *parent);
};

}  // namespace bw::desktop
