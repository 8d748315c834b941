// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace bw::desktop
{

class LogModel;

/// The lines of a log. Follows the end while one is there, stands still while one reads further up.
class LogView final : public QListView
{
    Q_OBJECT
public:
    explicit LogView(LogModel &model, QWidget *parent = nullptr);
    [[nodiscard]] bool follows() const { return m_follows; }
    void goToEnd();
    void copy();

Q_SIGNALS:
    void followsChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void scrolled(int value);
    void setFollows(bool follows);

    LogModel &m_model;
    bool m_follows = true;
    bool m_moving = false;
};

}  // namespace bw::desktop
