// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/peoplerecord.h"
#include "engine/personaction.h"
#include "model/build.h"

#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace bw::desktop
{

/// What a build waits for from its person.
struct Needs {
    std::optional<build::GateRecord> gate;
    QString content;  ///< what the gate shows
    std::optional<build::QuestionRecord> question;
    [[nodiscard]] bool any() const { return gate || question; }
};

/// Shows it, and takes the answer. Knows no service: hands over what the person decided.
class NeedsPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit NeedsPanel(QWidget *parent = nullptr);
    void setNeeds(const Needs &needs);
    /// Something is needed, and is being read: says so when it takes more than a moment.
    void showLoading();
    void showFailed(const Error &error);

Q_SIGNALS:
    void decided(const bw::engine::PersonAction &action);
    void retried();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void decide(const QString &action, const QString &text);
    void showLine(const QString &title, const QString &text);
    void clearChoices();

    QLabel *m_title;
    QLabel *m_text;
    QPlainTextEdit *m_content;
    QHBoxLayout *m_choices;
    QLineEdit *m_said;
    QPushButton *m_yes;
    QPushButton *m_no;
    bool m_gate = false;
    QString m_shown;  // which one, so that what is being typed stays
    QTimer m_slow;
};

}  // namespace bw::desktop
