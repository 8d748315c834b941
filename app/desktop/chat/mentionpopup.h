// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mentions.h"

#include <QListWidget>

class QKeyEvent;

namespace bw::desktop
{

/// What "@" offers, above the field in which it is typed. The keyboard stays in the field, which hands its keys over.
class MentionPopup final : public QListWidget
{
    Q_OBJECT
public:
    /// `field`: above which it shows itself.
    explicit MentionPopup(QWidget *field);

    /// Nothing to offer: it hides itself.
    void offer(const QList<Mention> &mentions);
    /// True: the key was for the list.
    bool takeKey(const QKeyEvent &event);

Q_SIGNALS:
    void picked(const bw::desktop::Mention &mention);

private:
    void place();
    void pick();

    QWidget *m_field;
    QList<Mention> m_mentions;
};

}  // namespace bw::desktop
