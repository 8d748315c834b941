// SPDX-License-Identifier: GPL-3.0-or-later
#include "builds/buildspage.h"

#include "builds/buildactions.h"
#include "builds/builddelegate.h"
#include "builds/builddetail.h"
#include "builds/welcome.h"
#include "models/datasession.h"
#include "shell/actions.h"
#include "usertext/statelook.h"
#include "widgets/look.h"
#include "widgets/sidelist.h"
#include "widgets/statepanel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QSplitter>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

BuildsPage::BuildsPage(const PageContext &context)
    : m_context(context)
    , m_builds(context.session)
    , m_log(context.session)
    , m_actions(new BuildActions(context, this))
    , m_splitter(new QSplitter)
    , m_text(new QLineEdit)
    , m_group(new QComboBox)
    , m_list(new QListView)
    , m_detail(new BuildDetail(context.session, m_log,
                               {{m_actions->save(), u"save"_s, true},
                                {m_actions->resume(), u"resume"_s, false},
                                {m_actions->pause(), u"pause"_s, false},
                                {m_actions->stop(), u"stop"_s, false}}))
{
    m_filter.setSourceModel(&m_builds);
    m_found = new StatePanel(m_list, metrics::row);
    m_beside = new StatePanel(m_detail, 24);
    m_splitter->addWidget(makeList());
    m_splitter->addWidget(m_beside);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({360, 640});
    m_beside->setMinimumWidth(320);
    m_whole = new StatePanel(m_splitter, metrics::row);
    auto *welcome = new Welcome;
    m_whole->setEmpty(welcome);
    const auto start = [this](const QString &id) { m_context.actions.action(id)->trigger(); };
    connect(welcome, &Welcome::demonstrationChosen, this, [start] { start(u"file.demonstration"_s); });
    connect(welcome, &Welcome::keyChosen, this, [start] { start(u"file.claude_key"_s); });
    connect(welcome, &Welcome::serverChosen, this, [start] { start(u"file.local_server"_s); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_whole);
    connectModels();
    m_whole->showLoading();
    showBuild({});
    setFocusProxy(m_list);
}

QWidget *BuildsPage::makeList()
{
    m_group->setAccessibleName(tr("Which builds"));
    m_group->addItem(tr("All"), QVariant::fromValue(static_cast<int>(BuildFilterModel::Group::All)));
    m_group->addItem(tr("At work"), static_cast<int>(BuildFilterModel::Group::AtWork));
    m_group->addItem(tr("Needs you"), static_cast<int>(BuildFilterModel::Group::NeedsYou));
    m_group->addItem(tr("Ended"), static_cast<int>(BuildFilterModel::Group::Ended));
    m_list->setModel(&m_filter);
    m_list->setItemDelegate(new BuildDelegate(m_list));
    dressSideList(m_list, tr("Builds"));
    m_found->setEmpty(tr("No build fits the filter."), tr("Show all builds"));
    QWidget *side = makeSide(m_text, tr("Filter builds"), m_group, m_found);
    side->setMinimumWidth(280);
    setTabOrder(m_text, m_group);
    setTabOrder(m_group, m_list);
    return side;
}

void BuildsPage::connectModels()
{
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter.setText(text);
        m_builds.fetchAll();
        showListState();
    });
    connect(m_group, &QComboBox::currentIndexChanged, this, [this] {
        m_filter.setGroup(static_cast<BuildFilterModel::Group>(m_group->currentData().toInt()));
        m_builds.fetchAll();
        showListState();
    });
    connect(m_found, &StatePanel::emptyClicked, this, [this] {
        m_text->clear();
        m_group->setCurrentIndex(0);
    });
    connect(m_whole, &StatePanel::retried, &m_builds, &BuildListModel::reload);
    connect(m_whole, &StatePanel::cancelled, m_whole, &StatePanel::showCancelled);
    const auto back = [this] {
        m_gone = false;
        showBuild({});
        showListState();
        m_list->setFocus();
    };
    connect(m_beside, &StatePanel::goneClicked, this, back);
    connect(m_beside, &StatePanel::cancelled, this, back);
    connect(&m_builds, &BuildListModel::loadChanged, this, [this] {
        showListState();
        refreshShown();
    });
    connect(&m_builds, &QAbstractItemModel::rowsInserted, this, [this] {
        showListState();
        selectShown();
        refreshShown();
    });
    connect(&m_builds, &QAbstractItemModel::rowsRemoved, this, [this] {
        m_removing = false;
        // So that a click on the row that the list chose instead is a choice.
        if (m_gone)
            m_list->setCurrentIndex({});
        showListState();
    });
    connect(&m_builds, &BuildListModel::buildUpdated, this, [this](const BuildId &build) {
        if (build == m_shown)
            refreshShown();
    });
    connect(&m_builds, &BuildListModel::buildGone, this, [this](const BuildId &build) {
        m_removing = m_builds.rowOf(build) >= 0;
        if (build == m_shown)
            showGone(tr("This build is not there any more: it was deleted."));
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &BuildsPage::choose);
    connect(m_detail, &BuildDetail::decided, m_actions, &BuildActions::decide);
}

void BuildsPage::showListState()
{
    switch (m_builds.load()) {
    case BuildListModel::Load::Loading:
        return m_whole->showLoading();
    case BuildListModel::Load::Failed:
        return m_whole->showFailed(m_builds.error());
    case BuildListModel::Load::Ready:
        break;
    }
    if (m_builds.rowCount() == 0 && !m_gone)
        return m_whole->showEmpty();
    m_whole->showFull();
    m_filter.rowCount() == 0 ? m_found->showEmpty() : m_found->showFull();
    // Something is always shown where there is something.
    if (m_shown.isEmpty() && m_filter.rowCount() > 0 && !m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_filter.index(0, 0));
}

void BuildsPage::choose(const QModelIndex &index)
{
    const BuildId id {index.data(BuildListModel::IdRole).toString()};
    if (id.isEmpty() || id == m_shown || m_removing)
        return;
    m_gone = false;
    showBuild(id);
}

void BuildsPage::showBuild(const BuildId &build)
{
    m_shown = build;
    if (build.isEmpty()) {
        m_beside->setEmpty(tr("Choose a build from the list."), {});
        m_beside->showEmpty();
        m_actions->follow(nullptr);
    }
    refreshShown();
    Q_EMIT placeChanged();
}

void BuildsPage::refreshShown()
{
    if (m_shown.isEmpty() || m_gone)
        return;
    const Build *build = m_builds.build(m_shown);
    if (build == nullptr) {
        // It may stand on a page of the list that is not loaded yet, be quite new, or be gone.
        m_beside->showLoading();
        m_builds.isComplete() ? m_builds.refresh({m_shown}) : m_builds.fetchAll();
        return;
    }
    m_detail->setBuild(*build);
    m_actions->follow(build);
    m_beside->showFull();
}

void BuildsPage::showGone(const QString &sentence)
{
    m_gone = true;
    m_actions->follow(nullptr);
    m_beside->showGone(sentence, tr("Back to the list"));
}

void BuildsPage::selectShown()
{
    const int row = m_builds.rowOf(m_shown);
    if (row < 0)
        return;
    const QModelIndex index = m_filter.mapFromSource(m_builds.index(row));
    if (index.isValid() && index != m_list->currentIndex())
        m_list->setCurrentIndex(index);
}

void BuildsPage::goTo(const QString &place)
{
    m_gone = false;
    showBuild(BuildId {place});
    selectShown();
}

bool BuildsPage::find()
{
    m_shown.isEmpty() ? m_text->setFocus() : m_detail->find();
    return true;
}

QList<Page::Target> BuildsPage::targets() const
{
    QList<Target> all;
    for (int row = 0; row < m_builds.rowCount(); ++row) {
        const Build *build = m_builds.buildAt(row);
        all << Target {.title = build->name,
                       .detail = usertext::stateLook(build->state).name + u" · "_s + build->id.value,
                       .place = build->id.value};
    }
    return all;
}

QJsonObject BuildsPage::saved() const
{
    return {{u"splitter"_s, QString::fromLatin1(m_splitter->saveState().toBase64())},
            {u"filter"_s, m_text->text()},
            {u"group"_s, m_group->currentIndex()}};
}

void BuildsPage::restore(const QJsonObject &saved)
{
    m_splitter->restoreState(QByteArray::fromBase64(saved.value(u"splitter"_s).toString().toLatin1()));
    m_group->setCurrentIndex(std::max(0, saved.value(u"group"_s).toInt()));
    m_text->setText(saved.value(u"filter"_s).toString());
}

PageEntry buildsPageEntry()
{
    return {.id = u"builds"_s,
            .title = BuildsPage::tr("Builds"),
            .icon = u"builds"_s,
            .make = [](const PageContext &context) -> Page * { return new BuildsPage(context); }};
}

}  // namespace bw::desktop
