// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/startchoices.h"
#include "shell/page.h"

#include <QDialog>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QVBoxLayout;

namespace bw::desktop
{

/// Everything that is decided before a build starts, with a forecast. Starts nothing until the person says so; where it
/// cannot start, the reason stands beside the button.
class StartSheet final : public QDialog
{
    Q_OBJECT
public:
    /// `fromLink`: says that the fields were filled in from outside.
    StartSheet(const PageContext &context, const StartChoices &choices, bool fromLink, QWidget *parent);

private:
    void makeSource(QFormLayout &form);
    void makeOptions(QFormLayout &form);
    void makeEnd(QVBoxLayout &layout);
    void fill(const StartChoices &choices);
    [[nodiscard]] StartChoices choices() const;
    void look();
    void showOutlook(const StartOutlook &outlook);
    void start();
    void chooseFile();

    PageContext m_context;
    QTimer m_soon;
    int m_generation = 0;

    StartChoices m_given;
    QComboBox *m_source;
    QStackedWidget *m_what;
    QComboBox *m_template;
    QLineEdit *m_file;
    QPlainTextEdit *m_prompt;
    QLabel *m_library;
    QLabel *m_name;
    QComboBox *m_model;
    QLineEdit *m_budget;
    QComboBox *m_sandbox, *m_network, *m_tier;
    QSpinBox *m_features;
    QList<QCheckBox *> m_gates;
    QLabel *m_forecast, *m_obstacle;
    QPushButton *m_mend, *m_start;
};

}  // namespace bw::desktop
