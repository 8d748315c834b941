// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace bw::desktop
{

/// The shape of a list that is still being read. It stands still: nothing moves that a person need not look at.
class Skeleton final : public QWidget
{
    Q_OBJECT
public:
    explicit Skeleton(int rowHeight, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_rowHeight;
};

}  // namespace bw::desktop
