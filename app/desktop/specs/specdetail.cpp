// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/specdetail.h"

#include "base/clock.h"
#include "models/buildtexts.h"
#include "models/openspec.h"
#include "models/spectexts.h"
#include "specs/changebar.h"
#include "specs/mergedialog.h"
#include "specs/specactions.h"
#include "specs/speceditor.h"
#include "specs/spechistory.h"
#include "usertext/terminaltext.h"
#include "widgets/look.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

QLabel *line(QPalette::ColorRole role)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(role);
    label->setMinimumWidth(40);
    return label;
}

QPushButton *buttonOf(QAction *action, bool primary)
{
    QString text = action->text();
    auto *button = new QPushButton(text.remove(u'&'));
    button->setProperty("primary", primary);
    button->setToolTip(action->toolTip());
    const auto follow = [button, action] { button->setEnabled(action->isEnabled()); };
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    follow();
    return button;
}

}  // namespace

SpecDetail::SpecDetail(const PageContext &context, OpenSpec &open, const SpecActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_open(open)
    , m_name(line(QPalette::WindowText))
    , m_state(line(QPalette::WindowText))
    , m_facts(line(QPalette::PlaceholderText))
    , m_chat(new QToolButton)
    , m_bar(new ChangeBar)
    , m_tabs(new QTabWidget)
    , m_editor(new SpecEditor(context))
    , m_history(new SpecHistory(context))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(makeHead(actions));
    layout->addWidget(m_bar);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_editor, tr("Edit"));
    m_tabs->addTab(m_history, tr("History"));
    layout->addWidget(m_tabs, 1);
    m_open.setEditor([this] { return m_editor->text(); });
    connect(m_editor, &SpecEditor::edited, this, [this] {
        if (!m_setting)
            m_open.edited(m_editor->isModified());
    });
    connect(m_editor, &SpecEditor::errorsChanged, this, [this](int errors, int warnings) {
        QStringList parts;
        if (errors > 0)
            parts << tr("%n errors", nullptr, errors);
        if (warnings > 0)
            parts << tr("%n warnings", nullptr, warnings);
        m_problems = parts.join(u", "_s);
        showHead();
    });
    connect(&m_open, &OpenSpec::textReplaced, this, &SpecDetail::showText);
    connect(&m_open, &OpenSpec::changed, this, &SpecDetail::showHead);
    connect(&m_open, &OpenSpec::loadChanged, this, &SpecDetail::showHead);
    connect(m_tabs, &QTabWidget::currentChanged, this, &SpecDetail::showHistory);
    // A version that was brought back comes as somebody else's: text that is not saved is never replaced.
    connect(m_history, &SpecHistory::restored, &m_open, &OpenSpec::reload);
    connect(m_bar, &ChangeBar::mergeRequested, this, &SpecDetail::merge);
    connect(m_bar, &ChangeBar::mineKept, &m_open, &OpenSpec::keepMine);
    setFocusProxy(m_editor);
}

QWidget *SpecDetail::makeHead(const SpecActions &actions)
{
    auto *head = new QWidget;
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(4);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    QFont strong = m_name->font();
    strong.setPointSizeF(strong.pointSizeF() * 1.15);
    strong.setWeight(QFont::DemiBold);
    m_name->setFont(strong);
    first->addWidget(m_name, 1);
    first->addWidget(buttonOf(actions.save(), false));
    first->addWidget(buttonOf(actions.start(), true));
    auto *more = new QPushButton(tr("More"));
    auto *menu = new QMenu(more);
    for (QAction *action : actions.all())
        if (action != actions.save() && action != actions.start())
            menu->addAction(action);
    more->setMenu(menu);
    first->addWidget(more);
    layout->addLayout(first);
    auto *second = new QHBoxLayout;
    second->setSpacing(8);
    second->addWidget(m_state);
    second->addWidget(m_facts, 1);
    m_chat->setText(tr("Open its chat"));
    m_chat->setAutoRaise(true);
    connect(m_chat, &QToolButton::clicked, actions.openChat(), &QAction::trigger);
    second->addWidget(m_chat);
    layout->addLayout(second);
    return head;
}

void SpecDetail::showText()
{
    m_setting = true;
    m_editor->open(m_open.text());
    m_editor->setModified(m_open.isModified());
    m_setting = false;
    showHistory();
}

void SpecDetail::showHead()
{
    const store::Spec &spec = m_open.spec();
    const QString name = usertext::plainTerminalText(spec.name);
    m_name->setText(name);
    m_name->setToolTip(name);
    const QString version = tr("Version %1").arg(m_open.base());
    m_state->setText(m_open.isSaving()         ? tr("Saving…")
                         : m_open.isModified() ? tr("\u25CF Not saved, after version %1").arg(m_open.base())
                                               : version);
    QStringList facts {specFactsText(spec), specOriginText(spec.origin),
                       whenText(spec.updatedMs, SystemClock().nowMs())};
    if (!m_problems.isEmpty())
        facts.prepend(m_problems);
    m_facts->setText(facts.join(u" \u00B7 "_s));
    m_facts->setToolTip(tr("Changed %1").arg(exactTimeText(spec.updatedMs)));
    m_chat->setVisible(!spec.chat.isEmpty());
    if (m_open.load() == OpenSpec::Load::Ready && !m_open.isModified() && m_editor->isModified()) {
        m_setting = true;
        m_editor->setModified(false);
        m_setting = false;
    }
    QString elsewhere;
    if (m_open.theirs() > 0)
        elsewhere = m_open.theirVersion().author == "chat"_L1
            ? tr("The chat wrote version %1 while you edited version %2. Both are kept.")
                  .arg(m_open.theirs())
                  .arg(m_open.base())
            : tr("Version %1 was saved elsewhere while you edited version %2. Both are kept.")
                  .arg(m_open.theirs())
                  .arg(m_open.base());
    m_bar->say(elsewhere);
}

/// Read when it is looked at.
void SpecDetail::showHistory()
{
    if (m_tabs->currentWidget() == m_history && m_open.load() == OpenSpec::Load::Ready)
        m_history->show(m_open.id());
}

void SpecDetail::merge()
{
    auto *dialog = new MergeDialog(m_context, m_open.baseText(), m_editor->text(), m_open.theirText(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id = m_open.id(), with = m_open.theirVersion()] {
        if (m_open.id() == id)
            m_open.takeMerged(dialog->merged(), with);
    });
    dialog->open();
}

bool SpecDetail::find()
{
    showEditor();
    return m_editor->find();
}

QJsonObject SpecDetail::saved() const
{
    return {{u"tab"_s, m_tabs->currentIndex()}, {u"history"_s, m_history->saved()}};
}

void SpecDetail::restore(const QJsonObject &saved)
{
    m_history->restore(saved.value("history"_L1).toObject());
    m_tabs->setCurrentIndex(saved.value("tab"_L1).toInt());
}

void SpecDetail::takeFocus() { m_tabs->currentWidget()->setFocus(); }

void SpecDetail::showEditor() { m_tabs->setCurrentWidget(m_editor); }

}  // namespace bw::desktop
