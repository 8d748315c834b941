// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QLabel;
class QPushButton;

namespace bw::desktop
{

/// A drawing, a sentence and buttons in a row, in the middle of their place. Makes the label and the buttons and hands
/// them out; the widget owns them.
QWidget *makeNotice(const QString &icon, QLabel **text, const QList<QPushButton **> &buttons);

/// A drawing of `name` in a muted or coloured tone, as a widget that follows the look.
class IconLabel final : public QWidget
{
    Q_OBJECT
public:
    IconLabel(QString name, int size, QWidget *parent = nullptr);
    void setName(const QString &name);
    /// An invalid colour = muted.
    void setColor(const QColor &color);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    int m_size;
    QColor m_color;
};

}  // namespace bw::desktop
