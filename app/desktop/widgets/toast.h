// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace bw::desktop
{

/// One line in the lower corner of its parent that goes by itself. Never takes the keyboard; clicks only while it
/// offers a button.
class Toast final : public QWidget
{
    Q_OBJECT
public:
    explicit Toast(QWidget *parent);
    void say(const QString &text);
    /// The same with a button, and a longer life. `keys` are said beside it: the button itself is not on the way of
    /// Tab.
    void offer(const QString &text, const QString &button, const QString &keys);

Q_SIGNALS:
    void pressed();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void appear(const QString &text, int ms);

    QLabel *m_text;
    QPushButton *m_button;
    QTimer m_gone;
};

}  // namespace bw::desktop
