// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/specdiffview.h"

#include "models/datasession.h"
#include "specs/meaningpane.h"
#include "specs/textdiffpane.h"
#include "widgets/look.h"
#include "widgets/statepanel.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

SpecDiffView::SpecDiffView(DataSession &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_summary(new QLabel)
    , m_asMeaning(new QPushButton(tr("&Meaning")))
    , m_asText(new QPushButton(tr("&Text")))
    , m_previous(new QToolButton)
    , m_next(new QToolButton)
    , m_beside(new QCheckBox(tr("Side by side")))
    , m_meaning(new MeaningPane)
    , m_lines(new TextDiffPane)
    , m_ways(new QStackedWidget)
    , m_panel(new StatePanel(m_ways, 24))
{
    m_ways->addWidget(m_meaning);
    m_ways->addWidget(m_lines);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::unit);
    layout->addWidget(makeHead());
    layout->addWidget(m_panel, 1);
    connect(m_panel, &StatePanel::retried, this, &SpecDiffView::retried);
    for (const bool forward : {true, false}) {
        auto *keys = new QShortcut(forward ? QKeySequence(Qt::Key_F7) : QKeySequence(Qt::SHIFT | Qt::Key_F7), this);
        keys->setContext(Qt::WidgetWithChildrenShortcut);
        connect(keys, &QShortcut::activated, this, [this, forward] { goOn(forward); });
        connect(forward ? m_next : m_previous, &QToolButton::clicked, this, [this, forward] { goOn(forward); });
    }
    showWay();
}

QWidget *SpecDiffView::makeHead()
{
    auto *head = new QWidget;
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::unit);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_summary->setFocusPolicy(Qt::NoFocus);
    auto *ways = new QButtonGroup(this);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::unit);
    for (QPushButton *way : {m_asMeaning, m_asText}) {
        way->setCheckable(true);
        ways->addButton(way);
        row->addWidget(way);
    }
    m_asMeaning->setChecked(true);
    m_asMeaning->setToolTip(tr("What was added, removed, changed and moved"));
    m_asText->setToolTip(tr("The lines that differ"));
    row->addWidget(m_beside);
    row->addStretch();
    row->addWidget(m_previous);
    row->addWidget(m_next);
    m_previous->setToolTip(tr("The difference before this one (Shift+F7)"));
    m_next->setToolTip(tr("The next difference (F7)"));
    m_previous->setAccessibleName(tr("Previous difference"));
    m_next->setAccessibleName(tr("Next difference"));
    for (QToolButton *button : {m_previous, m_next}) {
        button->setFocusPolicy(Qt::StrongFocus);
        button->setFixedSize(metrics::control, metrics::control);
    }
    m_previous->setArrowType(Qt::UpArrow);
    m_next->setArrowType(Qt::DownArrow);
    layout->addLayout(row);
    layout->addWidget(m_summary);
    connect(ways, &QButtonGroup::buttonToggled, this, [this](QAbstractButton *, bool on) {
        if (!on)
            return;
        showWay();
        Q_EMIT waysChanged();
    });
    connect(m_beside, &QCheckBox::toggled, this, [this](bool on) {
        m_lines->setSideBySide(on);
        Q_EMIT waysChanged();
    });
    return head;
}

void SpecDiffView::showText(bool text) { (text ? m_asText : m_asMeaning)->setChecked(true); }
bool SpecDiffView::showsText() const { return m_asText->isChecked(); }
void SpecDiffView::showSideBySide(bool sideBySide) { m_beside->setChecked(sideBySide); }
bool SpecDiffView::isSideBySide() const { return m_beside->isChecked(); }

void SpecDiffView::showWay()
{
    const bool text = showsText();
    m_beside->setVisible(text);
    m_ways->setCurrentWidget(text ? static_cast<QWidget *>(m_lines) : m_meaning);
    m_summary->setText(text ? m_counted : m_meant);
    m_summary->setVisible(!m_summary->text().isEmpty());
    m_previous->setEnabled(m_ready);
    m_next->setEnabled(m_ready);
}

void SpecDiffView::compare(const QByteArray &before, const QByteArray &after)
{
    showLoading();
    m_session.work(
        this, [before, after] { return compareSpecs(before, after); },
        [this, generation = m_generation](SpecComparison comparison) {
            if (generation == m_generation)
                take(std::move(comparison));
        });
}

void SpecDiffView::take(SpecComparison comparison)
{
    if (comparison.isEmpty()) {
        showEmpty(tr("The two are the same, to the letter."));
        Q_EMIT compared();
        return;
    }
    m_ready = true;
    m_meant = meantText(comparison);
    m_counted = linesText(comparison.text);
    m_meaning->setComparison(comparison);
    m_lines->setDiff(std::move(comparison.text));
    showWay();
    m_panel->showFull();
    Q_EMIT compared();
}

void SpecDiffView::showLoading()
{
    ++m_generation;
    m_ready = false;
    m_meant.clear();
    m_counted.clear();
    showWay();
    if (m_panel->state() != StatePanel::State::Full)
        return m_panel->showLoading();
    // What comes at once takes the place of what was there, without a blank between.
    QTimer::singleShot(StatePanel::skeletonAfterMs, this, [this, generation = m_generation] {
        if (generation == m_generation && !m_ready && m_panel->state() == StatePanel::State::Full)
            m_panel->showLoading();
    });
}

void SpecDiffView::showFailed(const Error &error)
{
    showLoading();
    m_panel->showFailed(error);
}

void SpecDiffView::showEmpty(const QString &sentence)
{
    showLoading();
    m_panel->setEmpty(sentence, {});
    m_panel->showEmpty();
}

void SpecDiffView::goOn(bool forward)
{
    if (!m_ready)
        return;
    if (showsText())
        m_lines->goOn(forward);
    else
        m_meaning->goOn(forward);
}

}  // namespace bw::desktop
