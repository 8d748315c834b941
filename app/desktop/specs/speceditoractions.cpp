// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/speceditoractions.h"

#include "shell/actions.h"
#include "specs/speceditor.h"

#include <QApplication>
#include <QCoreApplication>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::desktop::SpecEditorActions", source); }

SpecEditor *editor()
{
    for (QWidget *widget = QApplication::focusWidget(); widget != nullptr; widget = widget->parentWidget())
        if (auto *found = qobject_cast<SpecEditor *>(widget))
            return found;
    const QWidget *window = QApplication::activeWindow();
    if (window == nullptr)
        return nullptr;
    for (auto *found : window->findChildren<SpecEditor *>())
        if (found->isVisible())
            return found;
    return nullptr;
}

std::function<void()> inEditor(const std::function<void(SpecEditor &)> &run)
{
    return [run] {
        if (SpecEditor *found = editor())
            run(*found);
    };
}

}  // namespace

void addSpecEditorActions(Actions &actions)
{
    if (actions.action(u"spec.replace"_s) != nullptr)
        return;
    const auto add = [&actions](const QString &id, int group, const char *title, const QString &keys,
                                const std::function<void(SpecEditor &)> &run) {
        actions.add(id, Menu::Edit, group, text(title), {QKeySequence(keys)}, inEditor(run));
    };
    add(u"spec.replace"_s, 2, QT_TRANSLATE_NOOP("bw::desktop::SpecEditorActions", "R&eplace…"), u"Ctrl+H"_s,
        [](SpecEditor &in) { in.replace(); });
    add(u"spec.find_next"_s, 2, QT_TRANSLATE_NOOP("bw::desktop::SpecEditorActions", "Find &Next"), u"F3"_s,
        [](SpecEditor &in) { in.findNext(true); });
    add(u"spec.find_previous"_s, 2, QT_TRANSLATE_NOOP("bw::desktop::SpecEditorActions", "Find Pre&vious"),
        u"Shift+F3"_s, [](SpecEditor &in) { in.findNext(false); });
    add(u"spec.next_finding"_s, 3, QT_TRANSLATE_NOOP("bw::desktop::SpecEditorActions", "Next Pro&blem"), u"F8"_s,
        [](SpecEditor &in) { in.goToFinding(true); });
    add(u"spec.previous_finding"_s, 3, QT_TRANSLATE_NOOP("bw::desktop::SpecEditorActions", "Previous Prob&lem"),
        u"Shift+F8"_s, [](SpecEditor &in) { in.goToFinding(false); });
    add(u"spec.fixes"_s, 3, QT_TRANSLATE_NOOP("bw::desktop::SpecEditorActions", "&Mend This Line…"), u"Ctrl+."_s,
        [](SpecEditor &in) { in.offerFixes(); });
}

}  // namespace bw::desktop
