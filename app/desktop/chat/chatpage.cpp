// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chatpage.h"

#include "chat/chatdelegate.h"
#include "chat/chatmenus.h"
#include "chat/chatstart.h"
#include "chat/composer.h"
#include "chat/specpanel.h"
#include "models/chattexts.h"
#include "models/datasession.h"
#include "shell/notices.h"
#include "transcript/transcriptview.h"
#include "widgets/look.h"
#include "widgets/sidelist.h"
#include "widgets/statepanel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

ChatPage::ChatPage(const PageContext &context)
    : m_context(context)
    , m_chats(context.session)
    , m_chat(context.session)
    , m_splitter(new QSplitter)
    , m_search(new QLineEdit)
    , m_list(new QListView)
    , m_transcript(new TranscriptView)
    , m_composer(new Composer)
    , m_spec(new SpecPanel)
    , m_toEnd(new QPushButton(tr("To the End")))
    , m_menus(new ChatMenus(context, m_chat, this))
{
    m_found = new StatePanel(m_list, 48);
    m_splitter->addWidget(makeList());
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
    connectList();
    connectComposer();
    connectChat();
    connectSpec();
    applyLook();
    m_whole->showLoading();
    showLoad();
    setFocusProxy(m_list);
}

ChatPage::~ChatPage() = default;

QWidget *ChatPage::makeList()
{
    auto *fresh = new QPushButton(tr("New"));
    fresh->setToolTip(tr("New chat"));
    connect(fresh, &QPushButton::clicked, this, &ChatPage::beginChat);
    m_list->setModel(&m_chats);
    m_list->setItemDelegate(new ChatDelegate(m_list));
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    dressSideList(m_list, tr("Chats"));
    QWidget *side = makeSide(m_search, tr("Search all chats"), fresh, m_found);
    side->setMinimumWidth(200);
    return side;
}

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
    connect(m_transcript, &TranscriptView::followingChanged, m_toEnd, &QWidget::setHidden);
    outer->addWidget(m_beside, 1);
    outer->addWidget(m_composer);
    return whole;
}

void ChatPage::connectList()
{
    connect(&m_chats, &ChatListModel::loadChanged, this, &ChatPage::showListState);
    connect(&m_chats, &QAbstractItemModel::rowsInserted, this, &ChatPage::selectOpen);
    connect(m_search, &QLineEdit::textChanged, &m_chats, &ChatListModel::setSearch);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        const ChatId chat {index.data(ChatListModel::IdRole).toString()};
        if (index.isValid() && chat != m_chat.id())
            openChat(chat);
    });
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint &point) {
        const QModelIndex index = m_list->indexAt(point);
        if (index.isValid())
            m_menus->showForChat({index.data(ChatListModel::IdRole).toString()}, index.data(Qt::DisplayRole).toString(),
                                 index.data(ChatListModel::PinnedRole).toBool(),
                                 m_list->viewport()->mapToGlobal(point));
    });
    m_found->setEmpty(tr("Nothing was found."), tr("Show all chats"));
    connect(m_found, &StatePanel::emptyClicked, m_search, &QLineEdit::clear);
    connect(m_found, &StatePanel::retried, &m_chats, &ChatListModel::reload);
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
    connect(m_composer, &Composer::bytesPasted, &m_chat, &OpenChat::attach);
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
    connect(&m_chat, &OpenChat::failed, &m_context.notices, &Notices::failed);
    connect(&m_chat, &OpenChat::sent, m_composer, &Composer::clear);
    connect(&m_chat, &OpenChat::forked, this, &ChatPage::openChat);
    connect(&m_chat, &OpenChat::offered, this, [this](const engine::ExpansionForecast &forecast) {
        Q_EMIT m_context.notices.note(
            tr("The description is ready. Writing the specification costs %1.").arg(forecastText(forecast)));
    });
    connect(m_beside, &StatePanel::retried, this, [this] { m_chat.open(m_chat.id()); });
    for (const auto way : {&StatePanel::goneClicked, &StatePanel::cancelled})
        connect(m_beside, way, this, [this] { openChat({}); });
}

PageEntry chatPageEntry()
{
    return {u"chat"_s, ChatPage::tr("Chat"), u"chat"_s,
            [](const PageContext &context) { return new ChatPage(context); }};
}

}  // namespace bw::desktop
