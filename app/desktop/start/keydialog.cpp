// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/keydialog.h"

#include "models/providerstate.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

KeyDialog::KeyDialog(Service service, QWidget *parent)
    : QDialog(parent)
{
    const bool claude = service == Service::Claude;
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"keyDialog"_s);
    setWindowTitle(claude ? tr("Use Claude") : tr("Use E2B"));
    setMinimumWidth(520);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    const KeysThere keys = keysThere();
    const QString thereText = claude ? tr("A key is there. Builds with a Claude model can start.")
                                     : tr("A key is there. Builds can work in a sandbox at E2B.");
    auto *state = new QLabel((claude ? keys.claude : keys.e2b) ? thereText : tr("There is no key yet."));
    QFont strong = state->font();
    strong.setWeight(QFont::DemiBold);
    state->setFont(strong);
    layout->addWidget(state);
    auto *how = new QLabel(
        (claude ? tr("Make a key in Anthropic's console.") : tr("Make a key in E2B's dashboard.")) + u' '
        + tr("Buildwright reads the key from the environment when it starts, keeps it in memory only, and never lets "
             "it into a sandbox. Put this line with your key into the file that your session reads, such as "
             "~/.profile, log in again and start Buildwright:"));
    how->setWordWrap(true);
    layout->addWidget(how);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *line = new QLineEdit(claude ? u"export ANTHROPIC_API_KEY="_s : u"export E2B_API_KEY="_s);
    line->setReadOnly(true);
    line->setAccessibleName(tr("Line for the environment"));
    line->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *copy = new QPushButton(tr("Copy"));
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this, [line] { QGuiApplication::clipboard()->setText(line->text()); });
    row->addWidget(line, 1);
    row->addWidget(copy);
    layout->addLayout(row);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

}  // namespace bw::desktop
