// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace bw::desktop
{

/// Says that what is edited here was saved elsewhere meanwhile, and offers what can be done about it. Never takes the
/// keyboard.
class ChangeBar final : public QWidget
{
    Q_OBJECT
public:
    explicit ChangeBar(QWidget *parent = nullptr);
    /// Empty = nothing happened: it goes.
    void say(const QString &text);

Q_SIGNALS:
    void mergeRequested();
    void mineKept();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_text;
};

}  // namespace bw::desktop
