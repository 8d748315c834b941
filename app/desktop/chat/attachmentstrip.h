// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/chatrecords.h"

#include <QHash>
#include <QScrollArea>

class QHBoxLayout;
class QImage;
class QPushButton;

namespace bw::desktop
{

/// The files of the message that is being written, in one line that scrolls: a small picture of an image, the first
/// words of a text on hover, and a press takes one off.
class AttachmentStrip final : public QScrollArea
{
    Q_OBJECT
public:
    explicit AttachmentStrip(QWidget *parent = nullptr);

    /// None: it hides itself.
    void setFiles(const QList<store::ChatAttachment> &files);
    /// Of a file that is shown; anything else is forgotten.
    void setPreview(const QString &attachment, const QImage &picture, const QString &firstWords);

Q_SIGNALS:
    void detachRequested(const QString &attachment);
    /// There is none yet.
    void previewWanted(const bw::store::ChatAttachment &attachment);

private:
    QHBoxLayout *m_row;
    QHash<QString, QPushButton *> m_buttons;
    QList<store::ChatAttachment> m_files;
};

}  // namespace bw::desktop
