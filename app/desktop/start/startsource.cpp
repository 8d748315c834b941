// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/startsource.h"

#include "spec/templatecatalogue.h"
#include "start/startforms.h"
#include "usertext/terminaltext.h"
#include "widgets/look.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

StartSource::StartSource(const StartChoices &given, QWidget *parent)
    : QWidget(parent)
    , m_given(given)
    , m_kind(new QComboBox)
    , m_template(new QComboBox)
    , m_what(new QStackedWidget)
    , m_file(new QLineEdit)
    , m_browse(forms::fileButton(m_file, tr("Choose a Specification"), false))
    , m_prompt(new QPlainTextEdit)
    , m_name(new QLabel)
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    forms::dress(*form);
    forms::addRow(*form, tr("&Build from:"), m_kind);
    makeKinds();
    form->addRow(QString(), m_what);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setWordWrap(true);
    form->addRow(tr("Name:"), m_name);
    forms::choose(m_kind, static_cast<int>(given.source));
    forms::choose(m_template, given.templateId);
    m_file->setText(given.specPath);
    m_prompt->setPlainText(given.prompt);
    fit();
    connect(m_kind, &QComboBox::currentIndexChanged, this, &StartSource::fit);
    for (QComboBox *box : {m_kind, m_template})
        connect(box, &QComboBox::currentIndexChanged, this, &StartSource::changed);
    connect(m_file, &QLineEdit::textChanged, this, &StartSource::changed);
    connect(m_prompt, &QPlainTextEdit::textChanged, this, &StartSource::changed);
}

void StartSource::makeKinds()
{
    m_kind->addItem(tr("A template"), static_cast<int>(StartChoices::Source::Template));
    m_kind->addItem(tr("A specification in a file"), static_cast<int>(StartChoices::Source::File));
    m_kind->addItem(tr("A description"), static_cast<int>(StartChoices::Source::Prompt));
    m_template->setAccessibleName(tr("Template"));
    m_template->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_template->setMinimumContentsLength(20);
    if (const auto catalogue = spec::TemplateCatalogue::load())
        for (const spec::Template &entry : catalogue->all())
            m_template->addItem(tr("%1: %2").arg(entry.name, entry.description), entry.id);
    m_what->addWidget(m_template);
    auto *file = new QWidget;
    auto *row = new QHBoxLayout(file);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_file->setAccessibleName(tr("Path of the specification"));
    m_file->setPlaceholderText(tr("Markdown, XML-like text or .bwspec"));
    row->addWidget(m_file, 1);
    row->addWidget(m_browse);
    m_what->addWidget(file);
    m_prompt->setAccessibleName(tr("Description"));
    m_prompt->setPlaceholderText(tr("What should it do, and for whom?"));
    m_prompt->setTabChangesFocus(true);
    m_what->addWidget(m_prompt);
    auto *library = new QLabel;
    library->setTextFormat(Qt::PlainText);
    library->setWordWrap(true);
    m_what->addWidget(library);
    if (m_given.source == StartChoices::Source::Library) {
        m_kind->addItem(tr("A specification of the library"), static_cast<int>(StartChoices::Source::Library));
        const QString name = usertext::plainTerminalText(m_given.specName);
        library->setText(m_given.specVersion > 0 ? tr("%1, version %2").arg(name).arg(m_given.specVersion) : name);
    }
}

void StartSource::fit()
{
    const int index = m_kind->currentIndex();
    m_what->setCurrentIndex(index);
    const int line = fontMetrics().lineSpacing();
    m_what->setFixedHeight(index == 2 ? 5 * line + 16 : std::max(metrics::control, line + 16));
}

void StartSource::readInto(StartChoices &choices) const
{
    choices.source = static_cast<StartChoices::Source>(m_kind->currentData().toInt());
    choices.templateId = m_template->currentData().toString();
    choices.specPath = m_file->text().trimmed();
    choices.prompt = m_prompt->toPlainText();
    choices.specText = m_given.specText;
    choices.specName = m_given.specName;
    choices.spec = m_given.spec;
    choices.specVersion = m_given.specVersion;
}

void StartSource::setName(const QString &name)
{
    m_name->setText(name.isEmpty() ? tr("made from the description") : usertext::plainTerminalText(name));
}

QString StartSource::name() const { return m_name->text(); }

void StartSource::focus()
{
    QWidget *field = m_what->currentIndex() == 1 ? static_cast<QWidget *>(m_file)
        : m_what->currentIndex() == 2            ? static_cast<QWidget *>(m_prompt)
        : m_what->currentIndex() == 0            ? static_cast<QWidget *>(m_template)
                                                 : static_cast<QWidget *>(m_kind);
    field->setFocus(Qt::OtherFocusReason);
}

void StartSource::chooseFile() { m_browse->click(); }

}  // namespace bw::desktop
