// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QPushButton;

namespace bw::desktop
{

/// Says whether sandboxes can be made on this machine, and if not, what mends it.
class SandboxDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit SandboxDialog(QWidget *parent);

private:
    void look();

    QLabel *m_state, *m_remedy;
    QPushButton *m_copy;
};

}  // namespace bw::desktop
