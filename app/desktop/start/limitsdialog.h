// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>

class QLabel;
class QLineEdit;

namespace bw::desktop
{

class Notices;

/// What all builds together may take in a day and in a month, and how many may begin in an hour: settings. A build that
/// reaches one waits.
class LimitsDialog final : public QDialog
{
    Q_OBJECT
public:
    LimitsDialog(Notices &notices, QWidget *parent);

private:
    void save();

    struct Line {
        QString key;
        QLineEdit *field;
    };
    Notices &m_notices;
    QList<Line> m_lines;
    QLabel *m_said;
};

}  // namespace bw::desktop
