// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/shortcutsdialog.h"

#include "shell/actions.h"

#include <QAccessibleWidget>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

// Qt gives a field for keys no role, so that whoever hears it does not know what it is.
QAccessibleInterface *describeKeyField(const QString &, QObject *object)
{
    auto *field = qobject_cast<QKeySequenceEdit *>(object);
    return field != nullptr ? new QAccessibleWidget(field, QAccessible::HotkeyField) : nullptr;
}

}  // namespace

ShortcutsDialog::ShortcutsDialog(Actions &actions, QWidget *parent)
    : QDialog(parent)
    , m_actions(actions)
    , m_tree(new QTreeWidget)
    , m_keys(new QKeySequenceEdit)
    , m_said(new QLabel)
{
    static const bool described = [] {
        QAccessible::installFactory(describeKeyField);
        return true;
    }();
    Q_UNUSED(described)
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"shortcuts"_s);
    setWindowTitle(tr("Keyboard Shortcuts"));
    resize(560, 560);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 20);
    layout->setSpacing(12);
    m_tree->setHeaderLabels({tr("Command"), tr("Shortcut")});
    m_tree->setAccessibleName(tr("Commands"));
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    layout->addWidget(m_tree, 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *label = new QLabel(tr("&New shortcut:"));
    label->setBuddy(m_keys);
    m_keys->setAccessibleName(tr("New shortcut"));
    m_keys->setMaximumSequenceLength(1);
    m_keys->setClearButtonEnabled(true);
    auto *set = new QPushButton(tr("&Set"));
    auto *reset = new QPushButton(tr("&Reset"));
    set->setAutoDefault(false);
    reset->setAutoDefault(false);
    for (QWidget *widget : std::initializer_list<QWidget *> {label, m_keys, set, reset})
        row->addWidget(widget, widget == m_keys ? 1 : 0);
    layout->addLayout(row);
    m_said->setWordWrap(true);
    layout->addWidget(m_said);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &ShortcutsDialog::select);
    connect(set, &QPushButton::clicked, this, &ShortcutsDialog::apply);
    connect(reset, &QPushButton::clicked, this, [this] {
        m_actions.resetShortcut(selected());
        fill();
        m_said->setText(tr("The usual shortcut is back."));
    });
    fill();
}

QString ShortcutsDialog::selected() const
{
    const QTreeWidgetItem *item = m_tree->currentItem();
    return item == nullptr ? QString() : item->data(0, Qt::UserRole).toString();
}

void ShortcutsDialog::fill()
{
    const QString before = selected();
    m_tree->clear();
    for (const Menu menu : {Menu::File, Menu::Edit, Menu::View, Menu::Spec, Menu::Build, Menu::Help}) {
        QString title = Actions::menuTitle(menu);
        auto *top = new QTreeWidgetItem(m_tree, {title.remove(u'&')});
        top->setFlags(Qt::ItemIsEnabled);
        for (const Actions::Entry &entry : m_actions.all()) {
            if (entry.menu != menu)
                continue;
            QStringList keys;
            for (const QKeySequence &shortcut : entry.action->shortcuts())
                keys << shortcut.toString(QKeySequence::NativeText);
            QString name = entry.under.isEmpty() ? QString() : entry.under + u": "_s;
            name = name.remove(u'&') + Actions::plainText(*entry.action);
            auto *item = new QTreeWidgetItem(top, {name, keys.join(u", "_s)});
            item->setData(0, Qt::UserRole, entry.id);
            if (entry.id == before)
                m_tree->setCurrentItem(item);
        }
        top->setExpanded(true);
        if (top->childCount() == 0)
            delete top;
    }
}

void ShortcutsDialog::select()
{
    const QAction *action = m_actions.action(selected());
    m_keys->setEnabled(action != nullptr);
    if (action != nullptr)
        m_keys->setKeySequence(action->shortcut());
    m_said->clear();
}

void ShortcutsDialog::apply()
{
    const QString id = selected();
    if (id.isEmpty())
        return;
    const QString holder = m_actions.setShortcut(id, m_keys->keySequence());
    if (!holder.isEmpty()) {
        m_said->setText(tr("%1 has this shortcut already. Choose another one, or change that first.")
                            .arg(Actions::plainText(*m_actions.action(holder))));
        return;
    }
    fill();
    m_said->setText(tr("Saved."));
}

}  // namespace bw::desktop
