// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace bw::desktop
{

class IconLabel;

/// What went wrong with something a person asked for: what happened and what to do, until it is put away. Never takes
/// the keyboard.
class ErrorBar final : public QWidget
{
    Q_OBJECT
public:
    explicit ErrorBar(QWidget *parent = nullptr);

    /// `what`: what was tried, such as "The build was not stopped"; may be empty.
    void showError(const QString &what, const Error &error);
    /// Something worth knowing that is no failure; no details.
    void showNote(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void appear(const QString &text, const QString &icon);

    IconLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_copy;
    QString m_details;
};

}  // namespace bw::desktop
