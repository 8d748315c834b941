// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/startsheet.h"

#include "claude/modelcatalogue.h"
#include "models/datasession.h"
#include "shell/actions.h"
#include "shell/notices.h"
#include "spec/templatecatalogue.h"
#include "usertext/terminaltext.h"
#include "usertext/usertext.h"
#include "widgets/look.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

void choose(QComboBox *box, const QVariant &value)
{
    if (const int index = box->findData(value); index >= 0)
        box->setCurrentIndex(index);
}

void addRow(QFormLayout &form, const QString &label, QWidget *field)
{
    auto *made = new QLabel(label);
    made->setBuddy(field);
    made->setMinimumHeight(metrics::control);
    QString name = label;
    field->setAccessibleName(name.remove(u'&').remove(u':'));
    form.addRow(made, field);
}

}  // namespace

StartSheet::StartSheet(const PageContext &context, const StartChoices &given, bool fromLink, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_given(given)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"startSheet"_s);
    setWindowTitle(tr("New Build"));
    setMinimumWidth(600);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(16);
    if (fromLink) {
        auto *note = new QLabel(tr("A link from outside filled this in. Nothing starts before you say so."));
        note->setWordWrap(true);
        layout->addWidget(note);
    }
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    makeSource(*form);
    makeOptions(*form);
    layout->addLayout(form);
    makeEnd(*layout);
    fill(given);
    m_soon.setSingleShot(true);
    m_soon.setInterval(150);
    connect(&m_soon, &QTimer::timeout, this, &StartSheet::look);
    const auto later = [this] { m_soon.start(); };
    for (QComboBox *box : {m_source, m_template, m_sandbox, m_network, m_tier})
        connect(box, &QComboBox::currentIndexChanged, this, later);
    for (QLineEdit *line : {m_file, m_budget})
        connect(line, &QLineEdit::textChanged, this, later);
    connect(m_model, &QComboBox::currentTextChanged, this, later);
    connect(m_prompt, &QPlainTextEdit::textChanged, this, later);
    connect(m_features, &QSpinBox::valueChanged, this, later);
    look();
}

void StartSheet::makeSource(QFormLayout &form)
{
    m_source = new QComboBox;
    m_source->addItem(tr("A template"), static_cast<int>(StartChoices::Source::Template));
    m_source->addItem(tr("A specification in a file"), static_cast<int>(StartChoices::Source::File));
    m_source->addItem(tr("A description"), static_cast<int>(StartChoices::Source::Prompt));
    addRow(form, tr("&Build from:"), m_source);
    m_what = new QStackedWidget;
    m_template = new QComboBox;
    m_template->setAccessibleName(tr("Template"));
    if (const auto catalogue = spec::TemplateCatalogue::load())
        for (const spec::Template &entry : catalogue->all())
            m_template->addItem(tr("%1: %2").arg(entry.name, entry.description), entry.id);
    m_what->addWidget(m_template);
    auto *file = new QWidget;
    auto *row = new QHBoxLayout(file);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_file = new QLineEdit;
    m_file->setAccessibleName(tr("Path of the specification"));
    m_file->setPlaceholderText(tr("Markdown or XML-like text"));
    auto *browse = new QPushButton(tr("Choose…"));
    connect(browse, &QPushButton::clicked, this, &StartSheet::chooseFile);
    row->addWidget(m_file, 1);
    row->addWidget(browse);
    m_what->addWidget(file);
    m_prompt = new QPlainTextEdit;
    m_prompt->setAccessibleName(tr("Description"));
    m_prompt->setPlaceholderText(tr("What should it do, and for whom?"));
    m_prompt->setTabChangesFocus(true);
    m_what->addWidget(m_prompt);
    m_library = new QLabel;
    m_library->setTextFormat(Qt::PlainText);
    m_what->addWidget(m_library);
    if (m_given.source == StartChoices::Source::Library) {
        m_source->addItem(tr("A specification of the library"), static_cast<int>(StartChoices::Source::Library));
        const QString name = usertext::plainTerminalText(m_given.specName);
        m_library->setText(m_given.specVersion > 0 ? tr("%1, version %2").arg(name).arg(m_given.specVersion) : name);
    }
    const auto fit = [this] {
        const int index = m_source->currentIndex();
        m_what->setCurrentIndex(index);
        m_what->setFixedHeight(index == 2 ? 110 : metrics::control);
        adjustSize();
    };
    connect(m_source, &QComboBox::currentIndexChanged, this, fit);
    form.addRow(QString(), m_what);
    m_what->setFixedHeight(metrics::control);
    m_name = new QLabel;
    m_name->setTextFormat(Qt::PlainText);
    form.addRow(tr("Name:"), m_name);
}

void StartSheet::makeOptions(QFormLayout &form)
{
    m_model = new QComboBox;
    m_model->setEditable(true);
    m_model->addItem(tr("demo"), u"demo"_s);
    for (const claude::CatalogueEntry &entry : claude::PriceTable::builtIn().entries())
        m_model->addItem(entry.info.id);
    addRow(form, tr("&Model:"), m_model);
    m_sandbox = new QComboBox;
    m_sandbox->addItem(tr("On this machine"), u"local"_s);
    m_sandbox->addItem(tr("At E2B"), u"e2b"_s);
    addRow(form, tr("&Where:"), m_sandbox);
    m_network = new QComboBox;
    m_network->addItem(tr("None"), toKey(NetworkPolicy::None));
    m_network->addItem(tr("Package registries"), toKey(NetworkPolicy::Registries));
    m_network->addItem(tr("Open"), toKey(NetworkPolicy::Open));
    addRow(form, tr("&Network:"), m_network);
    m_budget = new QLineEdit;
    m_budget->setPlaceholderText(tr("No ceiling"));
    addRow(form, tr("B&udget in dollars:"), m_budget);
    m_tier = new QComboBox;
    m_tier->addItem(tr("As the specification says"), QString());
    m_tier->addItem(tr("Simple"), toKey(Tier::Simple));
    m_tier->addItem(tr("Standard"), toKey(Tier::Standard));
    m_tier->addItem(tr("Production"), toKey(Tier::Production));
    addRow(form, tr("&Tier:"), m_tier);
    m_features = new QSpinBox;
    m_features->setRange(0, 1000);
    m_features->setSpecialValueText(tr("By specification and tier"));
    addRow(form, tr("&Features:"), m_features);
    auto *gates = new QWidget;
    auto *row = new QHBoxLayout(gates);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    for (const QString &title : {tr("Design"), tr("Feature list"), tr("Before packaging")}) {
        m_gates << new QCheckBox(title);
        row->addWidget(m_gates.last());
    }
    row->addStretch();
    form.addRow(tr("Wait for me at:"), gates);
}

void StartSheet::makeEnd(QVBoxLayout &layout)
{
    m_forecast = new QLabel;
    m_forecast->setWordWrap(true);
    m_forecast->setAccessibleName(tr("Forecast"));
    m_obstacle = new QLabel;
    m_obstacle->setWordWrap(true);
    m_obstacle->setTextFormat(Qt::PlainText);
    m_obstacle->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_mend = new QPushButton;
    m_mend->hide();
    layout.addWidget(m_forecast);
    layout.addStretch();
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_obstacle, 1);
    row->addWidget(m_mend);
    auto *cancel = new QPushButton(tr("Cancel"));
    m_start = new QPushButton(tr("&Start"));
    m_start->setDefault(true);
    m_start->setEnabled(false);
    cancel->setAutoDefault(false);
    m_mend->setAutoDefault(false);
    row->addWidget(cancel);
    row->addWidget(m_start);
    layout.addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_start, &QPushButton::clicked, this, &StartSheet::start);
    connect(m_mend, &QPushButton::clicked, this, [this] { m_context.actions.action(u"file.claude_key"_s)->trigger(); });
}

void StartSheet::fill(const StartChoices &choices)
{
    choose(m_source, static_cast<int>(choices.source));
    choose(m_template, choices.templateId);
    m_file->setText(choices.specPath);
    m_prompt->setPlainText(choices.prompt);
    m_model->setCurrentText(choices.model);
    m_model->lineEdit()->setPlaceholderText(tr("The default model"));
    m_budget->setText(choices.budget);
    choose(m_sandbox, choices.sandbox);
    choose(m_network, toKey(choices.network));
    choose(m_tier, choices.tier ? toKey(*choices.tier) : QString());
    m_features->setValue(choices.features);
    m_gates.at(0)->setChecked(choices.gates.design);
    m_gates.at(1)->setChecked(choices.gates.features);
    m_gates.at(2)->setChecked(choices.gates.package);
}

StartChoices StartSheet::choices() const
{
    StartChoices made;
    made.source = static_cast<StartChoices::Source>(m_source->currentData().toInt());
    made.templateId = m_template->currentData().toString();
    made.specPath = m_file->text().trimmed();
    made.prompt = m_prompt->toPlainText();
    made.specText = m_given.specText;
    made.specName = m_given.specName;
    made.spec = m_given.spec;
    made.specVersion = m_given.specVersion;
    made.model = m_model->currentText().trimmed();
    made.budget = m_budget->text();
    made.sandbox = m_sandbox->currentData().toString();
    made.network = networkPolicyFromKey(m_network->currentData().toString()).value_or(NetworkPolicy::Registries);
    made.tier = tierFromKey(m_tier->currentData().toString());
    made.features = m_features->value();
    made.gates = {.design = m_gates.at(0)->isChecked(),
                  .features = m_gates.at(1)->isChecked(),
                  .package = m_gates.at(2)->isChecked(),
                  .every = 0};
    return made;
}

void StartSheet::look()
{
    const int generation = ++m_generation;
    m_context.session.read(
        this,
        [choices = choices()](engine::ReadSide &side) -> Result<StartOutlook> {
            return outlookOf(&side.database(), choices);
        },
        [this, generation](const Result<StartOutlook> &outlook) {
            if (generation != m_generation)
                return;
            if (outlook)
                return showOutlook(*outlook);
            StartOutlook failed;
            failed.obstacle = outlook.error();
            showOutlook(failed);
        });
}

void StartSheet::showOutlook(const StartOutlook &outlook)
{
    m_name->setText(outlook.name.isEmpty() ? tr("made from the description")
                                           : usertext::plainTerminalText(outlook.name));
    QString forecast = outlook.forecast.isEmpty() ? QString() : tr("Expected: %1.").arg(outlook.forecast);
    if (outlook.demonstration)
        forecast = tr("Demonstration: recorded answers, no AI, nothing is paid.") + u' ' + forecast;
    m_forecast->setText(forecast);
    m_obstacle->setText(outlook.obstacle ? usertext::errorText(*outlook.obstacle) : QString());
    m_start->setEnabled(!outlook.obstacle);
    const bool key = outlook.obstacle && outlook.obstacle->code == ErrorCode::KeyMissing;
    m_mend->setText(tr("Where to put a key…"));
    m_mend->setVisible(key);
}

void StartSheet::start()
{
    m_start->setEnabled(false);
    m_obstacle->setText(tr("Starting…"));
    m_context.session.act(
        this,
        [choices = choices()](api::ActingSide &side, std::stop_token stop) -> Result<BuildId> {
            const auto request = requestOf(choices);
            return request ? side.submit(*request, stop) : Result<BuildId>(fail(request.error()));
        },
        [this](const Result<BuildId> &build) {
            if (!build) {
                StartOutlook failed;
                failed.obstacle = build.error();
                failed.name = m_name->text();
                showOutlook(failed);
                return;
            }
            Q_EMIT m_context.notices.goTo(u"builds"_s, build->value);
            accept();
        });
}

void StartSheet::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Choose a Specification"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Specifications (*.md *.xml *.txt)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, m_file, &QLineEdit::setText);
    dialog->open();
}

}  // namespace bw::desktop
