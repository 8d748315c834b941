// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/keydialog.h"

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

KeyDialog::KeyDialog(QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"keyDialog"_s);
    setWindowTitle(tr("Use Claude"));
    setMinimumWidth(520);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    const bool there =
        qEnvironmentVariableIsSet("ANTHROPIC_API_KEY") || qEnvironmentVariableIsSet("ANTHROPIC_AUTH_TOKEN");
    auto *state =
        new QLabel(there ? tr("A key is there. Builds with a Claude model can start.") : tr("There is no key yet."));
    QFont strong = state->font();
    strong.setWeight(QFont::DemiBold);
    state->setFont(strong);
    layout->addWidget(state);
    auto *how = new QLabel(tr("Buildwright reads the key from the environment when it starts, keeps it in memory only, "
                              "and never lets it into a sandbox. Make a key in Anthropic's console, put this line "
                              "with your key into the file that your session reads, such as ~/.profile, log in again "
                              "and start Buildwright:"));
    how->setWordWrap(true);
    layout->addWidget(how);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *line = new QLineEdit(u"export ANTHROPIC_API_KEY="_s);
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
