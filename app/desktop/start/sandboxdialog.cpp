// SPDX-License-Identifier: GPL-3.0-or-later
#include "start/sandboxdialog.h"

#include "engine/sandboxcheck.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

SandboxDialog::SandboxDialog(QWidget *parent)
    : QDialog(parent)
    , m_state(new QLabel)
    , m_remedy(new QLabel)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"sandboxDialog"_s);
    setWindowTitle(tr("Local Sandbox"));
    setMinimumWidth(520);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    QFont strong = m_state->font();
    strong.setWeight(QFont::DemiBold);
    m_state->setFont(strong);
    for (QLabel *label : {m_state, m_remedy}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        layout->addWidget(label);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton *again = buttons->addButton(tr("Look Again"), QDialogButtonBox::ActionRole);
    m_copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    connect(again, &QPushButton::clicked, this, &SandboxDialog::look);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_state->text() + u'\n' + m_remedy->text()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    look();
}

// A few small files of the system, and no sandbox: it may be done here.
void SandboxDialog::look()
{
    const auto possible = engine::checkSandboxHere(u"local"_s);
    m_copy->setVisible(!possible);
    if (possible) {
        m_state->setText(tr("Sandboxes can be made on this machine."));
        m_remedy->setText(tr("Agents work inside them and see nothing of your files."));
        return;
    }
    m_state->setText(tr("No sandbox can be made on this machine: %1.").arg(possible.error().args.value(u"why"_s)));
    m_remedy->setText(possible.error().args.value(u"remedy"_s) + u'\n'
                      + tr("Until then builds can work at E2B, which needs a key."));
}

}  // namespace bw::desktop
