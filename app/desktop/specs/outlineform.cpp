// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/outlineform.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSet>
#include <QSplitter>
#include <QToolButton>
#include <QTreeView>

#include <utility>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using Kind = OutlineNode::Kind;
using Change = spec::SpecChange;
using spec::SpecArea;

namespace
{

bool inGroups(SpecArea area) { return area != SpecArea::Priorities && area != SpecArea::Criteria; }

QToolButton *tool(const QString &text, const QString &name)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

/// What a new entry says at first.
std::pair<QString, QString> firstWords(SpecArea area)
{
    switch (area) {
    case SpecArea::Endpoints:
        return {u"GET /api/new"_s, OutlineForm::tr("what it does")};
    case SpecArea::DataModel:
        return {OutlineForm::tr("column"), u"text"_s};
    case SpecArea::Pages:
        return {{}, OutlineForm::tr("New section")};
    case SpecArea::Stack:
    case SpecArea::Design:
        return {OutlineForm::tr("part"), OutlineForm::tr("what it is")};
    case SpecArea::Priorities:
    case SpecArea::Criteria:
    case SpecArea::Features:
        break;
    }
    return {{}, OutlineForm::tr("New entry")};
}

}  // namespace

OutlineForm::OutlineForm(SpecOutlineModel *model, OutlineHost host, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_host(std::move(host))
    , m_tree(new QTreeView)
    , m_form(new NodeForm(model, m_host))
    , m_notice(new QLabel)
    , m_body(new QWidget)
    , m_add(tool(tr("Add"), tr("Add a part")))
    , m_addMenu(new QMenu(this))
    , m_remove(tool(tr("Remove"), tr("Remove this part")))
    , m_up(tool(tr("Up"), tr("Move the feature up")))
    , m_down(tool(tr("Down"), tr("Move the feature down")))
{
    build();
    connectAll();
    showButtons();
}

void OutlineForm::build()
{
    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setAccessibleName(tr("Outline of the specification"));
    m_tree->setAccessibleDescription(
        tr("Enter edits, Insert adds, Delete removes, Alt+Up and Alt+Down move a feature."));
    m_tree->installEventFilter(this);
    m_add->setMenu(m_addMenu);
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setWordWrap(true);
    m_notice->setMargin(12);
    m_notice->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_notice->hide();
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(8, 6, 8, 6);
    for (QToolButton *button : {m_add, m_remove, m_up, m_down})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *upper = new QWidget;
    auto *above = new QVBoxLayout(upper);
    above->setContentsMargins(0, 0, 0, 0);
    above->setSpacing(0);
    above->addLayout(buttons);
    above->addWidget(m_tree, 1);
    auto *scroll = new QScrollArea;
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(upper);
    splitter->addWidget(scroll);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({300, 260});
    auto *body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->addWidget(splitter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_notice);
    layout->addWidget(m_body, 1);
}

void OutlineForm::connectAll()
{
    connect(m_model, &SpecOutlineModel::updated, this, &OutlineForm::updated);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &OutlineForm::selected);
    connect(m_addMenu, &QMenu::aboutToShow, this, &OutlineForm::fillAddMenu);
    connect(m_remove, &QToolButton::clicked, this, &OutlineForm::remove);
    connect(m_up, &QToolButton::clicked, this, [this] { move(true); });
    connect(m_down, &QToolButton::clicked, this, [this] { move(false); });
    connect(m_form, &NodeForm::undoRequested, this, &OutlineForm::undoRequested);
    connect(m_form, &NodeForm::redoRequested, this, &OutlineForm::redoRequested);
}

QModelIndex OutlineForm::current() const { return m_tree->currentIndex(); }

void OutlineForm::clear()
{
    m_form->clear();
    m_filled = false;
}

void OutlineForm::updated()
{
    if (!m_filled && m_model->rowCount() > 0) {
        m_filled = true;
        m_tree->expand(m_model->areaIndex(SpecArea::Features));
        m_tree->setCurrentIndex(m_model->index(0, 0));
    }
    m_body->setEnabled(m_model->isCurrent());
    m_form->refresh();
    showButtons();
}

void OutlineForm::setProblem(const QString &problem)
{
    m_notice->setText(problem);
    m_notice->setVisible(!problem.isEmpty());
}

void OutlineForm::selected(const QModelIndex &index)
{
    // Whoever goes through the tree sees the place in the text.
    const QPersistentModelIndex kept(index);
    if (m_tree->hasFocus() && !m_model->isUpdating() && kept.isValid() && m_model->node(kept).line > 0)
        Q_EMIT goTo({m_model->node(kept).line, 0});
    m_form->show(kept);
    showButtons();
}

void OutlineForm::showLine(int line)
{
    const QWidget *focus = QApplication::focusWidget();
    if (!m_model->isCurrent() || (focus != nullptr && isAncestorOf(focus)))
        return;
    const QModelIndex index = m_model->atLine(line);
    if (index.isValid() && index != current())
        m_tree->setCurrentIndex(index);
}

void OutlineForm::showButtons()
{
    const bool any = current().isValid();
    const Kind kind = any ? m_model->node(current()).kind : Kind::Root;
    m_add->setEnabled(any && kind != Kind::Overview && kind != Kind::Sections && kind != Kind::Section);
    m_remove->setEnabled(kind == Kind::Feature || kind == Kind::Group || kind == Kind::Item);
    m_up->setEnabled(kind == Kind::Feature);
    m_down->setEnabled(kind == Kind::Feature);
}

void OutlineForm::fillAddMenu()
{
    m_addMenu->clear();
    if (!current().isValid())
        return;
    const OutlineNode &node = m_model->node(current());
    if (node.area == SpecArea::Features)
        m_addMenu->addAction(tr("&Feature"), this, &OutlineForm::addFeature);
    else if (node.kind != Kind::Area || !inGroups(node.area))
        m_addMenu->addAction(tr("&Entry"), this, &OutlineForm::addItem);
    if (inGroups(node.area))
        m_addMenu->addAction(node.area == SpecArea::DataModel   ? tr("&Table")
                                 : node.area == SpecArea::Pages ? tr("&Page")
                                                                : tr("&Group"),
                             this, &OutlineForm::addGroup);
}

/// Made, and the model in step with it.
bool OutlineForm::change(const Change &change)
{
    const Status done = m_host.change(change, 0);
    m_form->say(done);
    return done && m_host.refresh();
}

void OutlineForm::edit(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    m_tree->setCurrentIndex(index);
    m_form->focusFirst();
}

void OutlineForm::addFeature()
{
    commit();
    if (!m_host.refresh() || !current().isValid())
        return;
    const OutlineNode &node = m_model->node(current());
    Change made {.kind = Change::Kind::AddFeature, .value = tr("New feature")};
    if (node.kind == Kind::Group)
        made.group = node.title;
    if (node.kind == Kind::Feature) {
        made.group = spec().features.at(node.index).group;
        made.after = spec().features.at(node.index).id;
    }
    QSet<QString> before, texts;
    for (const spec::SpecFeature &feature : spec().features) {
        before.insert(feature.id);
        texts.insert(feature.text);
    }
    for (int i = 2; texts.contains(made.value); ++i)
        made.value = tr("New feature %1").arg(i);
    if (!change(made))
        return;
    for (const spec::SpecFeature &feature : spec().features)
        if (!before.contains(feature.id))
            return edit(m_model->featureIndex(feature.id));
}

void OutlineForm::addGroup()
{
    commit();
    if (!m_host.refresh() || !current().isValid())
        return;
    const SpecArea area = m_model->node(current()).area;
    const QString usual = area == SpecArea::DataModel ? tr("new_table")
        : area == SpecArea::Pages                     ? tr("New page")
                                                      : tr("New group");
    QString name = usual;
    for (int i = 2; m_model->groupIndex(area, name).isValid(); ++i)
        name = usual + u' ' + QString::number(i);
    if (change({.kind = Change::Kind::AddGroup, .area = area, .value = name}))
        edit(m_model->groupIndex(area, name));
}

void OutlineForm::addItem()
{
    commit();
    if (!m_host.refresh() || !current().isValid())
        return;
    const OutlineNode &node = m_model->node(current());
    const SpecArea area = node.area;
    const QString group = node.kind == Kind::Group ? node.title
        : node.kind == Kind::Item                  ? spec().items.at(node.index).group
                                                   : QString();
    const auto [name, text] = firstWords(area);
    if (!change({.kind = Change::Kind::AddItem, .area = area, .group = group, .name = name, .value = text}))
        return;
    const QModelIndex parent = m_model->groupIndex(area, group);
    const QModelIndex in = parent.isValid() ? parent : m_model->areaIndex(area);
    edit(m_model->index(m_model->rowCount(in) - 1, 0, in));
}

void OutlineForm::remove()
{
    commit();
    if (!m_host.refresh() || !current().isValid())
        return;
    const OutlineNode &node = m_model->node(current());
    if (node.kind == Kind::Feature)
        change({.kind = Change::Kind::RemoveFeature, .target = spec().features.at(node.index).id});
    else if (node.kind == Kind::Group)
        change({.kind = Change::Kind::RemoveGroup, .area = node.area, .target = node.title});
    else if (node.kind == Kind::Item)
        change({.kind = Change::Kind::RemoveItem, .area = node.area, .index = node.index});
}

/// At the ends of a group, into the one beside it.
void OutlineForm::move(bool up)
{
    commit();
    if (!m_host.refresh() || !current().isValid() || m_model->node(current()).kind != Kind::Feature)
        return;
    const spec::SpecFeature feature = spec().features.at(m_model->node(current()).index);
    const QModelIndex group = current().parent();
    const auto idAt = [this](const QModelIndex &index) {
        return index.isValid() && m_model->node(index).kind == Kind::Feature
            ? spec().features.at(m_model->node(index).index).id
            : QString();
    };
    const int row = current().row();
    const QString above = idAt(m_model->index(row - 1, 0, group)), below = idAt(m_model->index(row + 1, 0, group));
    Change made {.kind = Change::Kind::MoveFeature, .target = feature.id, .group = feature.group};
    if (up && !above.isEmpty()) {
        made.after = idAt(m_model->index(row - 2, 0, group));
        made.toFront = made.after.isEmpty();
    } else if (!up && !below.isEmpty()) {
        made.after = below;
    } else {
        const QModelIndex beside = m_model->index(group.row() + (up ? -1 : 1), 0, group.parent());
        if (!beside.isValid() || m_model->node(beside).kind != Kind::Group)
            return;
        made.group = m_model->node(beside).title;
        made.toFront = !up;
    }
    if (change(made))
        m_tree->setCurrentIndex(m_model->featureIndex(feature.id));
}

bool OutlineForm::handleKey(QKeyEvent &key)
{
    if (key.matches(QKeySequence::Undo)) {
        Q_EMIT undoRequested();
        return true;
    }
    if (key.matches(QKeySequence::Redo)) {
        Q_EMIT redoRequested();
        return true;
    }
    const bool alt = (key.modifiers() & Qt::AltModifier) != 0;
    if (alt && (key.key() == Qt::Key_Up || key.key() == Qt::Key_Down)) {
        move(key.key() == Qt::Key_Up);
        return true;
    }
    if (key.modifiers() != Qt::NoModifier && key.modifiers() != Qt::KeypadModifier)
        return false;
    switch (key.key()) {
    case Qt::Key_Delete:
        remove();
        return true;
    case Qt::Key_Insert:
        // What is added here most; the button has the rest.
        fillAddMenu();
        if (m_add->isEnabled() && !m_addMenu->isEmpty())
            m_addMenu->actions().constFirst()->trigger();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        m_form->focusFirst();
        return true;
    default:
        return false;
    }
}

bool OutlineForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress)
        return handleKey(*static_cast<QKeyEvent *>(event)) || QWidget::eventFilter(watched, event);
    return QWidget::eventFilter(watched, event);
}

}  // namespace bw::desktop
