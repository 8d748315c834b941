// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/limitsdialog.h"

#include "account/settings.h"
#include "shell/notices.h"
#include "start/startforms.h"
#include "usertext/usertext.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

// As a person would type it; empty for none.
QString valueText(const account::Settings &settings, const QString &key)
{
    const auto value = settings.get(key);
    if (!value || value->is_null() || (value->is_number() && value->get<double>() == 0.0))
        return {};
    return value->is_string() ? toQString(value->get<std::string>()) : QString::fromUtf8(toBytes(*value));
}

}  // namespace

LimitsDialog::LimitsDialog(Notices &notices, QWidget *parent)
    : QDialog(parent)
    , m_notices(notices)
    , m_said(new QLabel)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"limitsDialog"_s);
    setWindowTitle(tr("Limits of All Builds"));
    setMinimumWidth(520);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    auto *what =
        new QLabel(tr("They hold for all builds and chats together. A build that reaches one waits; nothing of "
                      "it is lost. An empty field is no limit."));
    what->setWordWrap(true);
    layout->addWidget(what);
    auto *form = new QFormLayout;
    forms::dress(*form);
    const auto settings = account::Settings::load();
    const std::pair<QString, QString> rows[] {{tr("&Dollars a day:"), u"limits.usd_per_day"_s},
                                              {tr("Dollars a &month:"), u"limits.usd_per_month"_s},
                                              {tr("&Tokens a day:"), u"limits.tokens_per_day"_s},
                                              {tr("T&okens a month:"), u"limits.tokens_per_month"_s},
                                              {tr("&Builds that begin in an hour:"), u"limits.builds_per_hour"_s}};
    for (const auto &[title, key] : rows) {
        auto *line = new QLineEdit(valueText(settings, key));
        line->setPlaceholderText(tr("No limit"));
        forms::addRow(*form, title, line);
        m_lines.append({key, line});
    }
    layout->addLayout(form);
    m_said->setWordWrap(true);
    m_said->setTextFormat(Qt::PlainText);
    layout->addWidget(m_said);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    connect(buttons->button(QDialogButtonBox::Save), &QPushButton::clicked, this, &LimitsDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

void LimitsDialog::save()
{
    auto settings = account::Settings::load();
    for (const Line &line : std::as_const(m_lines)) {
        const QString typed = line.field->text().trimmed();
        if (typed == valueText(settings, line.key))
            continue;
        if (const auto saved = settings.set(line.key, typed); !saved) {
            m_said->setText(usertext::errorText(saved.error()));
            line.field->setFocus();
            return;
        }
    }
    Q_EMIT m_notices.toast(tr("Saved in %1").arg(settings.path()));
    accept();
}

}  // namespace bw::desktop
