// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/attachmentstrip.h"

#include "usertext/terminaltext.h"
#include "widgets/icons.h"

#include <QHBoxLayout>
#include <QImage>
#include <QLocale>
#include <QPixmap>
#include <QPushButton>
#include <QScrollBar>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{
constexpr QSize pictureSize(48, 36);
}  // namespace

AttachmentStrip::AttachmentStrip(QWidget *parent)
    : QScrollArea(parent)
{
    auto *inside = new QWidget;
    m_row = new QHBoxLayout(inside);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(8);
    setWidget(inside);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Attached files"));
    hide();
}

void AttachmentStrip::setFiles(const QList<store::ChatAttachment> &files)
{
    if (files == m_files)
        return;
    m_files = files;
    m_buttons.clear();
    while (QLayoutItem *item = m_row->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    for (const store::ChatAttachment &file : files) {
        const QString name = usertext::plainTerminalText(file.name);
        const QString size = QLocale().formattedDataSize(file.bytes, 0, QLocale::DataSizeSIFormat);
        auto *button = new QPushButton(icons::icon(u"close"_s), QString(name.left(40)).replace(u'&', u"&&"_s));
        button->setAccessibleName(tr("Take %1 off").arg(name));
        button->setToolTip(tr("%1, %2. Press to take it off.").arg(name, size));
        connect(button, &QPushButton::clicked, this, [this, id = file.id] { Q_EMIT detachRequested(id); });
        m_row->addWidget(button);
        m_buttons.insert(file.id, button);
    }
    m_row->addStretch();
    setFixedHeight(widget()->sizeHint().height() + horizontalScrollBar()->sizeHint().height());
    setVisible(!files.isEmpty());
    for (const store::ChatAttachment &file : files)
        if (file.kind != "pdf"_L1)
            Q_EMIT previewWanted(file);
}

void AttachmentStrip::setPreview(const QString &attachment, const QImage &picture, const QString &firstWords)
{
    QPushButton *button = m_buttons.value(attachment);
    if (!button)
        return;
    if (!picture.isNull()) {
        button->setIcon(QPixmap::fromImage(picture));
        button->setIconSize(pictureSize);
        setFixedHeight(qMax(height(), pictureSize.height() + 16 + horizontalScrollBar()->sizeHint().height()));
    }
    if (!firstWords.isEmpty())
        button->setToolTip(button->toolTip() + u"\n\n"_s + firstWords);
}

}  // namespace bw::desktop
