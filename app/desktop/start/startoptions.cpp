// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/startoptions.h"

#include "models/startfields.h"
#include "start/startforms.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

StartOptions::StartOptions(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout)
    , m_fold(new QPushButton)
    , m_project(new QComboBox)
    , m_model(forms::modelBox(tr("The default model"), true))
    , m_effort(forms::effortBox(tr("As the service has it")))
    , m_sandbox(new QComboBox)
    , m_network(new QComboBox)
    , m_tier(new QComboBox)
    , m_policy(new QComboBox)
    , m_features(new QSpinBox)
    , m_every(new QSpinBox)
    , m_retries(new QSpinBox)
    , m_priority(new QSpinBox)
    , m_out(new QLineEdit)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    forms::dress(*m_form);
    layout->addLayout(m_form);
    makeMain();
    m_fold->setObjectName(u"fold"_s);
    m_fold->setCheckable(true);
    m_fold->setAutoDefault(false);
    m_fold->setFlat(true);
    layout->addWidget(m_fold, 0, Qt::AlignLeft);
    m_more = makeMore();
    layout->addWidget(m_more);
    connect(m_fold, &QPushButton::toggled, this, &StartOptions::unfold);
    connect(m_fold, &QPushButton::clicked, this, [this](bool open) {
        if (open)
            m_roles.first().model->setFocus(Qt::OtherFocusReason);
    });
    unfold(false);
    connectChanges();
    showCloud();
}

void StartOptions::makeMain()
{
    forms::addRow(*m_form, tr("&Project:"), m_project);
    setProjects({});
    m_sandbox->addItem(tr("On this machine"), u"local"_s);
    m_sandbox->addItem(tr("At E2B"), u"e2b"_s);
    m_network->addItem(tr("None"), toKey(NetworkPolicy::None));
    m_network->addItem(tr("Package registries"), toKey(NetworkPolicy::Registries));
    m_network->addItem(tr("Open"), toKey(NetworkPolicy::Open));
    m_tier->addItem(tr("As the specification says"), QString());
    m_tier->addItem(tr("Simple"), toKey(Tier::Simple));
    m_tier->addItem(tr("Standard"), toKey(Tier::Standard));
    m_tier->addItem(tr("Production"), toKey(Tier::Production));
    m_features->setRange(0, 1000);
    m_features->setSpecialValueText(tr("By specification and tier"));
    forms::addRow(*m_form, tr("&Model:"), m_model);
    forms::addRow(*m_form, tr("&Effort:"), m_effort);
    forms::addRow(*m_form, tr("&Where:"), m_sandbox);
    forms::addRow(*m_form, tr("&Network:"), m_network);
    QLineEdit *budget = makeLine(u"budget.usd"_s);
    forms::addRow(*m_form, tr("B&udget in dollars:"), budget);
    forms::addRow(*m_form, tr("&Tier:"), m_tier);
    forms::addRow(*m_form, tr("&Features:"), m_features);
    makeGates();
}

void StartOptions::makeGates()
{
    auto *gates = new QWidget;
    auto *rows = new QVBoxLayout(gates);
    rows->setContentsMargins(0, 0, 0, 0);
    auto *first = new QHBoxLayout;
    first->setSpacing(16);
    for (const QString &title : {tr("Design"), tr("Feature list"), tr("Before packaging")}) {
        m_gates << new QCheckBox(title);
        first->addWidget(m_gates.last());
    }
    first->addStretch();
    rows->addLayout(first);
    m_every->setRange(0, 1000);
    m_every->setSpecialValueText(tr("Not between features"));
    m_every->setPrefix(tr("Every "));
    m_every->setSuffix(tr(" verified features"));
    m_every->setAccessibleName(tr("Wait after so many verified features"));
    rows->addWidget(m_every);
    m_form->addRow(tr("Wait for me at:"), gates);
}

QLineEdit *StartOptions::makeLine(const QString &key)
{
    const auto &fields = startFields();
    const auto field =
        std::ranges::find_if(fields, [&key](const StartField &one) { return key == QLatin1StringView(one.key); });
    Q_ASSERT(field != fields.end());
    auto *line = new QLineEdit;
    line->setObjectName(key);
    line->setAccessibleName(titleOf(*field));
    line->setToolTip(hintOf(*field));
    if (key.startsWith("budget."_L1) || key.startsWith("phase."_L1) || key.startsWith("feature."_L1))
        line->setPlaceholderText(tr("No ceiling"));
    m_lines.insert(key, line);
    return line;
}

QWidget *StartOptions::makeMore()
{
    auto *more = new QWidget;
    auto *form = new QFormLayout(more);
    forms::dress(*form);
    form->setContentsMargins(0, 0, 0, 0);
    makeRoles(*form);
    m_policy->addItem(tr("Strict"), u"strict"_s);
    m_policy->addItem(tr("Balanced"), u"balanced"_s);
    m_policy->addItem(tr("Permissive"), u"permissive"_s);
    forms::addRow(*form, tr("Co&mmands it may run:"), m_policy);
    makeCeilings(*form);
    m_retries->setRange(0, 20);
    m_retries->setSpecialValueText(tr("Never"));
    forms::addRow(*form, tr("&Try again after a failure:"), m_retries);
    m_priority->setRange(-100, 100);
    forms::addRow(*form, tr("P&lace in the queue:"), m_priority);
    makeSandbox(*form);
    forms::addRow(*form, tr("A&ddress of the model:"), makeLine(u"model.base_url"_s));
    makeOut(*form);
    return more;
}

void StartOptions::makeRoles(QFormLayout &form)
{
    const std::pair<QString, QString> titles[] {{tr("Planning:"), tr("planning")},
                                                {tr("Writing code:"), tr("writing code")},
                                                {tr("Verifying:"), tr("verifying")},
                                                {tr("Reviewing:"), tr("reviewing")}};
    for (const auto &[title, spoken] : titles) {
        const Role role {forms::modelBox(tr("The model of the build"), false),
                         forms::effortBox(tr("Effort of the build"))};
        role.model->setAccessibleName(tr("Model for %1").arg(spoken));
        role.effort->setAccessibleName(tr("Effort for %1").arg(spoken));
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(role.model, 3);
        row->addWidget(role.effort, 2);
        form.addRow(title, row);
        m_roles << role;
    }
}

void StartOptions::makeCeilings(QFormLayout &form)
{
    // Two in a row, so that a narrow window shows them whole.
    const std::pair<QString, QStringList> rows[] {
        {tr("Whole build:"), {u"budget.tokens"_s, u"budget.minutes"_s, u"budget.sandbox_minutes"_s}},
        {tr("Each phase:"), {u"phase.usd"_s, u"phase.tokens"_s, u"phase.minutes"_s, u"phase.sandbox_minutes"_s}},
        {tr("Each feature:"),
         {u"feature.usd"_s, u"feature.tokens"_s, u"feature.minutes"_s, u"feature.sandbox_minutes"_s}},
    };
    for (const auto &[title, keys] : rows)
        form.addRow(title, forms::grid(keys, [this](const QString &key) { return makeLine(key); }));
}

void StartOptions::makeSandbox(QFormLayout &form)
{
    const QStringList keys {u"sandbox.memory"_s, u"sandbox.disk"_s, u"sandbox.processes"_s, u"sandbox.nice"_s};
    form.addRow(tr("Sandbox:"), forms::grid(keys, [this](const QString &key) { return makeLine(key); }));
    form.addRow(tr("At E2B:"),
                forms::grid({u"cloud.image"_s, u"cloud.node"_s}, [this](const QString &key) { return makeLine(key); }));
}

void StartOptions::makeOut(QFormLayout &form)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_out->setObjectName(u"out"_s);
    m_out->setPlaceholderText(tr("Nowhere"));
    m_out->setAccessibleName(tr("Copy the zip to"));
    row->addWidget(m_out, 1);
    row->addWidget(forms::fileButton(m_out, tr("Copy the Zip to"), true));
    form.addRow(tr("Copy the zip to:"), row);
}

void StartOptions::connectChanges()
{
    for (QComboBox *box : {m_sandbox, m_network, m_tier, m_policy, m_effort})
        connect(box, &QComboBox::currentIndexChanged, this, &StartOptions::changed);
    connect(m_sandbox, &QComboBox::currentIndexChanged, this, &StartOptions::showCloud);
    connect(m_model, &QComboBox::currentTextChanged, this, &StartOptions::changed);
    for (const Role &role : std::as_const(m_roles)) {
        connect(role.model, &QComboBox::currentTextChanged, this, &StartOptions::changed);
        connect(role.effort, &QComboBox::currentIndexChanged, this, &StartOptions::changed);
    }
    for (QSpinBox *box : {m_features, m_every, m_retries, m_priority})
        connect(box, &QSpinBox::valueChanged, this, &StartOptions::changed);
    for (QLineEdit *line : std::as_const(m_lines))
        connect(line, &QLineEdit::textChanged, this, &StartOptions::changed);
    connect(m_out, &QLineEdit::textChanged, this, &StartOptions::changed);
    for (QCheckBox *gate : std::as_const(m_gates))
        connect(gate, &QCheckBox::toggled, this, &StartOptions::changed);
    connect(m_project, &QComboBox::activated, this, [this] {
        m_wanted = m_project->currentData().toString();
        Q_EMIT projectChosen(m_wanted);
    });
}

void StartOptions::unfold(bool open)
{
    m_fold->setChecked(open);
    m_fold->setText(open ? tr("F&ewer Options") : tr("M&ore Options"));
    m_more->setVisible(open);
}

// They mean nothing on this machine.
void StartOptions::showCloud()
{
    const bool cloud = m_sandbox->currentData() == u"e2b"_s;
    for (const QString &key : {u"cloud.image"_s, u"cloud.node"_s})
        m_lines.value(key)->setEnabled(cloud);
}

void StartOptions::setProjects(const QList<Project> &projects)
{
    m_project->clear();
    m_project->addItem(tr("None"), QString());
    for (const Project &project : projects)
        m_project->addItem(project.name, project.id);
    forms::choose(m_project, m_wanted);
}

void StartOptions::fill(const StartChoices &choices)
{
    m_wanted = choices.project;
    forms::choose(m_project, m_wanted);
    m_model->setCurrentText(choices.model);
    forms::choose(m_effort, choices.effort);
    forms::choose(m_sandbox, choices.sandbox);
    forms::choose(m_network, toKey(choices.network));
    forms::choose(m_policy, choices.policy);
    forms::choose(m_tier, choices.tier ? toKey(*choices.tier) : QString());
    m_features->setValue(choices.features);
    m_every->setValue(choices.gates.every);
    m_gates.at(0)->setChecked(choices.gates.design);
    m_gates.at(1)->setChecked(choices.gates.features);
    m_gates.at(2)->setChecked(choices.gates.package);
    m_retries->setValue(choices.retries);
    m_priority->setValue(choices.priority);
    m_out->setText(choices.out);
    const RoleValues &models = choices.roleModels, &efforts = choices.roleEfforts;
    const QString values[] {models.plan, models.code, models.verify, models.review};
    const QString levels[] {efforts.plan, efforts.code, efforts.verify, efforts.review};
    for (qsizetype i = 0; i < m_roles.size(); ++i) {
        m_roles.at(i).model->setCurrentText(values[i]);
        forms::choose(m_roles.at(i).effort, levels[i]);
    }
    StartChoices copy = choices;
    StartChoices usual = defaultChoices();
    bool rare = models != usual.roleModels || efforts != usual.roleEfforts || choices.policy != usual.policy
        || choices.retries != usual.retries || choices.priority != 0 || !choices.out.isEmpty();
    for (const StartField &field : startFields()) {
        m_lines.value(QString::fromLatin1(field.key))->setText(field.of(copy));
        rare = rare || (qstrcmp(field.key, "budget.usd") != 0 && field.of(copy) != field.of(usual));
    }
    if (rare)
        unfold(true);
}

void StartOptions::readInto(StartChoices &choices) const
{
    choices.project = m_wanted;
    choices.model = m_model->currentText().trimmed();
    choices.effort = m_effort->currentData().toString();
    choices.sandbox = m_sandbox->currentData().toString();
    choices.network = networkPolicyFromKey(m_network->currentData().toString()).value_or(NetworkPolicy::Registries);
    choices.policy = m_policy->currentData().toString();
    choices.tier = tierFromKey(m_tier->currentData().toString());
    choices.features = m_features->value();
    choices.gates = {.design = m_gates.at(0)->isChecked(),
                     .features = m_gates.at(1)->isChecked(),
                     .package = m_gates.at(2)->isChecked(),
                     .every = m_every->value()};
    choices.retries = m_retries->value();
    choices.priority = m_priority->value();
    choices.out = m_out->text().trimmed();
    const auto model = [this](int role) { return m_roles.at(role).model->currentText().trimmed(); };
    const auto effort = [this](int role) { return m_roles.at(role).effort->currentData().toString(); };
    choices.roleModels = {model(0), model(1), model(2), model(3)};
    choices.roleEfforts = {effort(0), effort(1), effort(2), effort(3)};
    for (const StartField &field : startFields())
        field.of(choices) = m_lines.value(QString::fromLatin1(field.key))->text();
}

bool StartOptions::focusField(const QString &field)
{
    QWidget *found = field == "model"_L1 ? m_model
        : field == "sandbox"_L1          ? m_sandbox
        : field == "roles"_L1            ? m_roles.first().model
        : field == "out"_L1              ? m_out
                                         : static_cast<QWidget *>(m_lines.value(field));
    if (found == nullptr)
        return false;
    if (m_more->isAncestorOf(found))
        unfold(true);
    found->setFocus(Qt::OtherFocusReason);
    return true;
}

}  // namespace bw::desktop
