// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QIcon>

#include <functional>

class QLabel;
class QLineEdit;
class QListView;
class QStandardItemModel;

namespace bw::desktop
{

class MainWindow;

/// A field and what fits what is typed: every action of the window, or everything that one can go to. Enter takes the
/// first, Esc leaves.
class CommandPalette final : public QDialog
{
    Q_OBJECT
public:
    struct Entry {
        QString title;
        QString detail;  ///< shortcut, or state
        std::function<void()> run;
    };
    CommandPalette(QList<Entry> entries, const QString &hint, const QString &nothing, QWidget *parent);

    static void showCommands(MainWindow &window);
    /// What the pages know at once, and a moment later every chat, specification and build of the directory.
    static void showTargets(MainWindow &window);
    static CommandPalette *show(MainWindow &window, QList<Entry> entries, const QString &hint, const QString &nothing);
    /// In place of what it has; what is typed stays.
    void setEntries(QList<Entry> entries);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void filter(const QString &query);
    void runCurrent();

    QList<Entry> m_entries;
    QLineEdit *m_query;
    QListView *m_list;
    QStandardItemModel *m_found;
    QLabel *m_nothing;
};

}  // namespace bw::desktop
