// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chatstart.h"

#include "widgets/look.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

ChatStart::ChatStart(QWidget *parent)
    : QWidget(parent)
{
    auto *outer = new QVBoxLayout(this);
    outer->addStretch(2);
    auto *box = new QWidget;
    box->setMaximumWidth(620);
    outer->addWidget(box, 0, Qt::AlignHCenter);
    outer->addStretch(3);
    auto *layout = new QVBoxLayout(box);
    layout->setSpacing(2 * metrics::unit);
    auto *title = new QLabel(tr("What do you want to build?"));
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    title->setAlignment(Qt::AlignCenter);
    layout->addWidget(title);
    auto *text =
        new QLabel(tr("Describe it in your own words. Questions are asked until it is clear; then a specification "
                      "is written beside the chat, which you can change, compare and build."));
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignCenter);
    text->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(text);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics::unit);
    grid->setVerticalSpacing(metrics::unit + 4);
    const QStringList titles {tr("A tool for a team"), tr("A shop or a booking page"), tr("A dashboard over my data"),
                              tr("A small game")};
    const QStringList firsts {tr("I need a tool for my team: "), tr("I want to sell or rent out: "),
                              tr("I have this data and want to see: "), tr("A small game in which ")};
    for (int i = 0; i < titles.size(); ++i) {
        auto *button = new QPushButton(titles.at(i));
        button->setMinimumHeight(44);
        connect(button, &QPushButton::clicked, this, [this, first = firsts.at(i)] { Q_EMIT begun(first); });
        grid->addWidget(button, i / 2, i % 2);
    }
    layout->addLayout(grid);
    auto *row = new QHBoxLayout;
    row->addStretch();
    auto *recorded = new QPushButton(tr("Watch a recorded conversation (no key, no AI)"));
    recorded->setFlat(true);
    connect(recorded, &QPushButton::clicked, this, &ChatStart::recordedChosen);
    row->addWidget(recorded);
    row->addStretch();
    layout->addLayout(row);
}

}  // namespace bw::desktop
