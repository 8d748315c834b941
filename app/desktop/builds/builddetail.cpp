// SPDX-License-Identifier: GPL-3.0-or-later
#include "builds/builddetail.h"

#include "builds/logview.h"
#include "models/buildtexts.h"
#include "models/datasession.h"
#include "models/logmodel.h"
#include "store/blobstore.h"
#include "store/eventstore.h"
#include "usertext/statelook.h"
#include "usertext/terminaltext.h"
#include "widgets/icons.h"
#include "widgets/look.h"
#include "widgets/notice.h"
#include "widgets/statepanel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

Result<Needs> needsOf(engine::ReadSide &side, const Build &build)
{
    Needs needs;
    const auto record = build::loadPeopleRecord(store::EventStore(side.database()), build.id);
    if (!record)
        return fail(record.error());
    if (isEnded(build.state))
        return needs;
    if (const build::GateRecord *gate = record->openGate(); gate && build.state != BuildState::AwaitingAnswer) {
        needs.gate = *gate;
        if (!gate->contentBlob.isEmpty())
            if (const auto content = side.database().blobs().get(BlobHash {gate->contentBlob}))
                needs.content = QString::fromUtf8(*content);
    } else if (const auto questions = record->openQuestions(); !questions.isEmpty()) {
        needs.question = questions.first();
    }
    return needs;
}

}  // namespace

BuildDetail::BuildDetail(DataSession &session, LogModel &log, const QList<Button> &buttons, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_log(log)
    , m_name(new QLabel)
    , m_state(new QLabel)
    , m_next(new QLabel)
    , m_figures(new QLabel)
    , m_demonstration(new QLabel(tr("Demonstration: recorded answers, no AI")))
    , m_icon(new IconLabel(u"state-queued"_s, 22))
    , m_actions(new QHBoxLayout)
    , m_progress(new QProgressBar)
    , m_needs(new NeedsPanel)
    , m_search(new QLineEdit)
    , m_view(new LogView(log))
    , m_logPanel(new StatePanel(m_view, 24))
    , m_toEnd(new QPushButton(icons::icon(u"end"_s), tr("Go to the end")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 0);
    layout->setSpacing(12);
    layout->addWidget(makeHead(buttons));
    layout->addWidget(m_needs);
    layout->addWidget(makeLog(), 1);
    connect(m_needs, &NeedsPanel::decided, this, &BuildDetail::decided);
    connect(m_needs, &NeedsPanel::retried, this, &BuildDetail::readNeeds);
}

QWidget *BuildDetail::makeHead(const QList<Button> &buttons)
{
    auto *head = new QWidget;
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    QFont large = m_name->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setWeight(QFont::DemiBold);
    m_name->setFont(large);
    QFont strong = m_state->font();
    strong.setWeight(QFont::DemiBold);
    m_state->setFont(strong);
    for (QLabel *label : {m_name, m_state, m_next, m_figures, m_demonstration}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(label != m_state);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    layout->addWidget(m_name);
    auto *state = new QHBoxLayout;
    state->setSpacing(8);
    state->addWidget(m_icon);
    state->addWidget(m_state);
    state->addWidget(m_next, 1);
    layout->addLayout(state);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(8);
    m_progress->setAccessibleName(tr("Verified features"));
    layout->addWidget(m_progress);
    layout->addWidget(m_figures);
    layout->addWidget(m_demonstration);
    m_actions->setSpacing(8);
    m_actions->addStretch();
    layout->addLayout(m_actions);
    for (const Button &button : buttons)
        addButton(button);
    return head;
}

QWidget *BuildDetail::makeLog()
{
    auto *whole = new QWidget;
    auto *layout = new QVBoxLayout(whole);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *title = new QLabel(tr("Log"));
    QFont strong = title->font();
    strong.setWeight(QFont::DemiBold);
    title->setFont(strong);
    row->addWidget(title);
    row->addStretch();
    m_toEnd->setFlat(true);
    m_toEnd->hide();
    row->addWidget(m_toEnd);
    m_search->setPlaceholderText(tr("Search in this log"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(100);
    m_search->setMaximumWidth(240);
    row->addWidget(m_search, 1);
    layout->addLayout(row);
    m_view->setAutoFillBackground(true);
    layout->addWidget(m_logPanel, 1);
    auto *wait = new QTimer(this);
    wait->setSingleShot(true);
    wait->setInterval(200);
    connect(m_search, &QLineEdit::textChanged, wait, qOverload<>(&QTimer::start));
    connect(wait, &QTimer::timeout, this, [this] { m_log.setQuery(m_search->text().trimmed()); });
    connect(m_toEnd, &QPushButton::clicked, m_view, &LogView::goToEnd);
    connect(m_view, &LogView::followsChanged, this, [this] { m_toEnd->setVisible(!m_view->follows()); });
    for (const auto signal : {&LogModel::loaded, &LogModel::appended})
        connect(&m_log, signal, this, &BuildDetail::showLogState);
    connect(&m_log, &QAbstractItemModel::modelReset, this, &BuildDetail::showLogState);
    connect(m_logPanel, &StatePanel::emptyClicked, m_search, &QLineEdit::clear);
    connect(m_logPanel, &StatePanel::retried, &m_log, &LogModel::goToEnd);
    connect(m_logPanel, &StatePanel::cancelled, m_logPanel, &StatePanel::showCancelled);
    return whole;
}

void BuildDetail::showLogState()
{
    if (m_log.isLoading() && m_log.rowCount() == 0)
        return m_logPanel->showLoading();
    if (m_log.rowCount() > 0)
        return m_logPanel->showFull();
    if (m_log.error())
        return m_logPanel->showFailed(*m_log.error());
    if (m_search->text().isEmpty())
        m_logPanel->setEmpty(tr("Nothing has been written yet. Lines appear here as soon as the build works."), {});
    else
        m_logPanel->setEmpty(tr("No line holds these words."), tr("Show all lines"));
    m_logPanel->showEmpty();
}

void BuildDetail::addButton(const Button &button)
{
    QAction *action = button.action;
    action->setIcon(icons::icon(button.icon));
    auto *made = new QPushButton(button.primary ? QIcon() : action->icon(), action->text());
    made->setProperty("primary", button.primary);
    const auto follow = [made, action] {
        made->setEnabled(action->isEnabled());
        made->setVisible(action->isEnabled());
        made->setToolTip(action->toolTip());
    };
    m_actions->insertWidget(m_actions->count() - 1, made);
    connect(action, &QAction::changed, made, follow);
    connect(made, &QPushButton::clicked, action, &QAction::trigger);
    follow();
}

void BuildDetail::setBuild(const Build &build)
{
    if (build.id != m_build) {
        m_build = build.id;
        m_needsAt = -1;
        m_needs->setNeeds({});
        m_search->clear();
    }
    m_log.setBuild(build.id);
    showHead(build);
    lookForNeeds(build);
}

void BuildDetail::showHead(const Build &build)
{
    const usertext::StateLook look = usertext::stateLook(build.state);
    const QColor tone = colorOf(Look::tokens(), look.tone);
    m_name->setText(usertext::plainTerminalText(build.name));
    m_icon->setName(look.icon);
    m_icon->setColor(tone);
    QString state = look.name;
    if (!state.isEmpty())
        state[0] = state.at(0).toUpper();
    m_state->setText(state);
    QPalette colored = palette();
    colored.setColor(QPalette::WindowText, tone);
    m_state->setPalette(colored);
    const qint64 now = SystemClock().nowMs();
    QStringList said {lastLine(build, now)};
    if (said.first() != look.nextStep && look.tone != usertext::Tone::Busy)
        said << look.nextStep;
    m_next->setText(said.join(u" · "_s));
    const auto progress = progressOf(build);
    m_progress->setVisible(progress.has_value());
    m_progress->setValue(qRound(progress.value_or(0) * 1000));
    QStringList figures {progressText(build)};
    for (const QString &part : {costText(build), elapsedText(build, now)})
        if (!part.isEmpty())
            figures << part;
    if (build.usage.total() > 0)
        figures << tr("%1 tokens").arg(locale().toString(build.usage.total()));
    figures << (build.options.sandbox == "e2b"_L1 ? tr("in a sandbox at E2B") : tr("in a local sandbox"));
    m_figures->setText(figures.join(u" · "_s));
    m_demonstration->setVisible(build.demonstration);
}

void BuildDetail::lookForNeeds(const Build &build)
{
    const bool asks = usertext::stateLook(build.state).tone == usertext::Tone::Waiting;
    if (!asks)
        m_needs->setNeeds({});
    if (!asks || m_needsAt == build.events)
        return;
    m_needsAt = build.events;
    m_asking = build;
    readNeeds();
}

void BuildDetail::readNeeds()
{
    m_needs->showLoading();
    m_session.read(
        this, [build = m_asking](engine::ReadSide &side) { return needsOf(side, build); },
        [this, id = m_asking.id, at = m_needsAt](const Result<Needs> &needs) {
            if (id != m_build || at != m_needsAt)
                return;
            if (needs)
                m_needs->setNeeds(*needs);
            else
                m_needs->showFailed(needs.error());
        });
}

void BuildDetail::find()
{
    m_search->setFocus();
    m_search->selectAll();
}

}  // namespace bw::desktop
