// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/startsheet.h"

#include "base/paths.h"
#include "models/datasession.h"
#include "models/obstacletext.h"
#include "shell/actions.h"
#include "shell/notices.h"
#include "start/startforms.h"
#include "start/startoptions.h"
#include "start/startsource.h"
#include "store/projectstore.h"
#include "usertext/terminaltext.h"
#include "widgets/look.h"

#include <QApplication>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QUrl>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int mostProjects = 500;

using Projects = QList<StartOptions::Project>;

Result<Projects> projectsOf(engine::ReadSide &side)
{
    const auto rows = store::ProjectStore(side.database()).list({}, mostProjects);
    if (!rows)
        return fail(rows.error());
    Projects projects;
    for (const store::Project &row : *rows)
        projects.append({row.id.value, usertext::plainTerminalText(row.name)});
    return projects;
}

}  // namespace

StartSheet::StartSheet(const PageContext &context, const StartChoices &given, bool fromLink, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_remembered(paths::stateFolder() + u"/starts.json"_s)
    , m_given(given)
    , m_area(new QScrollArea)
    , m_forecast(new QLabel)
    , m_obstacle(new QLabel)
    , m_mend(new QPushButton)
    , m_start(new QPushButton(tr("&Start")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"startSheet"_s);
    setWindowTitle(tr("New Build"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(16);
    if (m_given.project.isEmpty())
        m_given.project = m_remembered.value(u"project"_s).toString();
    m_given = withProject(m_given);
    makeForm(*layout, fromLink);
    makeEnd(*layout);
    m_options->fill(m_given);
    m_soon.setSingleShot(true);
    m_soon.setInterval(150);
    connect(&m_soon, &QTimer::timeout, this, &StartSheet::look);
    m_slow.setSingleShot(true);
    m_slow.setInterval(150);
    connect(&m_slow, &QTimer::timeout, this, [this] { m_forecast->setText(tr("Working out the forecast…")); });
    connect(m_source, &StartSource::changed, &m_soon, qOverload<>(&QTimer::start));
    connect(m_options, &StartOptions::changed, &m_soon, qOverload<>(&QTimer::start));
    connect(m_options, &StartOptions::projectChosen, this, [this](const QString &project) {
        StartChoices now = choices();
        now.project = project;
        m_options->fill(withProject(now));
        m_soon.start();
    });
    // A mnemonic, or a button that mends, may lead to a field that is scrolled away.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now != nullptr && m_area->widget()->isAncestorOf(now))
            m_area->ensureWidgetVisible(now);
    });
    fitInto(parent != nullptr ? parent->size() : screen()->availableSize());
    loadProjects();
    look();
}

// As high as all of it, but no higher than what it stands in front of: the rest is scrolled.
void StartSheet::fitInto(const QSize &room)
{
    const QSize inside = m_area->widget()->sizeHint();
    const int height = sizeHint().height() - m_area->sizeHint().height() + inside.height() + 4;
    resize(std::clamp(inside.width() + 64, 640, std::max(640, room.width() - 48)),
           std::clamp(height, 320, std::max(320, room.height() - 48)));
}

void StartSheet::makeForm(QVBoxLayout &layout, bool fromLink)
{
    if (fromLink) {
        auto *note = new QLabel(tr("A link from outside filled this in. Nothing starts before you say so."));
        note->setWordWrap(true);
        layout.addWidget(note);
    }
    auto *inside = new QWidget;
    auto *rows = new QVBoxLayout(inside);
    rows->setContentsMargins(2, 2, 12, 2);
    rows->setSpacing(12);
    m_source = new StartSource(m_given);
    m_options = new StartOptions;
    rows->addWidget(m_source);
    rows->addWidget(m_options);
    rows->addStretch();
    m_area->setWidget(inside);
    forms::align(*inside);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    layout.addWidget(m_area, 1);
}

void StartSheet::makeEnd(QVBoxLayout &layout)
{
    m_forecast->setWordWrap(true);
    m_forecast->setAccessibleName(tr("Forecast"));
    m_obstacle->setWordWrap(true);
    m_obstacle->setTextFormat(Qt::PlainText);
    m_obstacle->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_mend->setObjectName(u"mend"_s);
    m_mend->setAutoDefault(false);
    m_mend->hide();
    layout.addWidget(m_forecast);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_obstacle, 1);
    row->addWidget(m_mend);
    auto *cancel = new QPushButton(tr("Cancel"));
    m_start->setDefault(true);
    m_start->setEnabled(false);
    cancel->setAutoDefault(false);
    row->addWidget(cancel);
    row->addWidget(m_start);
    layout.addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_start, &QPushButton::clicked, this, &StartSheet::start);
    connect(m_mend, &QPushButton::clicked, this, &StartSheet::mend);
}

void StartSheet::loadProjects()
{
    m_context.session.read(this, projectsOf, [this](const Result<Projects> &projects) {
        // Without them the build has none; that there is no directory yet is no error.
        if (projects)
            m_options->setProjects(*projects);
    });
}

StartChoices StartSheet::withProject(StartChoices choices) const
{
    const QJsonObject all = m_remembered.value(u"projects"_s).toObject();
    return withRemembered(choices, all.value(choices.project).toObject());
}

StartChoices StartSheet::choices() const
{
    StartChoices made;
    m_source->readInto(made);
    m_options->readInto(made);
    return made;
}

// What stands in the way may have been mended elsewhere.
bool StartSheet::event(QEvent *event)
{
    if (event->type() == QEvent::WindowActivate && m_why && !m_starting)
        m_soon.start();
    return QDialog::event(event);
}

void StartSheet::look()
{
    const int generation = ++m_generation;
    m_slow.start();
    m_context.session.read(
        this,
        [choices = choices()](engine::ReadSide &side) -> Result<StartOutlook> {
            return outlookOf(&side.database(), choices);
        },
        [this, generation](const Result<StartOutlook> &outlook) {
            if (generation != m_generation || m_starting)
                return;
            m_slow.stop();
            if (outlook)
                return showOutlook(*outlook);
            StartOutlook failed;
            failed.obstacle = outlook.error();
            showOutlook(failed);
        });
}

void StartSheet::showOutlook(const StartOutlook &outlook)
{
    m_demonstration = outlook.demonstration;
    m_source->setName(outlook.name);
    QString forecast = outlook.forecast.isEmpty() ? QString() : tr("Expected: %1.").arg(outlook.forecast);
    if (outlook.demonstration)
        forecast = tr("Demonstration: recorded answers, no AI, nothing is paid.") + u' ' + forecast;
    m_forecast->setText(forecast.isEmpty() ? tr("No forecast yet.") : forecast);
    showRemedy(outlook.obstacle);
}

void StartSheet::showRemedy(const std::optional<Error> &obstacle)
{
    m_why = obstacle;
    m_obstacle->setText(obstacle ? obstacleText(*obstacle) : QString());
    m_start->setEnabled(!obstacle);
    if (obstacle)
        m_mend->setText(remedyText(remedyOf(*obstacle)));
    m_mend->setVisible(obstacle.has_value());
}

void StartSheet::mend()
{
    if (!m_why)
        return;
    const auto run = [this](const QString &id) {
        if (QAction *action = m_context.actions.action(id))
            action->trigger();
    };
    switch (remedyOf(*m_why)) {
    case StartRemedy::ClaudeKey:
        return run(u"file.claude_key"_s);
    case StartRemedy::CloudKey:
        return run(u"file.cloud_key"_s);
    case StartRemedy::Limit:
        return run(u"file.limits"_s);
    case StartRemedy::Sandbox:
        return run(u"file.sandbox"_s);
    case StartRemedy::ChooseFile:
        return m_source->chooseFile();
    case StartRemedy::Spec:
        return openSpec();
    case StartRemedy::Field: {
        const QString field = m_why->args.value(u"field"_s, u"model"_s);
        if (!m_options->focusField(field))
            m_source->focus();
        if (QWidget *focused = focusWidget())
            m_area->ensureWidgetVisible(focused);
        return;
    }
    case StartRemedy::Again:
        return look();
    }
}

// In the library where it has a page, in the person's own editor where it is a file; else where it was chosen.
void StartSheet::openSpec()
{
    const StartChoices now = choices();
    if (now.source == StartChoices::Source::File) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(now.specPath));
    } else if (now.source == StartChoices::Source::Library && !now.spec.isEmpty()
               && m_context.actions.action(u"page.specs"_s) != nullptr) {
        Q_EMIT m_context.notices.goTo(u"specs"_s, now.spec.value);
        reject();
    } else {
        m_source->focus();
    }
}

void StartSheet::start()
{
    m_starting = true;
    m_start->setEnabled(false);
    m_mend->hide();
    m_obstacle->setText(tr("Starting…"));
    const StartChoices made = choices();
    m_context.session.act(
        this,
        [made](api::ActingSide &side, std::stop_token stop) -> Result<BuildId> {
            const auto request = requestOf(made);
            return request ? side.submit(*request, stop) : Result<BuildId>(fail(request.error()));
        },
        [this, made](const Result<BuildId> &build) {
            m_starting = false;
            if (!build)
                return showRemedy(build.error());
            rememberChoices(made);
            Q_EMIT m_context.notices.goTo(u"builds"_s, build->value);
            accept();
        });
}

void StartSheet::rememberChoices(const StartChoices &made)
{
    m_remembered.setValue(u"project"_s, made.project);
    // Nobody wants every later build to be a demonstration.
    if (m_demonstration)
        return;
    QJsonObject all = m_remembered.value(u"projects"_s).toObject();
    all.insert(made.project, rememberedOf(made));
    m_remembered.setValue(u"projects"_s, all);
}

}  // namespace bw::desktop
