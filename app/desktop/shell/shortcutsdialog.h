// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QKeySequenceEdit;
class QLabel;
class QTreeWidget;

namespace bw::desktop
{

class Actions;

/// Every action with its shortcut; the one that is selected can be given another.
class ShortcutsDialog final : public QDialog
{
    Q_OBJECT
public:
    ShortcutsDialog(Actions &actions, QWidget *parent);

private:
    void fill();
    void select();
    void apply();
    [[nodiscard]] QString selected() const;

    Actions &m_actions;
    QTreeWidget *m_tree;
    QKeySequenceEdit *m_keys;
    QLabel *m_said;
};

}  // namespace bw::desktop
