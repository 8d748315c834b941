// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with a version; spechistory.cpp shows it.
#include "specs/spechistory.h"

#include "base/wholefile.h"
#include "engine/specservice.h"
#include "models/datasession.h"
#include "shell/notices.h"
#include "start/startactions.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QListView>
#include <QPointer>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using engine::SpecAction;

namespace
{

/// The form by the ending; another ending keeps the text as it stands.
QString formOf(const QString &path)
{
    const QString name = path.toLower();
    return name.endsWith(".bwspec"_L1) ? u"bwspec"_s
        : name.endsWith(".md"_L1)      ? u"markdown"_s
        : name.endsWith(".xml"_L1)     ? u"xml"_s
                                       : u"source"_s;
}

/// What a person may call a file, everywhere.
QString fileName(const QString &name, int version)
{
    QString made;
    for (const QChar c : name)
        made += c.isLetterOrNumber() ? c : u'-';
    while (made.contains("--"_L1))
        made.replace(u"--"_s, u"-"_s);
    return u"%1-%2"_s.arg(made.left(60)).arg(version);
}

}  // namespace

void SpecHistory::perform(const SpecAction &action, const QString &failed,
                          const std::function<void(const engine::SpecOutcome &)> &done)
{
    m_context.session.act(
        this, [action](api::ActingSide &side, std::stop_token stop) { return side.act(action, stop); },
        [this, failed, done](const Result<engine::SpecOutcome> &outcome) {
            if (outcome)
                done(*outcome);
            else
                Q_EMIT m_context.notices.failed(failed, outcome.error());
            m_restoring = false;
            // Beside another owner nobody tells of the change.
            m_model.reload();
            showButtons();
        });
}

void SpecHistory::restoreVersion()
{
    const int version = current(), newest = m_model.newest();
    if (version == 0 || version == newest || m_restoring)
        return;
    m_restoring = true;
    showButtons();
    SpecAction action;
    action.kind = SpecAction::Kind::Restore;
    action.spec = m_model.spec();
    action.version = version;
    SpecAction back = action;
    back.version = newest;
    m_model.clearMarks();
    perform(action, tr("Version %1 was not restored.").arg(version),
            [this, version, back](const engine::SpecOutcome &outcome) {
                m_atNewest = true;
                Q_EMIT restored();
                const auto undo = [self = QPointer(this), back] {
                    if (self)
                        self->perform(back, tr("The version before was not restored."),
                                      [self](const engine::SpecOutcome &) { Q_EMIT self->restored(); });
                };
                Q_EMIT m_context.notices.undoable(tr("Version %1 is version %2 now.").arg(version).arg(outcome.version),
                                                  undo);
            });
}

void SpecHistory::takeBack()
{
    SpecAction action;
    action.kind = SpecAction::Kind::Undelete;
    action.spec = m_model.spec();
    perform(action, tr("The specification was not taken back."), [](const engine::SpecOutcome &) { });
}

void SpecHistory::withCurrent(const std::function<void(const store::SpecVersion &)> &use)
{
    m_context.session.read(
        this,
        [spec = m_model.spec(), version = current()](engine::ReadSide &side) {
            return engine::SpecService(side.database()).version(spec, version);
        },
        [this, use](const Result<store::SpecVersion> &version) {
            if (version)
                use(*version);
            else
                Q_EMIT m_context.notices.failed(tr("The version could not be read."), version.error());
        });
}

void SpecHistory::copy()
{
    withCurrent([this](const store::SpecVersion &version) {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(version.content));
        Q_EMIT m_context.notices.toast(tr("Copied version %1").arg(version.version));
    });
}

void SpecHistory::saveAs()
{
    auto *dialog = new QFileDialog(window(), tr("Save Version %1").arg(current()));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(
        {tr("Markdown (*.md)"), tr("XML (*.xml)"), tr("With its whole history (*.bwspec)"), tr("As it stands (*)")});
    dialog->setDefaultSuffix(u"md"_s);
    dialog->selectFile(fileName(m_model.name(), current()) + u".md"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains(".xml"_L1)      ? u"xml"_s
                                     : filter.contains(".bw"_L1) ? u"bwspec"_s
                                     : filter.contains(".md"_L1) ? u"md"_s
                                                                 : QString());
    });
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, version = current()](const QString &path) { write(path, version); });
    dialog->open();
}

void SpecHistory::write(const QString &path, int version)
{
    m_context.session.read(
        this,
        [spec = m_model.spec(), version, path](engine::ReadSide &side) -> Result<bool> {
            const auto bytes = engine::SpecService(side.database()).exported(spec, formOf(path), version);
            const Status written = bytes ? writeWhole(path, *bytes) : fail(bytes.error());
            return written ? Result<bool>(true) : fail(written.error());
        },
        [this, path](const Result<bool> &done) {
            if (done)
                Q_EMIT m_context.notices.toast(tr("Saved as %1").arg(path));
            else
                Q_EMIT m_context.notices.failed(tr("The version was not saved."), done.error());
        });
}

void SpecHistory::startBuild()
{
    withCurrent([this](const store::SpecVersion &version) {
        StartChoices choices = defaultChoices();
        choices.source = StartChoices::Source::Library;
        choices.specText = version.content;
        choices.specName = m_model.name();
        choices.spec = version.spec;
        choices.specVersion = version.version;
        openStartSheet(m_context, window(), choices);
    });
}

}  // namespace bw::desktop
