// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/nodeform.h"

#include "models/chattexts.h"
#include "spec/specmarks.h"
#include "usertext/usertext.h"

#include <QComboBox>
#include <QFormLayout>
#include <QIntValidator>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <utility>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using Kind = OutlineNode::Kind;
using Change = spec::SpecChange;

namespace
{

constexpr int restMs = 400;

/// The one who types a blank and thinks keeps the blank: the text says the same.
bool saysSame(const QString &a, const QString &b) { return a.simplified() == b.simplified(); }

QLabel *wrapped()
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

}  // namespace

NodeForm::NodeForm(SpecOutlineModel *model, OutlineHost host, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_host(std::move(host))
    , m_layout(new QFormLayout(this))
    , m_name(new QLineEdit)
    , m_text(new QPlainTextEdit)
    , m_tier(new QComboBox)
    , m_target(new QLineEdit)
    , m_group(new QComboBox)
    , m_depends(new QLineEdit)
    , m_id(wrapped())
    , m_hint(wrapped())
    , m_problem(wrapped())
{
    build();
    watch();
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMs);
    connect(&m_rest, &QTimer::timeout, this, &NodeForm::commit);
    arrange();
}

void NodeForm::build()
{
    m_layout->setContentsMargins(12, 12, 12, 12);
    m_layout->setRowWrapPolicy(QFormLayout::WrapAllRows);
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(112);
    // The editor has the one history of all changes.
    m_text->setUndoRedoEnabled(false);
    m_target->setValidator(new QIntValidator(1, 9999, m_target));
    m_target->setPlaceholderText(tr("not said"));
    m_depends->setPlaceholderText(tr("ids of other features, with commas"));
    m_tier->addItem(tr("not said"), QString());
    for (const Tier tier : {Tier::Simple, Tier::Standard, Tier::Production})
        m_tier->addItem(tierText(tier), toKey(tier));
    m_layout->addRow(m_hint);
    m_layout->addRow(tr("Name"), m_name);
    m_layout->addRow(tr("Text"), m_text);
    m_layout->addRow(tr("Group"), m_group);
    m_layout->addRow(tr("Depends on"), m_depends);
    m_layout->addRow(tr("Id"), m_id);
    m_layout->addRow(tr("Tier"), m_tier);
    m_layout->addRow(tr("Number of features"), m_target);
    m_layout->addRow(m_problem);
    m_name->setAccessibleName(tr("Name"));
    m_text->setAccessibleName(tr("Text"));
    m_group->setAccessibleName(tr("Group"));
    m_depends->setAccessibleName(tr("Depends on"));
    m_tier->setAccessibleName(tr("Tier"));
    m_target->setAccessibleName(tr("Number of features"));
}

void NodeForm::watch()
{
    connect(m_name, &QLineEdit::textChanged, this, [this] { typed(Field::Name); });
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] { typed(Field::Text); });
    connect(m_target, &QLineEdit::textChanged, this, [this] { typed(Field::Target); });
    connect(m_depends, &QLineEdit::textChanged, this, [this] { typed(Field::Depends); });
    const auto chosen = [this](Field field) {
        typed(field);
        commit();
    };
    connect(m_tier, &QComboBox::activated, this, [chosen] { chosen(Field::Tier); });
    connect(m_group, &QComboBox::activated, this, [chosen] { chosen(Field::Group); });
    for (QWidget *field : std::initializer_list<QWidget *> {m_name, m_text, m_tier, m_target, m_group, m_depends})
        field->installEventFilter(this);
    for (QLineEdit *field : {m_name, m_target, m_depends})
        connect(field, &QLineEdit::returnPressed, this, &NodeForm::commit);
}

bool NodeForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut) {
        commit();
        ++m_step;
    }
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    // A field would take back only what was typed into it.
    auto *key = static_cast<QKeyEvent *>(event);
    const bool undo = key->matches(QKeySequence::Undo), redo = key->matches(QKeySequence::Redo);
    if (!undo && !redo)
        return QWidget::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::KeyPress) {
        commit();
        ++m_step;
        undo ? Q_EMIT undoRequested() : Q_EMIT redoRequested();
    }
    return true;
}

void NodeForm::typed(Field field)
{
    if (m_setting)
        return;
    if (m_typed != Field::None && m_typed != field)
        commit();
    m_typed = field;
    m_rest.start();
}

void NodeForm::commit()
{
    m_rest.stop();
    const Field field = std::exchange(m_typed, Field::None);
    // What goes while it is typed in is gone.
    if (field == Field::None || !m_index.isValid() || m_model->isUpdating())
        return;
    const QPersistentModelIndex where = m_index;
    // What was typed must not be filled over before it is read.
    m_typed = field;
    const bool readable = m_host.refresh();
    m_typed = Field::None;
    if (!readable || !where.isValid() || where != m_index)
        return;
    if (const auto change = changeOf(field))
        say(m_host.change(*change, m_step));
}

void NodeForm::clear()
{
    m_rest.stop();
    m_typed = Field::None;
    show({});
}

void NodeForm::say(const Status &done)
{
    m_problem->setText(done ? QString() : usertext::errorText(done.error()));
    m_layout->setRowVisible(m_problem, !done);
}

std::optional<Change> NodeForm::changeOfFeature(Field field, const spec::SpecFeature &feature) const
{
    if (field == Field::Text && !saysSame(m_text->toPlainText(), feature.text))
        return Change {.kind = Change::Kind::SetFeature, .target = feature.id, .value = m_text->toPlainText()};
    const QString group = m_group->currentData().toString();
    if (field == Field::Group && group != feature.group)
        return Change {.kind = Change::Kind::MoveFeature, .target = feature.id, .group = group};
    const QStringList depends = spec::dependencyList(m_depends->text());
    if (field == Field::Depends && depends != feature.depends)
        return Change {.kind = Change::Kind::SetDependencies, .target = feature.id, .list = depends};
    return std::nullopt;
}

/// Nothing: the text says so already.
std::optional<Change> NodeForm::changeOf(Field field) const
{
    const OutlineNode &node = m_model->node(m_index);
    const QString name = m_name->text(), text = m_text->toPlainText();
    switch (node.kind) {
    case Kind::Overview:
        if (field == Field::Name && !saysSame(name, spec().name))
            return Change {.kind = Change::Kind::SetName, .value = name};
        if (field == Field::Text && text.trimmed() != spec().overview.trimmed())
            return Change {.kind = Change::Kind::SetOverview, .value = text};
        if (field == Field::Tier)
            return Change {.kind = Change::Kind::SetTier, .value = m_tier->currentData().toString()};
        if (field == Field::Target && m_target->text().toInt() != spec().targetFeatures.value_or(0))
            return Change {.kind = Change::Kind::SetTarget, .value = m_target->text()};
        return std::nullopt;
    case Kind::Group:
        if (field != Field::Name || saysSame(name, node.title))
            return std::nullopt;
        return Change {.kind = Change::Kind::RenameGroup, .area = node.area, .target = node.title, .value = name};
    case Kind::Feature:
        return changeOfFeature(field, spec().features.at(node.index));
    case Kind::Item: {
        const spec::SpecItem &item = spec().items.at(node.index);
        if (saysSame(name, item.name) && saysSame(text, item.text))
            return std::nullopt;
        return Change {.kind = Change::Kind::SetItem,
                       .area = item.area,
                       .group = item.group,
                       .name = name.simplified(),
                       .value = text,
                       .index = node.index};
    }
    case Kind::Root:
    case Kind::Area:
    case Kind::Sections:
    case Kind::Section:
        break;
    }
    return std::nullopt;
}

void NodeForm::show(const QModelIndex &index)
{
    const QPersistentModelIndex next(index);
    commit();
    if (next != m_index)
        ++m_step;
    m_index = next;
    say({});
    refresh();
}

/// Which fields this part has.
void NodeForm::arrange()
{
    const Kind kind = m_index.isValid() ? m_model->node(m_index).kind : Kind::Root;
    const bool once = kind == Kind::Overview, feature = kind == Kind::Feature, item = kind == Kind::Item;
    const bool named = once || kind == Kind::Group || (item && m_model->node(m_index).area != spec::SpecArea::Pages);
    m_layout->setRowVisible(m_name, named);
    m_layout->setRowVisible(m_text, once || feature || item);
    m_layout->setRowVisible(m_group, feature);
    m_layout->setRowVisible(m_depends, feature);
    m_layout->setRowVisible(m_id, feature);
    m_layout->setRowVisible(m_tier, once);
    m_layout->setRowVisible(m_target, once);
    m_layout->setRowVisible(m_hint, !once && !feature && !item && kind != Kind::Group);
    m_layout->setRowVisible(m_problem, !m_problem->text().isEmpty());
}

void NodeForm::fillGroups(const QString &group)
{
    QStringList names;
    for (const spec::SpecGroup &known : spec().groupsOf(spec::SpecArea::Features))
        if (!names.contains(known.name))
            names << known.name;
    if (!names.contains(QString()))
        names.prepend(QString());
    QStringList shown;
    for (int i = 0; i < m_group->count(); ++i)
        shown << m_group->itemData(i).toString();
    if (shown != names) {
        m_group->clear();
        for (const QString &name : std::as_const(names))
            m_group->addItem(name.isEmpty() ? tr("none") : name, name);
    }
    m_group->setCurrentIndex(m_group->findData(group));
}

void NodeForm::refresh()
{
    // In the middle of an update places are not those of the text; its end calls again.
    if (m_model->isUpdating())
        return;
    arrange();
    if (!m_index.isValid())
        return;
    m_setting = true;
    fill();
    m_setting = false;
}

void NodeForm::fill()
{
    const OutlineNode &node = m_model->node(m_index);
    const auto name = [this](const QString &value) {
        if (m_typed != Field::Name && !saysSame(m_name->text(), value))
            m_name->setText(value);
    };
    const auto text = [this](const QString &value) {
        if (m_typed != Field::Text && m_text->toPlainText().trimmed() != value.trimmed()
            && !(m_text->hasFocus() && saysSame(m_text->toPlainText(), value)))
            m_text->setPlainText(value);
    };
    if (node.kind == Kind::Overview) {
        name(spec().name);
        text(spec().overview);
        m_tier->setCurrentIndex(m_tier->findData(spec().tier ? toKey(*spec().tier) : QString()));
        const QString target = spec().targetFeatures ? QString::number(*spec().targetFeatures) : QString();
        if (m_typed != Field::Target && m_target->text() != target)
            m_target->setText(target);
    } else if (node.kind == Kind::Group) {
        name(node.title);
    } else if (node.kind == Kind::Feature) {
        const spec::SpecFeature &feature = spec().features.at(node.index);
        text(feature.text);
        m_id->setText(feature.id);
        fillGroups(feature.group);
        if (m_typed != Field::Depends && spec::dependencyList(m_depends->text()) != feature.depends)
            m_depends->setText(feature.depends.join(u", "_s));
    } else if (node.kind == Kind::Item) {
        const spec::SpecItem &item = spec().items.at(node.index);
        name(item.name);
        text(item.text);
    } else if (node.kind == Kind::Section) {
        m_hint->setText(
            tr("Lines %1 to %2. This section is kept as it is; change it in the text.").arg(node.line).arg(node.last));
    } else {
        m_hint->setText(node.kind == Kind::Area && m_model->rowCount(m_index) == 0
                            ? tr("The specification says nothing of this yet.")
                            : QString());
    }
}

void NodeForm::focusFirst()
{
    for (QWidget *field : std::initializer_list<QWidget *> {m_name, m_text})
        if (field->isVisible()) {
            field->setFocus(Qt::OtherFocusReason);
            if (field == m_name)
                m_name->selectAll();
            else
                m_text->selectAll();
            return;
        }
}

}  // namespace bw::desktop
