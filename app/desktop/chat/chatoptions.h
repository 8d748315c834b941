// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/chataction.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QSpinBox;

namespace bw::desktop
{

/// What answers in one chat: model, effort and the limit of one answer, from the catalogue. Knows no service.
class ChatOptions final : public QDialog
{
    Q_OBJECT
public:
    /// Model, effort and tokens of `now` count.
    ChatOptions(const engine::NewChat &now, QWidget *parent);

    [[nodiscard]] engine::NewChat chosen() const;

private:
    void fit(const QString &effort);

    QComboBox *m_model;
    QComboBox *m_effort;
    QSpinBox *m_tokens;
    QLabel *m_about;
};

}  // namespace bw::desktop
