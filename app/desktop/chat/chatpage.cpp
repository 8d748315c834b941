// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chatpage.h"

#include "chat/chatmenus.h"
#include "chat/chatside.h"
#include "chat/chatstart.h"
#include "chat/composer.h"
#include "chat/specpanel.h"
#include "models/chattexts.h"
#include "models/datasession.h"
#include "shell/notices.h"
#include "transcript/transcriptview.h"
#include "widgets/look.h"
#include "widgets/statepanel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

ChatPage::ChatPage(const PageContext &context)
    : m_context(context)
    , m_chats(context.session)
    , m_projects(context.session)
    , m_chat(context.session)
    , m_splitter(new QSplitter)
    , m_menus(new ChatMenus(context, m_chat, m_projects, this))
    , m_side(new ChatSide(m_chats, m_projects, *m_menus))
    , m_transcript(new TranscriptView)
    , m_composer(new Composer)
    , m_spec(new SpecPanel)
    , m_toEnd(new QPushButton(tr("To the End")))
{
    m_splitter->addWidget(m_side);
    m_splitter->addWidget(makeConversation());
    m_splitter->addWidget(m_spec);
    m_spec->setMinimumWidth(280);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({240, 560, 380});
    m_whole = new StatePanel(m_splitter, 48);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_whole);
    connectSide();
    connectComposer();
    connectChat();
    connectSpec();
    m_minute.setInterval(60'000);
    connect(&m_minute, &QTimer::timeout, this, [this] {
        if (isVisible() && !m_chat.isStreaming())
            showView();
    });
    m_minute.start();
    applyLook();
    m_whole->showLoading();
    showLoad();
    setFocusProxy(m_side);
}

ChatPage::~ChatPage() = default;

QWidget *ChatPage::makeConversation()
{
    auto *whole = new QWidget;
    whole->setMinimumWidth(360);
    auto *outer = new QVBoxLayout(whole);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *conversation = new QWidget;
    auto *layout = new QVBoxLayout(conversation);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_transcript->setModel(&m_messages);
    m_transcript->setAccessibleName(tr("Conversation"));
    layout->addWidget(m_transcript, 1);
    m_toEnd->hide();
    layout->addWidget(m_toEnd, 0, Qt::AlignHCenter);
    m_beside = new StatePanel(conversation, 72);
    auto *start = new ChatStart;
    m_beside->setEmpty(start);
    connect(start, &ChatStart::begun, this, [this](const QString &first) { newChat({}, first); });
    connect(start, &ChatStart::recordedChosen, this, [this] { newChat(u"demo"_s); });
    connect(m_toEnd, &QPushButton::clicked, m_transcript, &TranscriptView::scrollToEnd);
    connect(m_transcript, &TranscriptView::followingChanged, m_toEnd, [this](bool following) {
        m_toEnd->setHidden(following);
        m_toEnd->setText(tr("To the End"));
    });
    connect(m_transcript, &TranscriptView::grewUnseen, m_toEnd,
            [this] { m_toEnd->setText(tr("New text below: to the end")); });
    outer->addWidget(m_beside, 1);
    outer->addWidget(m_composer);
    return whole;
}

void ChatPage::connectSide()
{
    connect(&m_chats, &ChatListModel::loadChanged, this, &ChatPage::showListState);
    connect(m_side, &ChatSide::chosen, this, &ChatPage::openChatAt);
    connect(m_side, &ChatSide::newRequested, this, &ChatPage::beginChat);
    connect(m_whole, &StatePanel::retried, &m_chats, &ChatListModel::reload);
}

void ChatPage::connectComposer()
{
    connect(m_composer, &Composer::sendRequested, this, &ChatPage::send);
    connect(m_composer, &Composer::stopRequested, this, [this] { doIt(engine::ChatAction::Kind::Stop); });
    connect(m_composer, &Composer::editLastRequested, this, &ChatPage::editLast);
    connect(m_composer, &Composer::editCancelled, this, &ChatPage::endEditing);
    connect(m_composer, &Composer::textEdited, this, [this](const QString &text) {
        if (m_editing == 0)
            m_chat.setDraft(text);
    });
    connect(m_composer, &Composer::fileChosen, this, &ChatPage::attachFile);
    connect(m_composer, &Composer::bytesPasted, this, &ChatPage::attachBytes);
    connect(m_composer, &Composer::previewWanted, this, &ChatPage::showPreview);
    connect(m_composer, &Composer::optionsRequested, this, &ChatPage::chooseOptions);
    connect(m_composer, &Composer::mentioned, this, &ChatPage::attachMention);
    connect(m_composer, &Composer::mentionTyped, this, [this](const QString &typed) {
        m_typedMention = typed;
        m_mentionSoon.start();
    });
    m_mentionSoon.setSingleShot(true);
    m_mentionSoon.setInterval(120);
    connect(&m_mentionSoon, &QTimer::timeout, this, &ChatPage::lookForMentions);
    connect(m_composer, &Composer::detachRequested, &m_chat, &OpenChat::detach);
    connect(m_transcript, &TranscriptView::linkActivated, this, &ChatPage::openLink);
    connect(m_transcript, &TranscriptView::copied, this, [this] { Q_EMIT m_context.notices.toast(tr("Copied")); });
    connect(m_transcript, &TranscriptView::menuRequested, this, [this](int row, const QPoint &at) {
        const QList<store::ChatMessage> all = m_chat.messages();
        if (row >= 0 && row < all.size())
            m_menus->showForMessage(all.at(row), m_transcript->selectedText(), at);
    });
    connect(m_menus, &ChatMenus::quoteRequested, this, [this](const QString &text) {
        m_composer->setText(m_composer->text() + u"> "_s + QString(text).replace(u'\n', u"\n> "_s) + u"\n\n"_s);
        m_composer->takeFocus();
    });
    connect(m_menus, &ChatMenus::editRequested, this, [this](qint64 seq, const QString &text) {
        m_editing = seq;
        m_composer->setText(text);
        m_composer->setEditing(true);
        m_composer->takeFocus();
    });
}

void ChatPage::connectChat()
{
    connect(&m_chat, &OpenChat::reloaded, this, &ChatPage::showView);
    connect(&m_chat, &OpenChat::changed, this, &ChatPage::showTail);
    connect(&m_chat, &OpenChat::loadChanged, this, &ChatPage::showLoad);
    connect(&m_chat, &OpenChat::failed, this, [this](const QString &what, const Error &error) {
        if (!showObstacle(error))
            Q_EMIT m_context.notices.failed(what, error);
    });
    connect(&m_chat, &OpenChat::sent, this, [this] {
        m_first.clear();
        m_composer->clear();
        m_composer->setObstacle({}, {});
    });
    connect(&m_chat, &OpenChat::forked, this, &ChatPage::openChat);
    connect(&m_chat, &OpenChat::offered, this, [this](const engine::ExpansionForecast &forecast) {
        Q_EMIT m_context.notices.note(
            tr("The description is ready. Writing the specification costs %1.").arg(forecastText(forecast)));
    });
    connect(m_beside, &StatePanel::retried, this, [this] { m_chat.open(m_chat.id()); });
    connect(m_beside, &StatePanel::cancelled, this, [this] { openChat({}); });
    connect(m_beside, &StatePanel::goneClicked, this, [this] {
        if (m_chat.view().chat.deletedMs > 0)
            m_menus->takeBack(m_chat.id());
        else
            openChat({});
    });
}

PageEntry chatPageEntry()
{
    return {u"chat"_s, ChatPage::tr("Chat"), u"chat"_s,
            [](const PageContext &context) { return new ChatPage(context); }};
}

}  // namespace bw::desktop
