// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/statustexts.h"

#include <QAbstractButton>

namespace bw::desktop
{

/// A small flat button of the status area.
class StatusButton final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit StatusButton(QWidget *parent = nullptr);
    void setEntry(const StatusEntry &entry);
    [[nodiscard]] const StatusEntry &entry() const { return m_entry; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    StatusEntry m_entry;
};

}  // namespace bw::desktop
