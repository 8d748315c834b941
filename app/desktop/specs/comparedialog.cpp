// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/comparedialog.h"

#include "specs/specdiffview.h"
#include "widgets/look.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace bw::desktop
{

CompareDialog::CompareDialog(DataSession &session, const QString &title, const QByteArray &before,
                             const QByteArray &after, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Compare"));
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(metrics::unit);
    auto *which = new QLabel(title);
    which->setTextFormat(Qt::PlainText);
    which->setWordWrap(true);
    QFont strong = which->font();
    strong.setWeight(QFont::DemiBold);
    which->setFont(strong);
    layout->addWidget(which);
    auto *view = new SpecDiffView(session);
    layout->addWidget(view, 1);
    auto *row = new QHBoxLayout;
    row->addStretch();
    auto *close = new QPushButton(tr("Close"));
    row->addWidget(close);
    layout->addLayout(row);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(view, &SpecDiffView::retried, this, [view, before, after] { view->compare(before, after); });
    resize(860, 600);
    view->compare(before, after);
}

}  // namespace bw::desktop
