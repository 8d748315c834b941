// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QAction;
class QButtonGroup;
class QPushButton;

namespace bw::desktop
{

class PageRegistry;

/// The pages, one below the other, at the window's edge.
class Navigation final : public QWidget
{
    Q_OBJECT
public:
    explicit Navigation(const PageRegistry &pages, QWidget *parent = nullptr);
    /// A button above the pages, such as New Build.
    void setMain(QAction *action, const QIcon &icon);
    void setCurrent(int page);

Q_SIGNALS:
    void chosen(int page);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QPushButton *m_main;
    QButtonGroup *m_buttons;
};

}  // namespace bw::desktop
