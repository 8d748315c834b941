// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/actions.h"

#include "models/jsonstate.h"

#include <QWidget>

#include <algorithm>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

Actions::Actions(QWidget *window, JsonState &shortcuts)
    : QObject(window)
    , m_window(window)
    , m_shortcuts(shortcuts)
{
}

QAction *Actions::add(const QString &id, Menu menu, int group, const QString &text,
                      const QList<QKeySequence> &shortcuts, const std::function<void()> &run)
{
    auto *action = new QAction(text, m_window);
    action->setObjectName(id);
    m_window->addAction(action);
    if (run)
        connect(action, &QAction::triggered, this, run);
    m_entries << Entry {.id = id, .menu = menu, .group = group, .action = action, .usual = shortcuts};
    apply(m_entries.last());
    Q_EMIT added();
    return action;
}

QAction *Actions::action(const QString &id) const
{
    const auto found = std::ranges::find(m_entries, id, &Entry::id);
    return found == m_entries.end() ? nullptr : found->action;
}

Actions::Entry *Actions::entry(const QString &id)
{
    const auto found = std::ranges::find(m_entries, id, &Entry::id);
    return found == m_entries.end() ? nullptr : &*found;
}

void Actions::apply(Entry &entry)
{
    const QJsonValue chosen = m_shortcuts.value(entry.id);
    entry.action->setShortcuts(chosen.isString() ? QList {QKeySequence(chosen.toString(), QKeySequence::PortableText)}
                                                 : entry.usual);
    const QString keys = entry.action->shortcut().toString(QKeySequence::NativeText);
    const QString text = plainText(*entry.action);
    entry.action->setToolTip(keys.isEmpty() ? text : tr("%1 (%2)").arg(text, keys));
}

QString Actions::setShortcut(const QString &id, const QKeySequence &shortcut)
{
    Entry *changed = entry(id);
    if (changed == nullptr)
        return {};
    for (const Entry &other : std::as_const(m_entries))
        if (other.id != id && !shortcut.isEmpty() && other.action->shortcuts().contains(shortcut))
            return other.id;
    m_shortcuts.setValue(id, shortcut.toString(QKeySequence::PortableText));
    apply(*changed);
    return {};
}

void Actions::resetShortcut(const QString &id)
{
    if (Entry *changed = entry(id)) {
        m_shortcuts.setValue(id, QJsonValue());
        apply(*changed);
    }
}

QString Actions::menuTitle(Menu menu)
{
    switch (menu) {
    case Menu::File:
        return tr("&File");
    case Menu::Edit:
        return tr("&Edit");
    case Menu::View:
        return tr("&View");
    case Menu::Spec:
        return tr("&Specification");
    case Menu::Build:
        return tr("&Build");
    case Menu::Help:
        return tr("&Help");
    }
    return {};
}

void Actions::putUnder(const QString &id, const QString &title)
{
    if (Entry *put = entry(id))
        put->under = title;
}

QString Actions::wholeText(const Entry &entry)
{
    QString text = menuTitle(entry.menu) + u": "_s + (entry.under.isEmpty() ? QString() : entry.under + u": "_s);
    return text.remove(u'&') + plainText(*entry.action);
}

QString Actions::plainText(const QAction &action)
{
    QString text = action.text();
    text.remove(u'&');
    return text.endsWith(u'…') ? text.chopped(1) : text;
}

}  // namespace bw::desktop
