// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/nodeform.h"

#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;
class QToolButton;
class QTreeView;

namespace bw::desktop
{

/// A specification as a tree of its parts, and the fields of the one that is selected. All that is done here is a
/// change of the text, through the host. While the text cannot be read the last good tree stands here, grey, with the
/// reason.
class OutlineForm final : public QWidget
{
    Q_OBJECT
public:
    /// The model has to live longer.
    OutlineForm(SpecOutlineModel *model, OutlineHost host, QWidget *parent = nullptr);

    /// What was typed and is not made yet, is made now.
    void commit() { m_form->commit(); }
    /// Before another specification is shown; what was typed and is not made yet, is forgotten.
    void clear();
    /// Selects what stands in this line of the text, unless one is at work here.
    void showLine(int line);
    /// Why the text cannot be read.
    void setProblem(const QString &problem);

Q_SIGNALS:
    void goTo(const bw::spec::TextPlace &place);
    void undoRequested();
    void redoRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void connectAll();
    void updated();
    void selected(const QModelIndex &index);
    void fillAddMenu();
    void showButtons();
    void addFeature();
    void addGroup();
    void addItem();
    void remove();
    void move(bool up);
    bool change(const spec::SpecChange &change);
    void edit(const QModelIndex &index);
    [[nodiscard]] QModelIndex current() const;
    [[nodiscard]] const spec::AppSpec &spec() const { return m_model->checked()->parsed.spec; }
    [[nodiscard]] bool handleKey(QKeyEvent &key);

    SpecOutlineModel *m_model;
    OutlineHost m_host;
    QTreeView *m_tree;
    NodeForm *m_form;
    QLabel *m_notice;
    QWidget *m_body;
    QToolButton *m_add;
    QMenu *m_addMenu;
    QToolButton *m_remove;
    QToolButton *m_up;
    QToolButton *m_down;
    bool m_filled = false;
};

}  // namespace bw::desktop
