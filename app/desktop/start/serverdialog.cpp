// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/serverdialog.h"

#include "account/settings.h"
#include "shell/notices.h"
#include "usertext/usertext.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

ServerDialog::ServerDialog(Notices &notices, QWidget *parent)
    : QDialog(parent)
    , m_notices(notices)
    , m_address(new QLineEdit)
    , m_model(new QLineEdit)
    , m_said(new QLabel)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"serverDialog"_s);
    setWindowTitle(tr("Use a Local Server"));
    setMinimumWidth(520);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    auto *what = new QLabel(tr("Requests go to this address in place of api.anthropic.com. The server has to speak the "
                               "Messages API."));
    what->setWordWrap(true);
    layout->addWidget(what);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(10);
    const auto settings = account::Settings::load();
    m_address->setText(settings.model().baseUrl);
    m_address->setPlaceholderText(u"http://127.0.0.1:8080"_s);
    m_model->setText(settings.build().model);
    m_model->setPlaceholderText(tr("Name of the model there"));
    form->addRow(tr("&Address:"), m_address);
    form->addRow(tr("&Model:"), m_model);
    m_address->setAccessibleName(tr("Address"));
    m_model->setAccessibleName(tr("Model"));
    layout->addLayout(form);
    m_said->setWordWrap(true);
    layout->addWidget(m_said);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
    m_save = buttons->button(QDialogButtonBox::Save);
    connect(m_save, &QPushButton::clicked, this, &ServerDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    connect(m_address, &QLineEdit::textChanged, this, &ServerDialog::check);
    check();
}

void ServerDialog::check()
{
    const QString text = m_address->text().trimmed();
    const QUrl url(text, QUrl::StrictMode);
    const bool good = text.isEmpty()
        || (url.isValid() && !url.host().isEmpty() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1));
    m_save->setEnabled(good);
    m_said->setText(good ? text.isEmpty() ? tr("Without an address requests go to api.anthropic.com.") : QString()
                         : tr("This is no address. It begins with http:// or https://."));
}

void ServerDialog::save()
{
    auto settings = account::Settings::load();
    Status saved = settings.set(u"model.base_url"_s, m_address->text().trimmed());
    if (saved)
        saved = settings.set(u"build.model"_s, m_model->text().trimmed());
    if (!saved) {
        m_said->setText(usertext::errorText(saved.error()));
        return;
    }
    Q_EMIT m_notices.toast(tr("Saved in %1").arg(settings.path()));
    accept();
}

}  // namespace bw::desktop
