// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sidelist.h"

#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

namespace bw::desktop
{

void dressSideList(QListView *list, const QString &name)
{
    list->setUniformItemSizes(true);
    list->setMouseTracking(true);
    list->setFrameShape(QFrame::NoFrame);
    list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setAccessibleName(name);
    list->viewport()->setBackgroundRole(QPalette::Window);
}

QWidget *makeSide(QLineEdit *field, const QString &placeholder, QWidget *button, QWidget *list)
{
    auto *side = new QWidget;
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(8);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    field->setPlaceholderText(placeholder);
    field->setAccessibleName(placeholder);
    field->setClearButtonEnabled(true);
    row->addWidget(field, 1);
    row->addWidget(button);
    layout->addLayout(row);
    layout->addWidget(list, 1);
    return side;
}

}  // namespace bw::desktop
