// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace bw::desktop
{

/// Says where a key of Claude has to stand, and whether one is there. Never shows it.
class KeyDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit KeyDialog(QWidget *parent);
};

}  // namespace bw::desktop
