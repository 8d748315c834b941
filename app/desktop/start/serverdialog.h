// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace bw::desktop
{

class Notices;

/// The address of a server that speaks the Messages API, and the model to ask there: two settings.
class ServerDialog final : public QDialog
{
    Q_OBJECT
public:
    ServerDialog(Notices &notices, QWidget *parent);

private:
    void check();
    void save();

    Notices &m_notices;
    QLineEdit *m_address;
    QLineEdit *m_model;
    QLabel *m_said;
    QPushButton *m_save;
};

}  // namespace bw::desktop
