// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace bw::desktop
{

/// An empty chat: what it is for, four ways to begin, and the conversation that needs no key.
class ChatStart final : public QWidget
{
    Q_OBJECT
public:
    explicit ChatStart(QWidget *parent = nullptr);

Q_SIGNALS:
    /// Words to begin with; empty = an empty field.
    void begun(const QString &first);
    void recordedChosen();
};

}  // namespace bw::desktop
