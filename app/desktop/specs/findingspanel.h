// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findingsmodel.h"

#include <QWidget>

class QHBoxLayout;
class QListView;

namespace bw::desktop
{

/// What is wrong with the text, a line a finding; below it what mends the one that is selected. Enter goes to its line.
class FindingsPanel final : public QWidget
{
    Q_OBJECT
public:
    /// The model has to live longer.
    explicit FindingsPanel(FindingsModel *model, QWidget *parent = nullptr);

    /// Selects the next one behind a line, or the one before it, and goes there.
    void step(bool forward, int line);

Q_SIGNALS:
    void goTo(const bw::spec::TextPlace &place);
    /// `fix`: an index of the finding's fixes.
    void fixRequested(const bw::spec::Finding &finding, int fix);

private:
    [[nodiscard]] const spec::Finding *current() const;
    void go();
    void showFixes();

    FindingsModel *m_model;
    QListView *m_list;
    QHBoxLayout *m_fixes;
    spec::Finding m_shown;
};

}  // namespace bw::desktop
