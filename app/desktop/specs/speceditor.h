// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findingsmodel.h"
#include "models/specoutlinemodel.h"
#include "shell/page.h"
#include "spec/specchange.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QSplitter;

namespace bw::desktop
{

class FindBar;
class FindingsPanel;
class OutlineForm;
class SourceEdit;

/// The text of a specification and its outline side by side, in step: what is done in one is seen in the other, and one
/// history undoes both. The text is what counts: a change in the outline is a change of the text that leaves everything
/// else as it is, to the byte. Read and checked by a worker while one types.
class SpecEditor final : public QWidget
{
    Q_OBJECT
public:
    explicit SpecEditor(const PageContext &context, QWidget *parent = nullptr);

    /// Another text; what could be undone is forgotten. Any text goes, and text() gives it back as it was.
    void open(const QString &text);
    /// With what was just typed in the outline.
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool isModified() const;
    void setModified(bool modified);

    /// Edit ▸ Find. Always true.
    bool find();
    void replace();
    void findNext(bool forward);
    void goToFinding(bool forward);
    /// What mends the finding at the caret, as a menu.
    void offerFixes();

Q_SIGNALS:
    void edited();
    /// Of the newest reading.
    void errorsChanged(int errors, int warnings);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void connectSource();
    void connectOutline();
    void changed(int removed, int added);
    void check();
    void checkSoon();
    void take(const std::shared_ptr<const CheckedSpec> &checked, int revision);
    bool refresh();
    Status change(const spec::SpecChange &change, int step);
    void fix(const spec::Finding &finding, int index);
    void undo(bool redo);
    void showPlace();

    PageContext m_context;
    SpecOutlineModel m_model;
    FindingsModel m_findings;
    SourceEdit *m_source;
    FindBar *m_find;
    OutlineForm *m_outline;
    FindingsPanel *m_panel;
    QSplitter *m_sides;
    QLabel *m_place;
    QLabel *m_counts;

    std::shared_ptr<const CheckedSpec> m_checked;
    int m_revision = 0;  // goes up with each change of the text
    int m_told = 0;      // that edited() told of
    int m_opened = 0;    // the first one of this text
    int m_checkedRevision = -1;
    int m_step = 0, m_stepRevision = -1;  // of the last change from the outline
    bool m_checking = false, m_again = false, m_opening = false;
    QElapsedTimer m_unchecked;  // since the first change that is not checked yet
    QTimer m_checkTimer, m_placeTimer;
};

}  // namespace bw::desktop
