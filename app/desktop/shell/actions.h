// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHash>
#include <QList>
#include <QObject>

#include <functional>

class QWidget;

namespace bw::desktop
{

class JsonState;

enum class Menu { File, Edit, View, Spec, Build, Help };

/// Everything that a person can do, by a stable id. Menus, palette and the dialog of shortcuts are made from this one
/// list, and so is the file that holds the shortcuts a person chose.
class Actions final : public QObject
{
    Q_OBJECT
public:
    struct Entry {
        QString id;  ///< "build.stop"
        Menu menu = Menu::File;
        int group = 0;  ///< groups are set apart by lines
        QAction *action = nullptr;
        QList<QKeySequence> usual {};
        QString under {};  ///< title of the menu in that menu; empty = there itself
    };

    /// `window`: where shortcuts count. `shortcuts` holds what a person chose.
    Actions(QWidget *window, JsonState &shortcuts);

    /// `text` with a mnemonic. The action belongs to the window.
    QAction *add(const QString &id, Menu menu, int group, const QString &text, const QList<QKeySequence> &shortcuts,
                 const std::function<void()> &run);
    /// Puts it into a menu of that title within its menu; actions of the same title stand together.
    void putUnder(const QString &id, const QString &title);
    [[nodiscard]] QAction *action(const QString &id) const;
    [[nodiscard]] const QList<Entry> &all() const { return m_entries; }

    /// Remembers it; an empty sequence = none. Gives back the id of the action that has it already, and changes
    /// nothing.
    QString setShortcut(const QString &id, const QKeySequence &shortcut);
    void resetShortcut(const QString &id);

    static QString menuTitle(Menu menu);
    /// "View: Language: English": where it is found, and what it is called there.
    static QString wholeText(const Entry &entry);
    /// "Stop" of "&Stop…".
    static QString plainText(const QAction &action);

Q_SIGNALS:
    void added();

private:
    [[nodiscard]] Entry *entry(const QString &id);
    void apply(Entry &entry);

    QWidget *m_window;
    JsonState &m_shortcuts;
    QList<Entry> m_entries;
};

}  // namespace bw::desktop
