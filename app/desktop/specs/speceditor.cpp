// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/speceditor.h"

#include "models/datasession.h"
#include "specs/findbar.h"
#include "specs/findingspanel.h"
#include "specs/outlineform.h"
#include "specs/sourceedit.h"
#include "specs/speceditoractions.h"
#include "usertext/usertext.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QTextBlock>

#include <algorithm>
#include <utility>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int restMs = 250;      // of the typist, before the text is checked
constexpr int longestMs = 1000;  // that somebody who types on waits for it
constexpr int narrow = 620;      // pixels, below which the outline stands under the text

QLabel *smallLabel()
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

}  // namespace

SpecEditor::SpecEditor(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_source(new SourceEdit)
    , m_find(new FindBar(m_source))
    , m_outline(
          new OutlineForm(&m_model,
                          {.refresh = [this] { return refresh(); },
                           .change = [this](const spec::SpecChange &made, int step) { return change(made, step); }}))
    , m_panel(new FindingsPanel(&m_findings))
    , m_sides(new QSplitter)
    , m_place(smallLabel())
    , m_counts(smallLabel())
{
    build();
    connectSource();
    connectOutline();
    addSpecEditorActions(context.actions);
}

void SpecEditor::build()
{
    auto *left = new QWidget;
    auto *texts = new QVBoxLayout(left);
    texts->setContentsMargins(0, 0, 0, 0);
    texts->setSpacing(0);
    texts->addWidget(m_find);
    texts->addWidget(m_source, 1);
    m_sides->addWidget(left);
    m_sides->addWidget(m_outline);
    m_sides->setStretchFactor(0, 3);
    m_sides->setStretchFactor(1, 2);
    m_sides->setSizes({600, 380});
    m_source->setMinimumWidth(240);
    m_outline->setMinimumWidth(220);
    m_outline->setMinimumHeight(160);
    auto *all = new QSplitter(Qt::Vertical);
    all->addWidget(m_sides);
    all->addWidget(m_panel);
    all->setStretchFactor(0, 1);
    all->setStretchFactor(1, 0);
    all->setChildrenCollapsible(false);
    all->setSizes({520, 130});
    auto *row = new QHBoxLayout;
    row->setContentsMargins(12, 6, 12, 6);
    row->addWidget(m_counts);
    row->addStretch();
    row->addWidget(m_place);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(all, 1);
    layout->addLayout(row);
    m_panel->hide();
    setFocusProxy(m_source);
}

void SpecEditor::connectSource()
{
    m_source->installEventFilter(this);
    m_checkTimer.setSingleShot(true);
    connect(&m_checkTimer, &QTimer::timeout, this, &SpecEditor::check);
    m_placeTimer.setSingleShot(true);
    m_placeTimer.setInterval(120);
    connect(&m_placeTimer, &QTimer::timeout, this, &SpecEditor::showPlace);
    connect(m_source->document(), &QTextDocument::contentsChange, this,
            [this](int /*from*/, int removed, int added) { changed(removed, added); });
    // Heard when the change is whole, so that whoever hears it can ask for the text.
    connect(m_source->document(), &QTextDocument::contentsChanged, this, [this] {
        if (m_told == m_revision)
            return;
        m_told = m_revision;
        Q_EMIT edited();
    });
    connect(m_source, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        if (!m_placeTimer.isActive())
            m_placeTimer.start();
    });
}

void SpecEditor::connectOutline()
{
    const auto goTo = [this](const spec::TextPlace &place) { m_source->goTo(place); };
    connect(m_outline, &OutlineForm::goTo, this, goTo);
    connect(m_outline, &OutlineForm::undoRequested, this, [this] { undo(false); });
    connect(m_outline, &OutlineForm::redoRequested, this, [this] { undo(true); });
    connect(m_panel, &FindingsPanel::goTo, this, [this, goTo](const spec::TextPlace &place) {
        goTo(place);
        m_source->setFocus(Qt::OtherFocusReason);
    });
    connect(m_panel, &FindingsPanel::fixRequested, this, &SpecEditor::fix);
}

void SpecEditor::open(const QString &text)
{
    m_outline->clear();
    m_model.clear();
    m_opening = true;
    m_source->open(text);
    m_opening = false;
    m_told = m_opened = ++m_revision;
    m_step = 0;
    check();
}

QString SpecEditor::text() const
{
    m_outline->commit();
    return m_source->text();
}

bool SpecEditor::isModified() const { return m_source->document()->isModified(); }

void SpecEditor::setModified(bool modified) { m_source->document()->setModified(modified); }

void SpecEditor::changed(int removed, int added)
{
    // Colours are told as changes of nothing.
    if (m_opening || (removed == 0 && added == 0))
        return;
    ++m_revision;
    checkSoon();
}

/// When the typing rests; somebody who types on sees an older reading from time to time.
void SpecEditor::checkSoon()
{
    if (!m_unchecked.isValid())
        m_unchecked.start();
    const qint64 left = longestMs - m_unchecked.elapsed();
    m_checkTimer.start(static_cast<int>(std::clamp<qint64>(left, 0, restMs)));
}

void SpecEditor::check()
{
    m_checkTimer.stop();
    // One at a time; its end begins the next one.
    m_again = m_checking;
    if (m_checking || m_checkedRevision == m_revision)
        return;
    m_checking = true;
    m_unchecked.invalidate();
    // The whole text is copied here, and made into bytes there.
    m_context.session.work(
        this,
        [raw = m_source->document()->toRawText(), form = m_source->form()] {
            return checkSpecText(form.give(raw).toUtf8());
        },
        [this, revision = m_revision](const std::shared_ptr<const CheckedSpec> &checked) {
            m_checking = false;
            // A newer one may have come by refresh(), and another text by open().
            if (revision > m_checkedRevision && revision >= m_opened)
                take(checked, revision);
            if (m_again)
                check();
            else if (m_checkedRevision != m_revision && !m_checkTimer.isActive())
                checkSoon();
        });
}

void SpecEditor::take(const std::shared_ptr<const CheckedSpec> &checked, int revision)
{
    auto before = std::exchange(m_checked, checked);
    m_checkedRevision = revision;
    // Of what was not even looked into the format is not known.
    if (checked->readable || checked->parsed.spec.format == spec::SpecFormat::Xml)
        m_source->setFormat(checked->parsed.spec.format);
    m_model.update(checked);
    m_findings.update(checked->findings);
    // A megabyte in ten thousand pieces takes its time to go, too.
    m_context.session.work(this, [old = std::move(before)] { return old != nullptr; }, [](bool) {});
    // Places in a text that was typed on are not those of this one; the lines that are there moved with it.
    if (revision == m_revision)
        m_source->showFindings(checked->findings);
    const auto worst = std::ranges::find(checked->findings, spec::Diagnostic::Level::Error, &spec::Finding::level);
    QString problem;
    if (!checked->readable && worst != checked->findings.end())
        problem = (m_model.rowCount() > 0 ? tr("The text cannot be read, so this is the outline as it was. %1")
                                          : tr("The text cannot be read. %1"))
                      .arg(findingText(*worst));
    m_outline->setProblem(problem);
    m_panel->setVisible(!checked->findings.isEmpty());
    const QString errors = tr("%n errors", nullptr, checked->errors);
    const QString warnings = tr("%n warnings", nullptr, checked->warnings);
    m_counts->setText(checked->findings.isEmpty() ? tr("No problems") : errors + u", "_s + warnings);
    showPlace();
    Q_EMIT errorsChanged(checked->errors, checked->warnings);
}

/// For who is about to change what is shown: its places have to be those of the text this moment.
bool SpecEditor::refresh()
{
    if (m_checkedRevision != m_revision)
        take(checkSpecText(m_source->text().toUtf8()), m_revision);
    return m_checked->readable;
}

Status SpecEditor::change(const spec::SpecChange &change, int step)
{
    const auto edits = spec::editsFor(m_checked->parsed.spec, change);
    if (!edits)
        return fail(edits.error());
    if (edits->isEmpty())
        return {};
    const bool join = step != 0 && step == m_step && m_stepRevision == m_revision;
    if (!m_source->apply(*edits, join))
        return fail(ErrorCode::InvalidArgument, u"a place that is not in the text"_s);
    m_step = step;
    m_stepRevision = m_revision;
    check();
    return {};
}

void SpecEditor::fix(const spec::Finding &finding, int index)
{
    m_outline->commit();
    const QString key = finding.fixes.value(index).key, detail = finding.fixes.value(index).detail;
    (void)refresh();
    // The same finding in the text as it is now: what was found may have been mended, or stands in another line.
    const auto near = [&finding](const spec::Finding &one) {
        return std::abs(one.span.from.line - finding.span.from.line);
    };
    const spec::Finding *best = nullptr;
    for (const spec::Finding &one : m_checked->findings)
        if (one.key == finding.key && one.detail == finding.detail && (best == nullptr || near(one) < near(*best)))
            best = &one;
    if (best == nullptr)
        return;
    for (const spec::QuickFix &fix : best->fixes) {
        if (fix.key != key || fix.detail != detail)
            continue;
        m_step = 0;
        const QList<spec::TextEdit> edits = fix.edits;
        if (m_source->apply(edits))
            check();
        return;
    }
}

void SpecEditor::undo(bool redo)
{
    m_outline->commit();
    redo ? m_source->redo() : m_source->undo();
    m_step = 0;
    // The field that is looked at says so at once.
    (void)refresh();
}

void SpecEditor::showPlace()
{
    const QTextCursor cursor = m_source->textCursor();
    const QString place = tr("Line %1, column %2").arg(cursor.blockNumber() + 1).arg(cursor.positionInBlock() + 1);
    const QString format =
        m_checked && m_checked->parsed.spec.format == spec::SpecFormat::Xml ? tr("XML-like") : tr("Markdown");
    m_place->setText(place + u" · "_s + format);
    m_place->setToolTip(m_source->findingAtCaret());
    if (m_checkedRevision == m_revision && m_source->hasFocus())
        m_outline->showLine(cursor.blockNumber() + 1);
}

bool SpecEditor::find()
{
    m_find->begin(false);
    return true;
}

void SpecEditor::replace() { m_find->begin(true); }

void SpecEditor::findNext(bool forward) { forward ? m_find->next() : m_find->previous(); }

void SpecEditor::goToFinding(bool forward) { m_panel->step(forward, m_source->caretLine()); }

void SpecEditor::offerFixes()
{
    (void)refresh();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const int line = m_source->caretLine();
    for (const spec::Finding &finding : m_checked->findings) {
        if (finding.span.from.line > line || std::max(finding.span.to.line, finding.span.from.line) < line)
            continue;
        for (int i = 0; i < finding.fixes.size(); ++i) {
            const spec::QuickFix &fix = finding.fixes.at(i);
            menu->addAction(usertext::specFixText(fix.key, fix.detail).replace(u'&', u"&&"_s), this,
                            [this, finding, i] { this->fix(finding, i); });
        }
    }
    if (menu->isEmpty())
        menu->addAction(tr("Nothing to mend in this line"))->setEnabled(false);
    const QRect caret = m_source->cursorRect();
    menu->popup(m_source->viewport()->mapToGlobal(caret.bottomLeft()));
}

/// Of whatever has the keyboard here and knows no history of its own.
void SpecEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Undo))
        return undo(false);
    if (event->matches(QKeySequence::Redo))
        return undo(true);
    QWidget::keyPressEvent(event);
}

bool SpecEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape
        && m_find->isVisible()) {
        m_find->end();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void SpecEditor::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_sides->setOrientation(width() < narrow ? Qt::Vertical : Qt::Horizontal);
}

}  // namespace bw::desktop
