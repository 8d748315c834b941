// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/specopening.h"

#include "models/datasession.h"
#include "shell/actions.h"
#include "shell/mainwindow.h"
#include "spec/specdocument.h"
#include "specs/specactions.h"
#include "specs/specspage.h"
#include "start/startactions.h"
#include "usertext/terminaltext.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source, int n = -1)
{
    return QCoreApplication::translate("bw::desktop::SpecOpening", source, nullptr, n);
}

SpecsPage *shownPage(MainWindow &window)
{
    return window.goTo(u"specs"_s, {}) ? qobject_cast<SpecsPage *>(window.page(u"specs"_s)) : nullptr;
}

void ask(MainWindow &window, const QString &path, const QString &name, int versions)
{
    auto *box = new QMessageBox(QMessageBox::Question,
                                text(QT_TRANSLATE_NOOP("bw::desktop::SpecOpening", "Import Specification")),
                                text(QT_TRANSLATE_N_NOOP("bw::desktop::SpecOpening",
                                                         "%1 holds “%2” with %n versions. Put it into your library?"),
                                     versions)
                                    .arg(QFileInfo(path).fileName(), usertext::plainTerminalText(name)),
                                QMessageBox::Cancel, &window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    QPushButton *yes =
        box->addButton(text(QT_TRANSLATE_NOOP("bw::desktop::SpecOpening", "Import")), QMessageBox::AcceptRole);
    box->setDefaultButton(yes);
    QObject::connect(yes, &QPushButton::clicked, &window, [&window, path] {
        if (SpecsPage *page = shownPage(window))
            page->specActions().import({path});
    });
    box->open();
}

}  // namespace

void addSpecActions(MainWindow &window)
{
    Actions &actions = window.actions();
    const auto add = [&](const QString &id, const QString &title, const QString &keys, void (*run)(SpecsPage &)) {
        actions.add(id, Menu::Spec, 0, title, {QKeySequence(keys)}, [&window, run] {
            if (SpecsPage *page = shownPage(window))
                run(*page);
        });
    };
    add(u"spec.new"_s, text(QT_TRANSLATE_NOOP("bw::desktop::SpecOpening", "&New Specification")), u"Ctrl+Alt+N"_s,
        [](SpecsPage &page) { page.createEmpty(); });
    add(u"spec.from_clipboard"_s, text(QT_TRANSLATE_NOOP("bw::desktop::SpecOpening", "New from Cli&pboard")),
        u"Ctrl+Alt+V"_s, [](SpecsPage &page) { page.specActions().createFromClipboard(); });
    add(u"spec.import"_s, text(QT_TRANSLATE_NOOP("bw::desktop::SpecOpening", "&Import…")), u"Ctrl+Shift+O"_s,
        [](SpecsPage &page) { page.specActions().chooseImports(); });
}

void openSpecFile(MainWindow &window, const QString &path)
{
    if (!path.endsWith(".bwspec"_L1, Qt::CaseInsensitive))
        return openStartSheet(window.context(), &window, path);
    window.context().session.work(
        &window,
        [path]() -> Result<spec::SpecDocument> {
            QFile file(path);
            if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
                return fail(ErrorCode::FileUnreadable, path, {{u"path"_s, path}, {u"why"_s, file.errorString()}});
            return spec::readBwspec(file.read(spec::largestDocument + 1), path);
        },
        [&window, path](const Result<spec::SpecDocument> &document) {
            if (!document)
                return Q_EMIT window.notices().failed(
                    text(QT_TRANSLATE_NOOP("bw::desktop::SpecOpening", "The file was not opened.")), document.error());
            ask(window, path, document->name, static_cast<int>(document->versions.size()));
        });
}

}  // namespace bw::desktop
