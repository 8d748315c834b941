// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/mergedialog.h"

#include "models/datasession.h"
#include "specs/conflictpane.h"
#include "specs/meaningpane.h"
#include "specs/mergedelegate.h"
#include "widgets/look.h"
#include "widgets/sidelist.h"
#include "widgets/statepanel.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QStringDecoder>
#include <QTextEdit>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

MergeDialog::MergeDialog(const PageContext &context, QString base, QString mine, QString theirs, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_base(base.toUtf8())
    , m_mine(mine.toUtf8())
    , m_theirs(theirs.toUtf8())
    , m_said(new QLabel)
    , m_list(new QListView)
    , m_one(new QStackedWidget)
    , m_conflict(new ConflictPane)
    , m_taken(new QTextEdit)
    , m_result(new QPlainTextEdit)
    , m_reason(new QLabel)
    , m_previous(new QPushButton(tr("&Previous")))
    , m_next(new QPushButton(tr("&Next")))
    , m_accept(new QPushButton(tr("OK")))
{
    setWindowTitle(tr("Merge"));
    auto *whole = new QWidget;
    auto *inner = new QVBoxLayout(whole);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(metrics::unit);
    inner->addWidget(makeHead());
    auto *splitter = new QSplitter;
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new MergeDelegate(m_list));
    dressSideList(m_list, tr("Conflicts, and what merged by itself"));
    m_list->setMinimumWidth(180);
    splitter->addWidget(m_list);
    splitter->addWidget(makeRight());
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({250, 650});
    inner->addWidget(splitter, 1);
    m_panel = new StatePanel(whole, 48);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_panel, 1);
    layout->addWidget(makeEnd());
    // A button is the default one of the dialog that it stands in by then.
    m_accept->setDefault(true);
    resize(900, 600);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &MergeDialog::showCurrent);
    connect(m_conflict, &ConflictPane::chosen, this,
            [this](spec::MergeConflict::Choice choice) { m_model.choose(currentConflict(), choice); });
    connect(&m_model, &MergeModel::chosen, this, [this] {
        showOpen();
        showResult();
    });
    start();
}

QWidget *MergeDialog::makeHead()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::unit);
    m_said->setTextFormat(Qt::PlainText);
    m_said->setWordWrap(true);
    row->addWidget(m_said, 1);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    m_previous->setToolTip(tr("The conflict before that is to be chosen (Shift+F7)"));
    m_next->setToolTip(tr("The next conflict that is to be chosen (F7)"));
    for (const bool forward : {true, false}) {
        auto *keys = new QShortcut(forward ? QKeySequence(Qt::Key_F7) : QKeySequence(Qt::SHIFT | Qt::Key_F7), this);
        connect(keys, &QShortcut::activated, this, [this, forward] { goOn(forward); });
        (forward ? m_next : m_previous)->setAutoDefault(false);
        connect(forward ? m_next : m_previous, &QPushButton::clicked, this, [this, forward] { goOn(forward); });
    }
    return head;
}

QWidget *MergeDialog::makeRight()
{
    auto *parts = new QSplitter(Qt::Vertical);
    parts->setChildrenCollapsible(false);
    m_taken->setReadOnly(true);
    m_taken->setTabChangesFocus(true);
    m_taken->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_taken->setAccessibleName(tr("What merged by itself"));
    m_one->addWidget(m_conflict);
    m_one->addWidget(m_taken);
    parts->addWidget(m_one);
    auto *result = new QWidget;
    auto *layout = new QVBoxLayout(result);
    layout->setContentsMargins(0, metrics::unit, 0, 0);
    layout->setSpacing(4);
    auto *title = new QLabel(tr("The &result"));
    title->setForegroundRole(QPalette::PlaceholderText);
    title->setBuddy(m_result);
    layout->addWidget(title);
    m_result->setReadOnly(true);
    m_result->setTabChangesFocus(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_result->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_result->setAccessibleName(tr("The result"));
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font().pointSizeF() * 0.95);
    m_result->setFont(fixed);
    m_result->setMinimumHeight(80);
    layout->addWidget(m_result, 1);
    parts->addWidget(result);
    parts->setSizes({270, 200});
    return parts;
}

QWidget *MergeDialog::makeEnd()
{
    auto *end = new QWidget;
    auto *row = new QHBoxLayout(end);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::unit);
    m_reason->setTextFormat(Qt::PlainText);
    m_reason->setWordWrap(true);
    row->addWidget(m_reason, 1);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setToolTip(tr("Everything stays as it is."));
    cancel->setAutoDefault(false);
    row->addWidget(cancel);
    row->addWidget(m_accept);
    m_accept->setProperty("primary", true);
    m_accept->setEnabled(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_accept, &QPushButton::clicked, this, &QDialog::accept);
    return end;
}

void MergeDialog::start()
{
    m_panel->showLoading();
    m_reason->setText(tr("The two are being compared."));
    m_context.session.work(
        this, [base = m_base, mine = m_mine, theirs = m_theirs] { return prepareMerge(base, mine, theirs); },
        [this](PreparedMerge merge) { take(std::move(merge)); });
}

void MergeDialog::take(PreparedMerge merge)
{
    m_ready = true;
    m_model.setMerge(std::move(merge));
    m_panel->showFull();
    if (m_model.rowCount() > 0)
        m_list->setCurrentIndex(m_model.index(0));
    m_list->setFocus();
    showCurrent();
    showOpen();
}

int MergeDialog::currentConflict() const
{
    const int row = m_list->currentIndex().row();
    return row >= 0 && row < m_model.conflicts() ? row : -1;
}

void MergeDialog::showCurrent()
{
    const int conflict = currentConflict(), row = m_list->currentIndex().row();
    m_one->setVisible(row >= 0);
    m_one->setCurrentWidget(conflict >= 0 ? static_cast<QWidget *>(m_conflict) : m_taken);
    if (conflict >= 0)
        m_conflict->setConflict(m_model.conflict(conflict), m_model.canTakeBoth(conflict));
    const MeantDifference *taken = row >= 0 && row < m_model.rowCount() ? m_model.taken(row) : nullptr;
    if (taken) {
        m_taken->clear();
        QTextCursor cursor(m_taken->document());
        QTextCharFormat head;
        head.setFontWeight(QFont::DemiBold);
        head.setForeground(Look::tokens().text);
        QTextCharFormat place;
        place.setForeground(Look::tokens().muted);
        cursor.insertText(m_list->currentIndex().data().toString(), head);
        if (!taken->place.isEmpty())
            cursor.insertText(u"  "_s + taken->place, place);
        cursor.insertBlock();
        MeaningPane::insertWords(cursor, taken->words);
    }
    showResult();
}

void MergeDialog::showOpen()
{
    if (!m_ready)
        return;
    const int all = m_model.conflicts(), open = m_model.open();
    m_said->setText(all == 0        ? tr("Both go together. This is what comes of it.")
                        : open == 0 ? tr("Every conflict is chosen.")
                                    : tr("Both sides changed the same places. Choose for each what shall stand."));
    m_reason->setText(open == 0 ? QString() : tr("%n conflict(s) still to be chosen", nullptr, open));
    m_accept->setEnabled(open == 0);
    m_accept->setToolTip(m_reason->text());
    m_previous->setEnabled(open > 0);
    m_next->setEnabled(open > 0);
}

void MergeDialog::showResult()
{
    const MergeModel::Preview preview = m_model.preview(currentConflict());
    m_result->setPlainText(preview.text);
    QTextEdit::ExtraSelection place;
    place.cursor = QTextCursor(m_result->document());
    place.cursor.setPosition(preview.from);
    m_result->setTextCursor(place.cursor);
    place.cursor.setPosition(preview.from + preview.length, QTextCursor::KeepAnchor);
    place.format.setBackground(Look::tokens().selection);
    m_result->setExtraSelections(preview.length > 0 ? QList {place} : QList<QTextEdit::ExtraSelection> {});
    m_result->centerCursor();
}

void MergeDialog::goOn(bool forward)
{
    const int from = currentConflict();
    const int next = m_model.nextOpen(from >= 0 ? from : forward ? -1 : 0, forward);
    if (next >= 0)
        m_list->setCurrentIndex(m_model.index(next));
}

void MergeDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_ready)
        showCurrent();
}

QString MergeDialog::merged() const
{
    const auto text = m_ready ? m_model.result() : Result<QByteArray>(QByteArray());
    if (!text)
        return {};
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    return decoder(*text);
}

}  // namespace bw::desktop
