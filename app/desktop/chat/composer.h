// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mentions.h"
#include "store/chatrecords.h"

#include <QPointer>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QImage;
class QLabel;
class QMimeData;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace bw::desktop
{

class AttachmentStrip;
class MentionPopup;

/// Where a person writes: grows with the text up to a third of the window, Enter sends, Shift+Enter begins a line (or
/// the other way round), Esc stops the answer, Up in an empty field takes the last message again. Files and folders
/// come by drop, paste and dialog; "@" offers what can be pointed at. Knows no service.
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
    /// Of an image, and of a text.
    void setPreview(const QString &attachment, const QImage &picture, const QString &firstWords);
    /// Who answers, on the button that changes it.
    void setModelName(const QString &name);
    /// False: Enter begins a line, and Shift+Enter sends. Ctrl+Enter sends always.
    void setEnterSends(bool sends);
    /// What fits to what was typed behind "@"; of something else than what stands there now: nothing happens.
    void offerMentions(const QString &typed, const QList<Mention> &mentions);
    /// What stands in the way of sending, with a button each that ends it; an empty text = nothing does.
    void setObstacle(const QString &text, const QList<QAction *> &remedies);
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
    void fileChosen(const QString &path);  ///< or a folder
    void previewWanted(const bw::store::ChatAttachment &attachment);
    void optionsRequested();
    void mentionTyped(const QString &typed);
    void mentioned(const bw::desktop::Mention &mention);
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
    void makeRows(QVBoxLayout &layout);
    void chooseFiles();
    void chooseFolder();
    void lookForMention();
    void insertMention(const Mention &mention);
    void fit();
    static void empty(QHBoxLayout *layout);

    QPlainTextEdit *m_field;
    QPushButton *m_send;
    QPushButton *m_stop;
    QPushButton *m_attach;
    QPushButton *m_model;
    QPushButton *m_cancelEdit;
    QLabel *m_status;
    AttachmentStrip *m_files;
    QWidget *m_obstacle;
    QHBoxLayout *m_obstacleRow;
    QPointer<MentionPopup> m_mentions;  ///< a child of the window
    QString m_mention;                  ///< what is typed behind "@"; null = nothing
    QWidget *m_replies;
    QHBoxLayout *m_replyRow;
    QStringList m_shownReplies;
    bool m_streaming = false;
    bool m_setting = false;
    bool m_enterSends = true;
};

}  // namespace bw::desktop
