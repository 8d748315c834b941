// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chatmenus.h"

#include "base/wholefile.h"
#include "engine/chatexport.h"
#include "models/datasession.h"
#include "shell/notices.h"
#include "usertext/terminaltext.h"
#include "widgets/statepanel.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QInputDialog>
#include <QMenu>
#include <QPointer>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using Kind = engine::ChatAction::Kind;

namespace
{

engine::ChatAction actionOf(Kind kind, qint64 seq = 0)
{
    engine::ChatAction action;
    action.kind = kind;
    action.seq = seq;
    return action;
}

}  // namespace

ChatMenus::ChatMenus(const PageContext &context, OpenChat &chat, const ProjectNames &projects, QWidget *window)
    : QObject(window)
    , m_context(context)
    , m_chat(chat)
    , m_projects(projects)
    , m_window(window)
{
}

void ChatMenus::perform(const ChatId &chat, const engine::ChatAction &action, const QString &done)
{
    m_context.session.act(
        this,
        [chat, action](api::ActingSide &side, std::stop_token stop) { return side.chats().act(chat, action, stop); },
        [this, done](const Result<engine::ChatOutcome> &outcome) {
            if (!outcome)
                Q_EMIT m_context.notices.failed(tr("The chat was not changed."), outcome.error());
            else if (!done.isEmpty())
                Q_EMIT m_context.notices.toast(done);
        });
}

void ChatMenus::showForChat(const QModelIndex &index, const QPoint &at)
{
    const ChatId chat {index.data(ChatListModel::IdRole).toString()};
    const QString title = index.data(Qt::DisplayRole).toString();
    const bool pinned = index.data(ChatListModel::PinnedRole).toBool();
    const bool archived = index.data(ChatListModel::ArchivedRole).toBool();
    QMenu menu(m_window);
    menu.addAction(tr("&Rename…"), this, [&] { rename(chat, title); });
    menu.addAction(pinned ? tr("Un&pin") : tr("&Pin"), this,
                   [&] { perform(chat, actionOf(pinned ? Kind::Unpin : Kind::Pin)); });
    if (archived)
        menu.addAction(tr("Take &Out of the Archive"), this, [&] { perform(chat, actionOf(Kind::Unarchive)); });
    else
        menu.addAction(tr("&Archive"), this,
                       [&] { perform(chat, actionOf(Kind::Archive), tr("The chat was put aside. Search finds it.")); });
    addProjects(menu, chat, index.data(ChatListModel::ProjectRole).toString());
    menu.addSeparator();
    menu.addAction(tr("Export as &Markdown…"), this, [&] { save(chat, title, false); });
    menu.addAction(tr("Export as &JSON…"), this, [&] { save(chat, title, true); });
    menu.addSeparator();
    menu.addAction(tr("&Delete"), this, [&] { remove(chat, title); });
    menu.exec(at);
}

void ChatMenus::rename(const ChatId &chat, const QString &title)
{
    bool taken = false;
    const QString name =
        QInputDialog::getText(m_window, tr("Rename Chat"), tr("Name of the chat:"), QLineEdit::Normal, title, &taken);
    if (!taken)
        return;
    engine::ChatAction action = actionOf(Kind::Rename);
    action.text = name.trimmed();
    perform(chat, action);
}

void ChatMenus::addProjects(QMenu &menu, const ChatId &chat, const QString &current)
{
    if (m_projects.all().isEmpty())
        return;
    QMenu *projects = menu.addMenu(tr("Pro&ject"));
    const auto add = [&](const QString &name, const QString &id) {
        QAction *one = projects->addAction(QString(name).replace(u'&', u"&&"_s), this, [this, chat, id] {
            engine::ChatAction action = actionOf(Kind::Set);
            action.project = id;
            perform(chat, action);
        });
        one->setCheckable(true);
        one->setChecked(id == current);
    };
    add(tr("None"), {});
    for (const ProjectNames::Name &project : m_projects.all())
        add(project.name, project.id.value);
}

void ChatMenus::remove(const ChatId &chat, const QString &title)
{
    m_context.session.act(
        this,
        [chat](api::ActingSide &side, std::stop_token stop) {
            return side.chats().act(chat, actionOf(Kind::Delete), stop);
        },
        [this, chat, title](const Result<engine::ChatOutcome> &outcome) {
            if (!outcome)
                return Q_EMIT m_context.notices.failed(tr("The chat was not deleted."), outcome.error());
            Q_EMIT m_context.notices.undoable(tr("“%1” was deleted. It can be taken back for 30 days.")
                                                  .arg(usertext::plainTerminalText(title).left(60)),
                                              [self = QPointer<ChatMenus>(this), chat] {
                                                  if (self)
                                                      self->takeBack(chat);
                                              });
        });
}

void ChatMenus::takeBack(const ChatId &chat) { perform(chat, actionOf(Kind::Undelete), tr("The chat is back.")); }

void ChatMenus::save(const ChatId &chat, const QString &title, bool json)
{
    QString name = title.isEmpty() ? tr("chat") : title;
    name.replace(u'/', u'-');
    const QString path =
        QFileDialog::getSaveFileName(m_window, tr("Export Chat"), name + (json ? u".json"_s : u".md"_s));
    if (path.isEmpty())
        return;
    m_context.session.read(
        this,
        [chat, path, json](engine::ReadSide &side) -> Status {
            const auto bytes = engine::exportChat(side.database(), chat,
                                                  json ? engine::ChatFormat::Json : engine::ChatFormat::Markdown);
            if (!bytes)
                return fail(bytes.error());
            return writeWhole(path, *bytes);
        },
        [this, path](const Status &done) {
            if (!done)
                Q_EMIT m_context.notices.failed(tr("The chat was not exported."), done.error());
            else
                Q_EMIT m_context.notices.toast(tr("Saved as %1").arg(path));
        });
}

void ChatMenus::showForMessage(const store::ChatMessage &message, const QString &selected, const QPoint &at)
{
    QMenu menu(m_window);
    const auto toClipboard = [this](const QString &text) {
        QApplication::clipboard()->setText(text);
        Q_EMIT m_context.notices.toast(tr("Copied"));
    };
    if (!selected.isEmpty())
        menu.addAction(tr("&Copy"), this, [&] { toClipboard(selected); });
    menu.addAction(tr("Copy as &Markdown"), this, [&] { toClipboard(engine::messageMarkdown(message)); });
    if (message.error)
        menu.addAction(tr("Copy &Error"), this, [&] { toClipboard(errorDetails(*message.error)); });
    menu.addAction(tr("&Quote"), this, [&] { Q_EMIT quoteRequested(selected.isEmpty() ? message.text : selected); });
    menu.addSeparator();
    const bool resting = !m_chat.isStreaming();
    if (message.role == store::MessageRole::User && message.state == store::MessageState::Queued) {
        menu.addAction(tr("Do Not &Send"), this, [&] { m_chat.act(actionOf(Kind::Unqueue, message.seq)); });
    } else if (message.role == store::MessageRole::User) {
        menu.addAction(tr("&Edit and Send Again"), this, [&] { Q_EMIT editRequested(message.seq, message.text); })
            ->setEnabled(resting);
    } else {
        menu.addAction(tr("Ask &Again"), this, [&] { m_chat.act(actionOf(Kind::Retry)); })->setEnabled(resting);
    }
    menu.addAction(tr("&Fork from Here"), this, [&] { m_chat.act(actionOf(Kind::Fork, message.seq)); });
    const QList<qint64> versions = m_chat.view().versions.value(message.seq);
    if (versions.size() > 1) {
        menu.addSeparator();
        for (qsizetype i = 0; i < versions.size(); ++i) {
            QAction *shown = menu.addAction(tr("Version %1").arg(i + 1), this,
                                            [this, seq = versions.at(i)] { m_chat.act(actionOf(Kind::Show, seq)); });
            shown->setCheckable(true);
            shown->setChecked(versions.at(i) == message.seq);
        }
    }
    menu.exec(at);
}

}  // namespace bw::desktop
