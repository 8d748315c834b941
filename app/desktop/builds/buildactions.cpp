// SPDX-License-Identifier: GPL-3.0-or-later
#include "builds/buildactions.h"

#include "engine/artifactcopy.h"
#include "models/datasession.h"
#include "shell/actions.h"
#include "shell/notices.h"
#include "usertext/terminaltext.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

bool atWork(BuildState state) { return state == BuildState::Initializing || state == BuildState::Running; }

bool canGoOn(BuildState state)
{
    return state == BuildState::Paused || state == BuildState::Interrupted || state == BuildState::Failed
        || state == BuildState::Cancelled;
}

bool awaitsReview(BuildState state)
{
    return state == BuildState::AwaitingDesignReview || state == BuildState::AwaitingFeatureReview
        || state == BuildState::AwaitingProgressReview || state == BuildState::AwaitingReleaseReview;
}

QString fileName(const QString &name)
{
    static const QRegularExpression unfit(u"[^\\w.-]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    QString plain = name.toLower();
    plain.replace(unfit, u"-"_s);
    while (plain.startsWith(u'-') || plain.startsWith(u'.'))
        plain.remove(0, 1);
    return (plain.isEmpty() ? u"build"_s : plain.left(60)) + u".zip"_s;
}

}  // namespace

BuildActions::BuildActions(const PageContext &context, QWidget *window)
    : QObject(window)
    , m_context(context)
    , m_window(window)
{
    Actions &actions = context.actions;
    using Keys = QList<QKeySequence>;
    m_resume = actions.add(u"build.resume"_s, Menu::Build, 1, tr("&Resume"), Keys {QKeySequence(u"F6"_s)}, [this] {
        perform(tr("The build does not go on."), tr("The build goes on."),
                [id = m_build->id](api::ActingSide &side, std::stop_token stop) { return side.resume(id, {}, stop); });
    });
    m_pause = actions.add(u"build.pause"_s, Menu::Build, 1, tr("&Pause"), Keys {QKeySequence(u"Shift+F6"_s)}, [this] {
        perform(tr("The build was not paused."), tr("The build pauses at its next safe point."),
                [id = m_build->id](api::ActingSide &side, std::stop_token stop) { return side.pause(id, {}, stop); });
    });
    m_stop = actions.add(u"build.stop"_s, Menu::Build, 1, tr("&Stop"), Keys {QKeySequence(u"Shift+F5"_s)}, [this] {
        perform(tr("The build was not stopped."), tr("The build stops. What was made is kept."),
                [id = m_build->id](api::ActingSide &side, std::stop_token) { return side.stopBuild(id); });
    });
    m_approve =
        actions.add(u"build.approve"_s, Menu::Build, 2, tr("&Approve"), Keys {QKeySequence(u"Ctrl+Return"_s)}, [this] {
            engine::PersonAction action;
            action.action = u"approve"_s;
            decide(action);
        });
    m_save = actions.add(u"build.save_zip"_s, Menu::File, 3, tr("&Save Zip…"), Keys {QKeySequence(u"Ctrl+Shift+S"_s)},
                         [this] { saveZip(); });
    m_copyId = actions.add(u"build.copy_id"_s, Menu::Build, 3, tr("Copy &Id"), {}, [this] {
        QGuiApplication::clipboard()->setText(m_build->id.value);
        Q_EMIT m_context.notices.toast(tr("Copied: %1").arg(m_build->id.value));
    });
    m_remove = actions.add(u"build.delete"_s, Menu::Build, 4, tr("&Delete…"), {}, [this] { remove(); });
    follow(nullptr);
}

template <typename Work>
void BuildActions::perform(const QString &what, const QString &done, Work work)
{
    m_context.session.act(this, std::move(work), [this, what, done](const auto &outcome) {
        if (!outcome)
            Q_EMIT m_context.notices.failed(what, outcome.error());
        else
            Q_EMIT m_context.notices.toast(done);
    });
}

void BuildActions::follow(const Build *build)
{
    m_build = build != nullptr ? std::optional(*build) : std::nullopt;
    const BuildState state = m_build ? m_build->state : BuildState::Completed;
    m_pause->setEnabled(m_build && atWork(state));
    m_resume->setEnabled(m_build && canGoOn(state));
    m_stop->setEnabled(m_build && !isEnded(state) && state != BuildState::Interrupted && state != BuildState::Paused);
    m_approve->setEnabled(m_build && awaitsReview(state));
    m_save->setEnabled(m_build && !m_build->artifact.isEmpty());
    m_copyId->setEnabled(m_build.has_value());
    m_remove->setEnabled(m_build.has_value());
}

void BuildActions::decide(const engine::PersonAction &action)
{
    if (!m_build)
        return;
    perform(
        tr("Your decision was not taken."), tr("The build goes on."),
        [id = m_build->id, action](api::ActingSide &side, std::stop_token stop) { return side.act(id, action, stop); });
}

void BuildActions::saveZip()
{
    auto *dialog = new QFileDialog(m_window, tr("Save Zip"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Zip archives (*.zip)"));
    dialog->setDefaultSuffix(u"zip"_s);
    dialog->selectFile(QDir::home().filePath(fileName(m_build->name)));
    connect(dialog, &QFileDialog::fileSelected, this, &BuildActions::copyZip);
    dialog->open();
}

void BuildActions::copyZip(const QString &target)
{
    if (!m_build)
        return;
    m_context.session.read(
        this,
        [id = m_build->id, target](engine::ReadSide &side) -> Result<bool> {
            const auto artifact = side.artifact(id);
            if (!artifact)
                return fail(ErrorCode::NotFound, u"artifact"_s, {{u"kind"_s, u"artifact"_s}, {u"name"_s, id.value}});
            if (const auto copied = engine::copyArtifact(artifact->path, target); !copied)
                return fail(copied.error());
            return artifact->complete;
        },
        [this, target](const Result<bool> &complete) {
            if (!complete)
                Q_EMIT m_context.notices.failed(tr("The zip was not saved."), complete.error());
            else
                Q_EMIT m_context.notices.toast(*complete
                                                   ? tr("Saved: %1").arg(target)
                                                   : tr("Saved, but not every feature is verified: %1").arg(target));
        });
}

void BuildActions::remove()
{
    auto *box = new QMessageBox(
        QMessageBox::Warning, tr("Delete Build"),
        tr("Delete %1 with its log and zip? This cannot be undone.").arg(usertext::plainTerminalText(m_build->name)),
        QMessageBox::Cancel, m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    QPushButton *yes = box->addButton(tr("Delete"), QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(yes, &QPushButton::clicked, this, [this, id = m_build->id] {
        m_context.session.act(
            this, [id](api::ActingSide &side, std::stop_token stop) { return side.remove(id, stop); },
            [this, id](const Status &removed) {
                if (!removed)
                    return Q_EMIT m_context.notices.failed(tr("The build was not deleted."), removed.error());
                m_context.session.announce(id);
                Q_EMIT m_context.notices.toast(tr("The build is deleted."));
            });
    });
    box->open();
}

}  // namespace bw::desktop
