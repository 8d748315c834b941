// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/specaction.h"
#include "models/projectnames.h"
#include "shell/page.h"

#include <QObject>
#include <QStringList>

class QAction;

namespace bw::desktop
{

class OpenSpec;

/// What can be done with the library and with the specification that is open: the actions of the menu, and how they are
/// done.
class SpecActions final : public QObject
{
    Q_OBJECT
public:
    SpecActions(const PageContext &context, OpenSpec &open, QWidget *page);

    [[nodiscard]] QAction *save() const { return m_save; }
    [[nodiscard]] QAction *start() const { return m_start; }
    [[nodiscard]] QAction *openChat() const { return m_openChat; }
    /// All that concern the open one, in the order of the menu.
    [[nodiscard]] const QList<QAction *> &all() const { return m_all; }
    /// Enables what can be done now; nothing while the page is not shown.
    void follow(bool shown);

    /// A new one: an empty beginning, or a text.
    void create(const QByteArray &text, const QString &reason);
    void createFromClipboard();
    void chooseImports();
    void import(const QStringList &paths);
    void takeBack(const SpecId &spec);

Q_SIGNALS:
    /// There is another one now, to be opened.
    void made(const bw::SpecId &spec);

private:
    QAction *add(const QString &id, int group, const QString &text, const QList<QKeySequence> &keys,
                 void (SpecActions::*run)());
    void perform(const engine::SpecAction &action, const QString &what,
                 const std::function<void(const engine::SpecOutcome &)> &done);
    void saveOpen();
    [[nodiscard]] bool waitsForChoice() const;
    void duplicate();
    void rename();
    void chooseProject();
    void remove();
    void revert();
    void saveAs();
    void startBuild();
    void goToChat();
    void writeFile(const QString &path, const QString &form);

    PageContext m_context;
    OpenSpec &m_open;
    QWidget *m_page;
    ProjectNames m_projects;
    QList<QAction *> m_all;
    QAction *m_save, *m_start, *m_rename, *m_duplicate, *m_project, *m_export, *m_openChat, *m_revert, *m_remove;
    bool m_startWhenSaved = false;
};

}  // namespace bw::desktop
