// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/chatrecords.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace bw::desktop
{

/// Where a person writes: grows with the text up to a third of the window, Enter sends, Shift+Enter begins a line, Esc
/// stops the answer, Up in an empty field takes the last message again. Files come by drop, paste and dialog. Knows no
/// service.
class Composer final : public QWidget
{
    Q_OBJECT
public:
    explicit Composer(QWidget *parent = nullptr);

    [[nodiscard]] QString text() const;
    void setText(const QString &text);
    void clear();
    void setStreaming(bool streaming);
    /// Said below the field: stage, context, cost.
    void setStatus(const QString &status);
    void setAttachments(const QList<store::ChatAttachment> &attachments);
    /// What can be said to a recording, as buttons; empty = anything can be said.
    void setReplies(const QStringList &replies);
    /// While a message of before is written again.
    void setEditing(bool editing);
    void takeFocus();

Q_SIGNALS:
    void sendRequested(const QString &text);
    void stopRequested();
    void editLastRequested();
    void editCancelled();
    void textEdited(const QString &text);
    void fileChosen(const QString &path);
    void bytesPasted(const QString &name, const QByteArray &bytes);
    void detachRequested(const QString &attachment);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    bool keyPressed(const QKeyEvent &event);
    bool takeFiles(const QMimeData *mime);
    void send();
    void chooseFiles();
    void fit();
    static void empty(QHBoxLayout *layout);

    QPlainTextEdit *m_field;
    QPushButton *m_send;
    QPushButton *m_stop;
    QPushButton *m_attach;
    QPushButton *m_cancelEdit;
    QLabel *m_status;
    QWidget *m_files;
    QHBoxLayout *m_fileRow;
    QWidget *m_replies;
    QHBoxLayout *m_replyRow;
    QStringList m_shownReplies;
    bool m_streaming = false;
    bool m_setting = false;
};

}  // namespace bw::desktop
