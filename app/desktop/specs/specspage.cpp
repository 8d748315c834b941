// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/specspage.h"

#include "models/datasession.h"
#include "models/spectexts.h"
#include "shell/actions.h"
#include "shell/notices.h"
#include "specs/specactions.h"
#include "specs/specdelegate.h"
#include "specs/specdetail.h"
#include "widgets/sidelist.h"
#include "widgets/statepanel.h"

#include <QComboBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QUrl>
#include <QVBoxLayout>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using Load = OpenSpec::Load;

namespace
{

constexpr int rowHeight = 78;

QStringList filesOf(const QMimeData *mime)
{
    QStringList paths;
    for (const QUrl &url : mime != nullptr ? mime->urls() : QList<QUrl>())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    return paths;
}

}  // namespace

SpecsPage::SpecsPage(const PageContext &context)
    : m_context(context)
    , m_drafts(context.session.dataFolder())
    , m_specs(context.session, m_drafts)
    , m_open(context.session, m_drafts)
    , m_actions(new SpecActions(context, m_open, this))
    , m_splitter(new QSplitter)
    , m_search(new QLineEdit)
    , m_order(new QComboBox)
    , m_list(new QListView)
    , m_detail(new SpecDetail(context, m_open, *m_actions))
{
    m_found = new StatePanel(m_list, rowHeight);
    m_beside = new StatePanel(m_detail, 24);
    m_beside->setMinimumWidth(360);
    m_splitter->addWidget(makeList());
    m_splitter->addWidget(m_beside);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({280, 720});
    m_whole = new StatePanel(m_splitter, rowHeight);
    m_whole->setEmpty(tr("There is no specification yet: write one, or drop a file here."), tr("New Specification"),
                      u"specs"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_whole);
    connectList();
    connectOpen();
    takeDrops();
    m_whole->showLoading();
    showListState();
    showLoad();
    setFocusProxy(m_list);
}

SpecsPage::~SpecsPage() = default;

QWidget *SpecsPage::makeList()
{
    auto *fresh = new QPushButton(tr("New"));
    auto *menu = new QMenu(fresh);
    for (const QString &id : {u"spec.new"_s, u"spec.from_clipboard"_s, u"spec.import"_s})
        if (QAction *action = m_context.actions.action(id))
            menu->addAction(action);
    fresh->setMenu(menu);
    // Heard before the list hears it, which chooses a neighbour then: that is nobody's choice.
    connect(&m_specs, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_removing = true; });
    m_list->setModel(&m_specs);
    m_list->setItemDelegate(new SpecDelegate(m_list));
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    dressSideList(m_list, tr("Specifications"));
    using Order = SpecListModel::Order;
    for (const auto &[title, order] : {std::pair(tr("Last changed"), Order::Changed),
                                       std::pair(tr("Name"), Order::Name), std::pair(tr("Size"), Order::Size),
                                       std::pair(tr("Tier"), Order::Tier), std::pair(tr("Project"), Order::Project)})
        m_order->addItem(title, static_cast<int>(order));
    m_order->setAccessibleName(tr("Order"));
    auto *below = new QWidget;
    auto *rows = new QVBoxLayout(below);
    rows->setContentsMargins(0, 0, 0, 0);
    auto *sorted = new QHBoxLayout;
    sorted->setContentsMargins(12, 0, 12, 0);
    auto *label = new QLabel(tr("S&ort by:"));
    label->setBuddy(m_order);
    sorted->addWidget(label);
    sorted->addWidget(m_order, 1);
    rows->addLayout(sorted);
    rows->addWidget(m_found, 1);
    QWidget *side = makeSide(m_search, tr("Search specifications"), fresh, below);
    side->setMinimumWidth(240);
    return side;
}

void SpecsPage::connectList()
{
    connect(&m_specs, &SpecListModel::loadChanged, this, &SpecsPage::showListState);
    connect(&m_specs, &QAbstractItemModel::rowsRemoved, this, [this] {
        m_removing = false;
        selectOpen();
    });
    connect(&m_specs, &QAbstractItemModel::rowsInserted, this, &SpecsPage::selectOpen);
    connect(m_search, &QLineEdit::textChanged, &m_specs, &SpecListModel::setSearch);
    connect(m_order, &QComboBox::currentIndexChanged, this, [this] {
        m_specs.setOrder(static_cast<SpecListModel::Order>(m_order->currentData().toInt()));
        m_list->scrollTo(m_list->currentIndex());
    });
    // What is selected, not what is current: a list that gets the keyboard makes its first row current by itself.
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this](const QItemSelection &selected) {
                if (m_removing || selected.isEmpty())
                    return;
                const SpecId spec {selected.indexes().constFirst().data(SpecListModel::IdRole).toString()};
                if (spec != m_open.id())
                    openSpec(spec);
            });
    connect(m_list, &QListView::activated, m_detail, &SpecDetail::takeFocus);
    connect(m_list, &QWidget::customContextMenuRequested, this, &SpecsPage::showMenu);
    // In the list alone: in the text the key belongs to the text.
    connect(new QShortcut(QKeySequence::Delete, m_list, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated,
            this, [this] { m_context.actions.action(u"spec.delete"_s)->trigger(); });
    m_found->setEmpty(tr("Nothing was found."), tr("Show all specifications"), u"search"_s);
    connect(m_found, &StatePanel::emptyClicked, m_search, &QLineEdit::clear);
    connect(m_whole, &StatePanel::emptyClicked, this, &SpecsPage::createEmpty);
    connect(m_whole, &StatePanel::retried, &m_specs, &SpecListModel::reload);
}

void SpecsPage::connectOpen()
{
    const auto follow = [this] { m_actions->follow(isVisible()); };
    connect(&m_open, &OpenSpec::loadChanged, this, &SpecsPage::showLoad);
    connect(&m_open, &OpenSpec::loadChanged, this, follow);
    connect(&m_open, &OpenSpec::changed, this, follow);
    connect(&m_open, &OpenSpec::saved, this,
            [this](int version) { Q_EMIT m_context.notices.toast(tr("Saved as version %1").arg(version)); });
    connect(&m_drafts, &SpecDrafts::failed, this, [this](const Error &error) {
        Q_EMIT m_context.notices.failed(tr("Unsaved text is kept only until Buildwright ends."), error);
    });
    connect(m_actions, &SpecActions::made, this, &SpecsPage::openMade);
    connect(m_beside, &StatePanel::retried, &m_open, &OpenSpec::reload);
    connect(m_beside, &StatePanel::cancelled, this, [this] { openSpec({}); });
    connect(m_beside, &StatePanel::goneClicked, this, [this] {
        if (m_open.canBeTakenBack())
            return m_actions->takeBack(m_open.id());
        openSpec({});
        showListState();
    });
}

/// Files dropped anywhere on the page are imported, also on a field that would take their names for text.
void SpecsPage::takeDrops()
{
    setAcceptDrops(true);
    for (QWidget *child : findChildren<QWidget *>())
        if (child->acceptDrops())
            child->installEventFilter(this);
}

bool SpecsPage::eventFilter(QObject *watched, QEvent *event)
{
    const bool entering = event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove;
    if (!entering && event->type() != QEvent::Drop)
        return Page::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event);
    const QStringList paths = filesOf(drop->mimeData());
    if (paths.isEmpty())
        return Page::eventFilter(watched, event);
    drop->acceptProposedAction();
    if (!entering)
        m_actions->import(paths);
    return true;
}

void SpecsPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!filesOf(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void SpecsPage::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    m_actions->import(filesOf(event->mimeData()));
}

void SpecsPage::createEmpty() { m_actions->create(starterSpec(), {}); }

void SpecsPage::openSpec(const SpecId &spec)
{
    m_focusText = false;
    m_open.open(spec);
    selectOpen();
    Q_EMIT placeChanged();
}

/// Shown whatever was looked for before, with the keyboard in its text.
void SpecsPage::openMade(const SpecId &spec)
{
    if (spec == m_open.id())
        return m_open.reload();
    m_search->clear();
    openSpec(spec);
    m_detail->showEditor();
    m_focusText = true;
}

void SpecsPage::selectOpen()
{
    const int row = m_specs.rowOf(m_open.id());
    if (row < 0)
        return m_list->setCurrentIndex({});
    if (const QModelIndex index = m_specs.index(row); !m_list->selectionModel()->isSelected(index))
        m_list->setCurrentIndex(index);
}

void SpecsPage::showListState()
{
    switch (m_specs.load()) {
    case SpecListModel::Load::Loading:
        return;
    case SpecListModel::Load::Failed:
        return m_whole->showFailed(m_specs.error());
    case SpecListModel::Load::Ready:
        break;
    }
    const bool nothing = m_specs.rowCount() == 0;
    if (nothing && !m_specs.isSearching() && (m_open.id().isEmpty() || m_open.load() == Load::Loading))
        return m_whole->showEmpty();
    m_whole->showFull();
    nothing &&m_specs.isSearching() ? m_found->showEmpty() : m_found->showFull();
    // Something is always shown where there is something.
    if (m_open.id().isEmpty() && !nothing)
        openSpec(m_specs.spec(0).id);
}

void SpecsPage::showLoad()
{
    switch (m_open.load()) {
    case Load::Nothing:
        m_beside->setEmpty(tr("Choose a specification from the list."), {}, u"specs"_s);
        return m_beside->showEmpty();
    case Load::Loading:
        return m_beside->showLoading();
    case Load::Ready:
        m_beside->showFull();
        showListState();
        if (std::exchange(m_focusText, false))
            m_detail->takeFocus();
        return;
    case Load::Failed:
        return m_beside->showFailed(m_open.error());
    case Load::Gone:
        return m_open.canBeTakenBack()
            ? m_beside->showGone(tr("This specification was deleted. It can be taken back for 30 days."), tr("Undo"))
            : m_beside->showGone(tr("This specification is not there any more."), tr("Back to the list"));
    }
}

void SpecsPage::showMenu(const QPoint &point)
{
    if (!m_list->indexAt(point).isValid())
        return;
    QMenu menu(this);
    menu.addActions(m_actions->all());
    menu.exec(m_list->viewport()->mapToGlobal(point));
}

void SpecsPage::goTo(const QString &place)
{
    if (place != m_open.id().value)
        openSpec({place});
}

QJsonObject SpecsPage::saved() const
{
    return {{u"splitter"_s, QString::fromLatin1(m_splitter->saveState().toBase64())},
            {u"order"_s, m_order->currentIndex()},
            {u"detail"_s, m_detail->saved()},
            {u"spec"_s, m_open.id().value}};
}

void SpecsPage::restore(const QJsonObject &saved)
{
    m_splitter->restoreState(QByteArray::fromBase64(saved.value("splitter"_L1).toString().toLatin1()));
    m_order->setCurrentIndex(std::max(0, saved.value("order"_L1).toInt()));
    m_detail->restore(saved.value("detail"_L1).toObject());
    if (const QString spec = saved.value("spec"_L1).toString(); !spec.isEmpty() && m_open.id().isEmpty())
        openSpec({spec});
}

bool SpecsPage::find()
{
    if (m_open.load() == Load::Ready && m_detail->isAncestorOf(focusWidget()))
        return m_detail->find();
    m_search->setFocus();
    m_search->selectAll();
    return true;
}

QList<Page::Target> SpecsPage::targets() const
{
    QList<Target> all;
    for (int row = 0; row < m_specs.rowCount(); ++row) {
        const QModelIndex index = m_specs.index(row);
        all.append({.title = index.data(Qt::DisplayRole).toString(),
                    .detail = tr("Specification"),
                    .place = index.data(SpecListModel::IdRole).toString()});
    }
    return all;
}

void SpecsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_actions->follow(true);
}

void SpecsPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_actions->follow(false);
}

PageEntry specsPageEntry()
{
    return {.id = u"specs"_s,
            .title = SpecsPage::tr("Specifications"),
            .icon = u"specs"_s,
            .make = [](const PageContext &context) -> Page * { return new SpecsPage(context); }};
}

}  // namespace bw::desktop
