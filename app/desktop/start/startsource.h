// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/startchoices.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace bw::desktop
{

/// What is built: a template, a file, a description, or the version of a specification that the sheet was opened with.
class StartSource final : public QWidget
{
    Q_OBJECT
public:
    explicit StartSource(const StartChoices &given, QWidget *parent = nullptr);

    void readInto(StartChoices &choices) const;
    void setName(const QString &name);
    [[nodiscard]] QString name() const;
    void focus();
    void chooseFile();

Q_SIGNALS:
    void changed();

private:
    void makeKinds();
    void fit();

    StartChoices m_given;
    QComboBox *m_kind, *m_template;
    QStackedWidget *m_what;
    QLineEdit *m_file;
    QPushButton *m_browse;
    QPlainTextEdit *m_prompt;
    QLabel *m_name;
};

}  // namespace bw::desktop
