// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/jsonstate.h"
#include "models/startoutlook.h"
#include "shell/page.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace bw::desktop
{

class StartOptions;
class StartSource;

/// Everything that is decided before a build starts, with a forecast. Starts nothing until the person says so; where it
/// cannot start, the reason stands beside the button, with a button that mends it. What was chosen is remembered for
/// the next build of the same project.
class StartSheet final : public QDialog
{
    Q_OBJECT
public:
    /// `fromLink`: says that the fields were filled in from outside.
    StartSheet(const PageContext &context, const StartChoices &choices, bool fromLink, QWidget *parent);

protected:
    bool event(QEvent *event) override;

private:
    void fitInto(const QSize &room);
    void makeForm(QVBoxLayout &layout, bool fromLink);
    void makeEnd(QVBoxLayout &layout);
    void loadProjects();
    [[nodiscard]] StartChoices withProject(StartChoices choices) const;
    [[nodiscard]] StartChoices choices() const;
    void look();
    void showOutlook(const StartOutlook &outlook);
    void showRemedy(const std::optional<Error> &obstacle);
    void mend();
    void openSpec();
    void start();
    void rememberChoices(const StartChoices &made);

    PageContext m_context;
    JsonState m_remembered;
    QTimer m_soon, m_slow;
    int m_generation = 0;
    bool m_starting = false;
    bool m_demonstration = false;

    StartChoices m_given;
    std::optional<Error> m_why;  ///< what stands in the way
    QScrollArea *m_area;
    StartSource *m_source;
    StartOptions *m_options;
    QLabel *m_forecast, *m_obstacle;
    QPushButton *m_mend, *m_start;
};

}  // namespace bw::desktop
