// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/spechistory.h"

#include "engine/specservice.h"
#include "models/datasession.h"
#include "shell/notices.h"
#include "specs/specdiffview.h"
#include "specs/versiondelegate.h"
#include "widgets/look.h"
#include "widgets/sidelist.h"
#include "widgets/statepanel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSplitter>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using Load = SpecHistoryModel::Load;

namespace
{
constexpr int narrow = 620;
}

SpecHistory::SpecHistory(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(context.session)
    , m_splitter(new QSplitter)
    , m_list(new QListView)
    , m_title(new QLabel)
    , m_diff(new SpecDiffView(context.session))
    , m_restore(new QPushButton(tr("&Restore")))
    , m_copy(new QPushButton(tr("&Copy")))
    , m_save(new QPushButton(tr("Save &As…")))
    , m_start(new QPushButton(tr("Start &Build…")))
{
    m_splitter->addWidget(makeList());
    m_splitter->addWidget(makeDifference());
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({280, 640});
    m_panel = new StatePanel(m_splitter, 56);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_panel);
    connectButtons();
    setMinimumSize(400, 280);
    showLoad();
    setFocusProxy(m_list);
}

QWidget *SpecHistory::makeList()
{
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new VersionDelegate(m_list));
    dressSideList(m_list, tr("Versions"));
    m_list->setMinimumWidth(220);
    m_list->setAccessibleDescription(tr("The space bar marks a version; two marked ones are compared."));
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &SpecHistory::showPair);
    connect(&m_model, &SpecHistoryModel::marksChanged, this, &SpecHistory::showPair);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &SpecHistory::showRows);
    connect(&m_model, &QAbstractItemModel::modelAboutToBeReset, this, &SpecHistory::forgetPair);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &SpecHistory::showRows);
    connect(&m_model, &SpecHistoryModel::loadChanged, this, &SpecHistory::showLoad);
    return m_list;
}

QWidget *SpecHistory::makeDifference()
{
    auto *whole = new QWidget;
    whole->setMinimumWidth(320);
    auto *layout = new QVBoxLayout(whole);
    layout->setContentsMargins(2 * metrics::unit, metrics::unit, 2 * metrics::unit, 2 * metrics::unit);
    layout->setSpacing(metrics::unit);
    QFont strong = m_title->font();
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    layout->addWidget(m_title);
    layout->addWidget(m_diff, 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::unit);
    row->addWidget(m_restore);
    row->addWidget(m_copy);
    row->addWidget(m_save);
    row->addStretch();
    row->addWidget(m_start);
    layout->addLayout(row);
    return whole;
}

void SpecHistory::connectButtons()
{
    connect(m_restore, &QPushButton::clicked, this, &SpecHistory::restoreVersion);
    connect(m_copy, &QPushButton::clicked, this, &SpecHistory::copy);
    connect(m_save, &QPushButton::clicked, this, &SpecHistory::saveAs);
    connect(m_start, &QPushButton::clicked, this, &SpecHistory::startBuild);
    connect(m_diff, &SpecDiffView::retried, this, &SpecHistory::compare);
    connect(m_panel, &StatePanel::retried, &m_model, &SpecHistoryModel::reload);
    connect(m_panel, &StatePanel::cancelled, this, [this] { show(SpecId {}); });
    connect(m_panel, &StatePanel::emptyClicked, this, [this] { Q_EMIT m_context.notices.goTo(u"specs"_s, {}); });
    connect(m_panel, &StatePanel::goneClicked, this, [this] {
        if (m_model.load() != Load::Deleted)
            return Q_EMIT m_context.notices.goTo(u"specs"_s, {});
        takeBack();
    });
}

void SpecHistory::show(const SpecId &spec) { m_model.open(spec); }

QJsonObject SpecHistory::saved() const
{
    return {{u"splitter"_s, QString::fromLatin1(m_splitter->saveState().toBase64())},
            {u"text"_s, m_diff->showsText()},
            {u"beside"_s, m_diff->isSideBySide()}};
}

void SpecHistory::restore(const QJsonObject &saved)
{
    m_splitter->restoreState(QByteArray::fromBase64(saved.value("splitter"_L1).toString().toLatin1()));
    m_diff->showText(saved.value("text"_L1).toBool());
    m_diff->showSideBySide(saved.value("beside"_L1).toBool());
}

int SpecHistory::current() const { return m_model.versionAt(m_list->currentIndex().row()); }

void SpecHistory::showLoad()
{
    switch (m_model.load()) {
    case Load::Nothing:
        m_panel->setEmpty(tr("Choose a specification to see its versions."), tr("Go to the Specifications"));
        return m_panel->showEmpty();
    case Load::Loading:
        return m_panel->showLoading();
    case Load::Ready:
        return m_panel->showFull();
    case Load::Failed:
        return m_panel->showFailed(m_model.error());
    case Load::Deleted:
        return m_panel->showGone(tr("%1 was deleted. Its versions are kept for 30 days.").arg(m_model.name()),
                                 tr("Take It Back"));
    case Load::Gone:
        return m_panel->showGone(tr("This specification is not there any more."), tr("Go to the Specifications"));
    }
}

/// The newest is current at the beginning, and stays so while it is; who looks at an older one is left there.
void SpecHistory::showRows()
{
    if (m_model.rowCount() == 0)
        return;
    if (m_atNewest || !m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_model.index(0));
    showPair();
}

void SpecHistory::forgetPair()
{
    ++m_generation;
    m_pair = {};
    m_atNewest = true;
}

void SpecHistory::showPair()
{
    const int row = m_list->currentIndex().row();
    m_atNewest = row <= 0;
    showButtons();
    const SpecHistoryModel::Pair pair = m_model.compared(row);
    if (pair == m_pair)
        return;
    m_pair = pair;
    m_title->setText(pair.after == 0        ? QString()
                         : pair.before == 0 ? tr("Version %1, the first").arg(pair.after)
                                            : tr("From version %1 to version %2").arg(pair.before).arg(pair.after));
    if (pair.after != 0)
        compare();
}

void SpecHistory::showButtons()
{
    const int version = current();
    for (QPushButton *button : {m_copy, m_save, m_start})
        button->setEnabled(version > 0);
    const bool newest = version == m_model.newest();
    m_restore->setEnabled(version > 0 && !newest && !m_restoring);
    m_restore->setToolTip(newest ? tr("This is the newest version.")
                                 : tr("Makes a new version of version %1; nothing is lost.").arg(version));
    m_copy->setToolTip(tr("The text of version %1").arg(version));
    m_save->setToolTip(m_copy->toolTip());
    m_start->setToolTip(tr("Fills in the start sheet with version %1").arg(version));
}

void SpecHistory::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // Beside each other where there is room; in a small window one below the other.
    const Qt::Orientation wanted = width() < narrow ? Qt::Vertical : Qt::Horizontal;
    if (m_splitter->orientation() == wanted)
        return;
    m_splitter->setOrientation(wanted);
    m_splitter->setSizes(wanted == Qt::Vertical ? QList<int> {160, 400} : QList<int> {280, 640});
}

void SpecHistory::compare()
{
    m_diff->showLoading();
    m_context.session.read(
        this,
        [spec = m_model.spec(), pair = m_pair](engine::ReadSide &side) -> Result<Texts> {
            const engine::SpecService specs(side.database());
            const auto after = specs.version(spec, pair.after);
            if (!after || pair.before == 0)
                return after ? Result<Texts>(Texts {{}, after->content}) : fail(after.error());
            const auto before = specs.version(spec, pair.before);
            return before ? Result<Texts>(Texts {before->content, after->content}) : fail(before.error());
        },
        [this, generation = ++m_generation](const Result<Texts> &texts) {
            if (generation != m_generation)
                return;
            if (texts)
                m_diff->compare(texts->before, texts->after);
            else
                m_diff->showFailed(texts.error());
        });
}

}  // namespace bw::desktop
