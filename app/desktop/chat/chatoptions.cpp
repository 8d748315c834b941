// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chatoptions.h"

#include "claude/modelcatalogue.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int mostTokens = 1'000'000;

void addRow(QFormLayout &form, const QString &label, QWidget *field)
{
    auto *made = new QLabel(label);
    made->setBuddy(field);
    form.addRow(made, field);
    field->setAccessibleName(QString(label).remove(u'&').remove(u':'));
}

/// Dollars for a million tokens: prices stand in nano-dollars a token.
QString perMillion(qint64 price) { return QLocale().toCurrencyString(static_cast<double>(price) / 1000, u"$"_s); }

}  // namespace

ChatOptions::ChatOptions(const engine::NewChat &now, QWidget *parent)
    : QDialog(parent)
    , m_model(new QComboBox)
    , m_effort(new QComboBox)
    , m_tokens(new QSpinBox)
    , m_about(new QLabel)
{
    setWindowTitle(tr("Model of This Chat"));
    setMinimumWidth(480);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(16);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_model->setEditable(true);
    for (const claude::CatalogueEntry &entry : claude::PriceTable::builtIn().entries())
        m_model->addItem(entry.info.id);
    m_model->setCurrentText(now.model);
    m_model->lineEdit()->setPlaceholderText(tr("The default model"));
    m_model->setToolTip(tr("A model of the list, or any name that your server knows"));
    addRow(*form, tr("&Model:"), m_model);
    addRow(*form, tr("&Effort:"), m_effort);
    m_tokens->setRange(0, mostTokens);
    m_tokens->setSingleStep(1000);
    m_tokens->setGroupSeparatorShown(true);
    m_tokens->setSpecialValueText(tr("As many as fit"));
    m_tokens->setValue(now.tokens);
    addRow(*form, tr("&Tokens of one answer:"), m_tokens);
    layout->addLayout(form);
    m_about->setWordWrap(true);
    m_about->setTextFormat(Qt::PlainText);
    m_about->setAccessibleName(tr("About the model"));
    layout->addWidget(m_about);
    layout->addStretch();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    connect(m_model, &QComboBox::currentTextChanged, this, [this] { fit(m_effort->currentData().toString()); });
    fit(now.effort);
}

/// Efforts and facts of the model that is named now.
void ChatOptions::fit(const QString &effort)
{
    const QString model = m_model->currentText().trimmed();
    const auto &table = claude::PriceTable::builtIn();
    const auto entry = table.entry(model);
    QStringList efforts = entry ? entry->efforts
        : model.isEmpty()       ? QStringList {u"low"_s, u"medium"_s, u"high"_s}
                                : QStringList {u"low"_s, u"medium"_s, u"high"_s, u"xhigh"_s, u"max"_s};
    m_effort->clear();
    m_effort->addItem(tr("By the service"), QString());
    for (const QString &one : std::as_const(efforts))
        m_effort->addItem(one, one);
    m_effort->setCurrentIndex(qMax(0, m_effort->findData(effort)));
    m_effort->setEnabled(!efforts.isEmpty());
    if (model.isEmpty()) {
        m_about->setText(tr("The default model is the one of the settings."));
    } else if (!entry) {
        m_about->setText(tr("This model is not in the catalogue: its price is unknown."));
    } else {
        const auto price = table.price(model, 0);
        m_about->setText(
            tr("Window %1 tokens, answers up to %2 tokens.")
                .arg(QLocale().toString(entry->info.contextWindow), QLocale().toString(entry->info.maxOutput))
            + (price ? u' '
                       + tr("A million tokens cost %1 read and %2 written.")
                             .arg(perMillion(price->input), perMillion(price->output))
                     : QString()));
    }
}

engine::NewChat ChatOptions::chosen() const
{
    engine::NewChat chosen;
    chosen.model = m_model->currentText().trimmed();
    chosen.effort = m_effort->currentData().toString();
    chosen.tokens = m_tokens->value();
    return chosen;
}

}  // namespace bw::desktop
