// SPDX-License-Identifier: GPL-3.0-or-later
// What the page shows of a chat, and what it does with it; chatpage.cpp puts its parts together.
#include "chat/chatpage.h"

#include "base/wholefile.h"
#include "chat/chatcompare.h"
#include "chat/chatside.h"
#include "chat/composer.h"
#include "chat/messageitems.h"
#include "chat/specinlibrary.h"
#include "chat/specpanel.h"
#include "engine/specservice.h"
#include "models/chattexts.h"
#include "models/datasession.h"
#include "shell/notices.h"
#include "start/startactions.h"
#include "transcript/transcriptview.h"
#include "widgets/look.h"
#include "widgets/statepanel.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFontDatabase>
#include <QMessageBox>
#include <QSplitter>
#include <QUrl>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using Kind = engine::ChatAction::Kind;

void ChatPage::goTo(const QString &place)
{
    if (place != m_chat.id().value)
        openChat({place});
}

QJsonObject ChatPage::saved() const
{
    return {{u"splitter"_s, QString::fromLatin1(m_splitter->saveState().toBase64())}, {u"chat"_s, m_chat.id().value}};
}

void ChatPage::restore(const QJsonObject &saved)
{
    m_splitter->restoreState(QByteArray::fromBase64(saved.value("splitter"_L1).toString().toLatin1()));
    if (const QString chat = saved.value("chat"_L1).toString(); !chat.isEmpty() && m_chat.id().value.isEmpty())
        openChat({chat});
}

bool ChatPage::find()
{
    m_side->takeSearchFocus();
    return true;
}

QList<Page::Target> ChatPage::targets() const
{
    QList<Target> all;
    if (m_chats.isSearching())
        return all;
    for (int row = 0; row < m_chats.rowCount(); ++row) {
        const QModelIndex index = m_chats.index(row);
        all.append({index.data(Qt::DisplayRole).toString(), tr("Chat"), index.data(ChatListModel::IdRole).toString()});
    }
    return all;
}

void ChatPage::showListState()
{
    if (m_chats.load() == ChatListModel::Load::Failed)
        return m_whole->showFailed(m_chats.error());
    if (m_chats.load() == ChatListModel::Load::Loading)
        return;
    m_whole->showFull();
}

void ChatPage::showLoad()
{
    m_composer->setHidden(m_chat.load() == OpenChat::Load::Gone);
    switch (m_chat.load()) {
    case OpenChat::Load::Nothing:
        return m_beside->showEmpty();
    case OpenChat::Load::Loading:
        return m_beside->showLoading();
    case OpenChat::Load::Ready:
        return m_beside->showFull();
    case OpenChat::Load::Failed:
        return m_beside->showFailed(m_chat.error());
    case OpenChat::Load::Gone:
        return m_beside->showGone(tr("This chat was deleted."),
                                  m_chat.view().chat.deletedMs > 0 ? tr("Take It Back") : tr("New chat"));
    }
}

void ChatPage::showView()
{
    const qint64 now = SystemClock().nowMs();
    const engine::ChatView &view = m_chat.view();
    QList<TranscriptItem> items;
    for (const store::ChatMessage &message : m_chat.messages())
        items << transcriptItem(message, now);
    m_messages.setItems(items);
    m_composer->setAttachments(view.draftAttachments);
    m_composer->setModelName(m_chat.load() == OpenChat::Load::Ready ? view.chat.model : m_wanted.model);
    showSought();
    QStringList status;
    if (m_chat.load() == OpenChat::Load::Ready && !items.isEmpty())
        status << stageText(view.stage);
    for (const QString &part : {contextText(view.context), chatCostText(view.sum)})
        if (!part.isEmpty())
            status << part;
    m_composer->setStatus(status.join(u" \u00B7 "_s));
    if (m_chat.load() == OpenChat::Load::Ready && !m_draftShown) {
        m_draftShown = true;
        const QString first = std::exchange(m_first, {});
        m_composer->setText(first.isEmpty() ? view.chat.draft : first);
    }
    showTail();
}

/// Thirty times a second while something streams: only what streams.
void ChatPage::showTail()
{
    const bool streaming = m_chat.isStreaming();
    if (const auto message = m_chat.streaming()) {
        TranscriptItem item = transcriptItem(*message, SystemClock().nowMs());
        item.activity = m_chat.activity();
        m_messages.setItem(item);
    } else if (streaming && m_messages.rowCount() > 0) {
        TranscriptItem last = m_messages.item(m_messages.rowCount() - 1);
        last.activity = m_chat.activity();
        m_messages.setItem(last);
    }
    m_composer->setStreaming(streaming);
    m_composer->setReplies(streaming ? QStringList() : m_chat.view().replies);
    m_spec->show(m_chat.view(), m_chat.specification(), streaming);
}

void ChatPage::applyLook()
{
    const Tokens &t = Look::tokens();
    TextLook look;
    look.body = font();
    look.mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    look.mono.setPointSizeF(look.body.pointSizeF());
    look.text = t.text;
    look.muted = t.muted;
    look.link = t.accent;
    look.line = t.line;
    look.shade = t.sunken;
    look.selection = t.selection;
    look.problem = t.bad;
    look.dark = t.dark;
    m_transcript->setLook(look);
}

void ChatPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyLook();
}

void ChatPage::connectSpec()
{
    connect(m_spec, &SpecPanel::chosen, this, [this](Tier tier, int features) {
        engine::ChatAction action;
        action.kind = Kind::Choose;
        action.tier = tier;
        action.features = features;
        m_chat.act(std::move(action));
    });
    connect(m_spec, &SpecPanel::reset, this, [this] { doIt(Kind::Choose); });
    connect(m_spec, &SpecPanel::expandRequested, this, [this] { doIt(Kind::Expand); });
    connect(m_spec, &SpecPanel::copyRequested, this, [this] {
        QApplication::clipboard()->setText(m_spec->text());
        Q_EMIT m_context.notices.toast(tr("Copied"));
    });
    connect(m_spec, &SpecPanel::saveRequested, this, &ChatPage::saveSpec);
    connect(m_spec, &SpecPanel::startRequested, this, &ChatPage::startBuild);
    connect(m_spec, &SpecPanel::libraryRequested, this,
            [this] { showInLibrary(m_context, m_chat, m_spec->text(), this); });
    connect(m_spec, &SpecPanel::compareRequested, this, [this] { compareSpec(m_context, m_chat, this); });
    connect(m_spec, &SpecPanel::mergeRequested, this, [this] { mergeSpec(m_context, m_chat, this); });
}

/// The very version that stands beside the chat; a recorded conversation ends in the demonstration.
void ChatPage::startBuild()
{
    const auto message = m_chat.specification();
    if (!message || !message->spec)
        return;
    StartChoices choices = defaultChoices();
    choices.source = StartChoices::Source::Library;
    choices.specText = m_spec->text().toUtf8();
    const auto &description = m_chat.view().description;
    choices.specName = description && !description->name.isEmpty() ? description->name : m_chat.view().chat.title;
    choices.spec = message->spec->specVersion > 0 ? message->spec->spec : SpecId {};
    choices.specVersion = message->spec->specVersion;
    if (message->demonstration)
        choices.model = u"demo"_s;
    if (choices.specVersion == 0)
        return openStartSheet(m_context, window(), choices);
    // As it stands in the library, byte for byte: a recording knows its specification by them.
    m_context.session.read(
        this,
        [spec = choices.spec, version = choices.specVersion](engine::ReadSide &side) {
            return engine::SpecService(side.database()).version(spec, version);
        },
        [this, choices](const Result<store::SpecVersion> &version) {
            if (!version)
                return Q_EMIT m_context.notices.failed(tr("The specification could not be read."), version.error());
            StartChoices whole = choices;
            whole.specText = version->content;
            openStartSheet(m_context, window(), whole);
        });
}

void ChatPage::saveSpec()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save Specification"), tr("specification.xml"));
    if (path.isEmpty())
        return;
    m_context.session.work(
        this, [path, bytes = m_spec->text().toUtf8()] { return writeWhole(path, bytes); },
        [this, path](const Status &done) {
            if (done)
                Q_EMIT m_context.notices.toast(tr("Saved as %1").arg(path));
            else
                Q_EMIT m_context.notices.failed(tr("The specification was not saved."), done.error());
        });
}

/// The whole address is shown before anything opens.
void ChatPage::openLink(const QString &link)
{
    if (QMessageBox::question(this, tr("Open Link"), tr("Open this address in your browser?\n\n%1").arg(link),
                              QMessageBox::Open | QMessageBox::Cancel, QMessageBox::Cancel)
        == QMessageBox::Open)
        QDesktopServices::openUrl(QUrl(link));
}

void ChatPage::doIt(Kind kind, qint64 seq)
{
    engine::ChatAction action;
    action.kind = kind;
    action.seq = seq;
    m_chat.act(std::move(action));
}

}  // namespace bw::desktop
