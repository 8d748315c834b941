// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/specactions.h"

#include "base/wholefile.h"
#include "engine/specservice.h"
#include "models/datasession.h"
#include "models/openspec.h"
#include "models/spectexts.h"
#include "shell/actions.h"
#include "shell/notices.h"
#include "spec/replyspec.h"
#include "spec/specdocument.h"
#include "start/startactions.h"
#include "usertext/terminaltext.h"

#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QInputDialog>
#include <QPointer>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using engine::SpecAction;
using engine::SpecOutcome;

namespace
{

struct Form {
    QString key, ending, filter;
};

QList<Form> forms()
{
    return {{u"bwspec"_s, u"bwspec"_s, SpecActions::tr("Specification with its history (*.bwspec)")},
            {u"xml"_s, u"xml"_s, SpecActions::tr("XML-like text (*.xml)")},
            {u"markdown"_s, u"md"_s, SpecActions::tr("Markdown (*.md)")}};
}

Result<QByteArray> fileBytes(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, path, {{u"path"_s, path}, {u"why"_s, file.errorString()}});
    return file.read(spec::largestDocument + 1);
}

}  // namespace

SpecActions::SpecActions(const PageContext &context, OpenSpec &open, QWidget *page)
    : QObject(page)
    , m_context(context)
    , m_open(open)
    , m_page(page)
    , m_projects(context.session)
{
    using Keys = QList<QKeySequence>;
    m_save = add(u"spec.save"_s, 1, tr("&Save"), Keys {QKeySequence(QKeySequence::Save)}, &SpecActions::saveOpen);
    m_start =
        add(u"spec.start"_s, 1, tr("Start &Build…"), Keys {QKeySequence(u"Ctrl+Shift+B"_s)}, &SpecActions::startBuild);
    m_rename = add(u"spec.rename"_s, 2, tr("&Rename…"), Keys {QKeySequence(u"F2"_s)}, &SpecActions::rename);
    m_duplicate =
        add(u"spec.duplicate"_s, 2, tr("&Duplicate"), Keys {QKeySequence(u"Ctrl+Shift+D"_s)}, &SpecActions::duplicate);
    m_project = add(u"spec.project"_s, 2, tr("Set Pro&ject…"), {}, &SpecActions::chooseProject);
    m_export = add(u"spec.export"_s, 2, tr("&Export…"), Keys {QKeySequence(u"Ctrl+Shift+E"_s)}, &SpecActions::saveAs);
    m_openChat = add(u"spec.open_chat"_s, 2, tr("Open Its &Chat"), {}, &SpecActions::goToChat);
    m_revert = add(u"spec.revert"_s, 3, tr("Re&vert to Saved"), {}, &SpecActions::revert);
    m_remove = add(u"spec.delete"_s, 3, tr("De&lete"), Keys {QKeySequence(u"Ctrl+Shift+Del"_s)}, &SpecActions::remove);
    connect(&m_open, &OpenSpec::saved, this, [this] {
        if (std::exchange(m_startWhenSaved, false))
            startBuild();
    });
    connect(&m_open, &OpenSpec::loadChanged, this, [this] { m_startWhenSaved = false; });
    connect(&m_open, &OpenSpec::failed, this, [this](const QString &what, const Error &error) {
        m_startWhenSaved = false;
        Q_EMIT m_context.notices.failed(what, error);
    });
    follow(false);
}

QAction *SpecActions::add(const QString &id, int group, const QString &text, const QList<QKeySequence> &keys,
                          void (SpecActions::*run)())
{
    QAction *made = m_context.actions.add(id, Menu::Spec, group, text, keys, [this, run] { (this->*run)(); });
    m_all << made;
    return made;
}

void SpecActions::follow(bool shown)
{
    const bool ready = shown && m_open.load() == OpenSpec::Load::Ready;
    m_save->setEnabled(ready && m_open.isModified() && !m_open.isSaving());
    m_revert->setEnabled(ready && m_open.isModified() && !m_open.isSaving());
    for (QAction *action : {m_start, m_rename, m_duplicate, m_export, m_remove})
        action->setEnabled(ready);
    m_project->setEnabled(ready && !m_projects.all().isEmpty());
    m_openChat->setEnabled(ready && !m_open.spec().chat.isEmpty());
}

void SpecActions::perform(const SpecAction &action, const QString &what,
                          const std::function<void(const SpecOutcome &)> &done)
{
    m_context.session.act(
        this, [action](api::ActingSide &side, std::stop_token stop) { return side.act(action, stop); },
        [this, what, done](const Result<SpecOutcome> &outcome) {
            if (!outcome)
                Q_EMIT m_context.notices.failed(what, outcome.error());
            else if (done)
                done(*outcome);
        });
}

void SpecActions::create(const QByteArray &text, const QString &reason)
{
    SpecAction action {.kind = SpecAction::Kind::Create, .text = text};
    action.by.reason = reason;
    perform(action, tr("No specification was made."),
            [this](const SpecOutcome &made) { Q_EMIT this->made(made.spec); });
}

void SpecActions::createFromClipboard()
{
    const QString text = QGuiApplication::clipboard()->text();
    if (text.trimmed().isEmpty())
        return Q_EMIT m_context.notices.note(tr("There is no text on the clipboard."));
    // Out of an answer that was copied whole.
    const auto found = spec::findReplySpec(text);
    create((found ? found->text + u'\n' : text).toUtf8(), tr("from the clipboard"));
}

void SpecActions::chooseImports()
{
    auto *dialog = new QFileDialog(m_page, tr("Import Specifications"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Specifications (*.bwspec *.md *.markdown *.xml *.txt)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, &SpecActions::import);
    dialog->open();
}

void SpecActions::import(const QStringList &paths)
{
    for (const QString &path : paths)
        m_context.session.act(
            this,
            [path](api::ActingSide &side, std::stop_token stop) -> Result<SpecOutcome> {
                auto bytes = fileBytes(path);
                if (!bytes)
                    return fail(bytes.error());
                return side.act({.kind = SpecAction::Kind::Import, .name = path, .text = *bytes}, stop);
            },
            [this, name = QFileInfo(path).fileName()](const Result<SpecOutcome> &outcome) {
                if (!outcome)
                    return Q_EMIT m_context.notices.failed(tr("%1 was not imported.").arg(name), outcome.error());
                Q_EMIT m_context.notices.toast(tr("Imported: %1").arg(name));
                Q_EMIT made(outcome->spec);
            });
}

/// Says so, where somebody else's version has to be looked at first.
bool SpecActions::waitsForChoice() const
{
    if (m_open.theirs() > 0)
        Q_EMIT m_context.notices.note(
            tr("Version %1 was saved elsewhere: merge it or keep yours first.").arg(m_open.theirs()));
    return m_open.theirs() > 0;
}

void SpecActions::saveOpen()
{
    if (!waitsForChoice())
        m_open.save();
}

void SpecActions::duplicate()
{
    perform({.kind = SpecAction::Kind::Duplicate, .spec = m_open.id()}, tr("The specification was not duplicated."),
            [this](const SpecOutcome &made) { Q_EMIT this->made(made.spec); });
}

void SpecActions::rename()
{
    auto *dialog = new QInputDialog(m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename Specification"));
    dialog->setLabelText(tr("Name of the specification:"));
    dialog->setTextValue(m_open.spec().name);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, id = m_open.id()](const QString &name) {
        perform({.kind = SpecAction::Kind::Rename, .spec = id, .name = name}, tr("The specification was not renamed."),
                {});
    });
    dialog->open();
}

void SpecActions::chooseProject()
{
    QStringList names {tr("None")};
    int current = 0;
    for (const ProjectNames::Name &project : m_projects.all()) {
        if (project.id == m_open.spec().project)
            current = static_cast<int>(names.size());
        const QString name = usertext::plainTerminalText(project.name);
        names << (names.contains(name) ? u"%1 (%2)"_s.arg(name, project.id.value) : name);
    }
    auto *dialog = new QInputDialog(m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Set Project"));
    dialog->setLabelText(tr("The specification belongs to:"));
    dialog->setComboBoxItems(names);
    dialog->setTextValue(names.at(current));
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, names, all = m_projects.all(), id = m_open.id()](const QString &name) {
                const qsizetype chosen = names.indexOf(name);
                SpecAction action {.kind = SpecAction::Kind::SetProject, .spec = id};
                if (chosen > 0)
                    action.project = all.at(chosen - 1).id;
                perform(action, tr("The project was not set."), {});
            });
    dialog->open();
}

/// Nobody is asked: it can be taken back for thirty days, and unsaved text is kept with it.
void SpecActions::remove()
{
    const QString name = usertext::plainTerminalText(m_open.spec().name);
    perform({.kind = SpecAction::Kind::Delete, .spec = m_open.id()}, tr("The specification was not deleted."),
            [this, name](const SpecOutcome &gone) {
                Q_EMIT m_context.notices.undoable(tr("“%1” was deleted.").arg(name),
                                                  [self = QPointer(this), spec = gone.spec] {
                                                      if (self)
                                                          self->takeBack(spec);
                                                  });
            });
}

void SpecActions::takeBack(const SpecId &spec)
{
    perform({.kind = SpecAction::Kind::Undelete, .spec = spec}, tr("The specification was not taken back."),
            [this](const SpecOutcome &back) { Q_EMIT made(back.spec); });
}

void SpecActions::revert()
{
    const SpecId id = m_open.id();
    const int base = m_open.base();
    const QString typed = m_open.revert();
    Q_EMIT m_context.notices.undoable(tr("What was not saved is taken out."), [self = QPointer(this), id, base, typed] {
        if (self)
            self->m_open.putBack(id, base, typed);
    });
}

void SpecActions::saveAs()
{
    auto *dialog = new QFileDialog(m_page, tr("Export Specification"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    QStringList filters;
    for (const Form &form : forms())
        filters << form.filter;
    dialog->setNameFilters(filters);
    const auto suffix = [dialog] {
        for (const Form &form : forms())
            if (form.filter == dialog->selectedNameFilter())
                dialog->setDefaultSuffix(form.ending);
    };
    suffix();
    connect(dialog, &QFileDialog::filterSelected, dialog, suffix);
    dialog->selectFile(QDir::home().filePath(specFileName(m_open.spec().name, u"bwspec"_s)));
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog](const QString &path) {
        QString chosen;
        for (const Form &form : forms()) {
            // What the name says counts before what the list said.
            if (path.endsWith(u'.' + form.ending, Qt::CaseInsensitive))
                return writeFile(path, form.key);
            if (form.filter == dialog->selectedNameFilter())
                chosen = form.key;
        }
        writeFile(path, chosen);
    });
    dialog->open();
}

void SpecActions::writeFile(const QString &path, const QString &form)
{
    m_context.session.read(
        this,
        [id = m_open.id(), path, form](engine::ReadSide &side) -> Status {
            const auto bytes = engine::SpecService(side.database()).exported(id, form);
            return bytes ? writeWhole(path, *bytes) : Status(fail(bytes.error()));
        },
        [this, path, unsaved = m_open.isModified()](const Status &done) {
            if (!done)
                Q_EMIT m_context.notices.failed(tr("The specification was not exported."), done.error());
            else
                Q_EMIT m_context.notices.toast(unsaved ? tr("Saved as %1, without what is not saved here yet").arg(path)
                                                       : tr("Saved as %1").arg(path));
        });
}

/// What is seen is what is built: unsaved text is saved first.
void SpecActions::startBuild()
{
    if (waitsForChoice())
        return;
    if (m_open.isModified()) {
        m_startWhenSaved = true;
        return m_open.save();
    }
    StartChoices choices = defaultChoices();
    choices.source = StartChoices::Source::Library;
    choices.specText = m_open.baseBytes();
    choices.specName = m_open.spec().name;
    choices.spec = m_open.id();
    choices.specVersion = m_open.base();
    openStartSheet(m_context, m_page->window(), choices);
}

void SpecActions::goToChat() { Q_EMIT m_context.notices.goTo(u"chat"_s, m_open.spec().chat.value); }

}  // namespace bw::desktop
