// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/composer.h"

#include "chat/attachmentstrip.h"
#include "chat/mentionpopup.h"

#include <QAction>
#include <QBuffer>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QImage>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int fewestLines = 2;
constexpr int mostLines = 12;
}  // namespace

Composer::Composer(QWidget *parent)
    : QWidget(parent)
    , m_field(new QPlainTextEdit)
    , m_send(new QPushButton(tr("&Send")))
    , m_stop(new QPushButton(tr("S&top")))
    , m_attach(new QPushButton(tr("&Attach")))
    , m_model(new QPushButton)
    , m_cancelEdit(new QPushButton(tr("Cancel Editing")))
    , m_status(new QLabel)
    , m_files(new AttachmentStrip)
    , m_obstacle(new QWidget)
    , m_obstacleRow(new QHBoxLayout(m_obstacle))
    , m_replies(new QWidget)
    , m_replyRow(new QHBoxLayout(m_replies))
{
    auto *layout = new QVBoxLayout(this);
    makeRows(*layout);
    m_mentions = new MentionPopup(m_field);
    setAcceptDrops(true);
    connect(m_field, &QPlainTextEdit::textChanged, this, [this] {
        fit();
        m_send->setEnabled(!text().trimmed().isEmpty());
        if (!m_setting)
            Q_EMIT textEdited(text());
    });
    connect(m_send, &QPushButton::clicked, this, &Composer::send);
    connect(m_stop, &QPushButton::clicked, this, &Composer::stopRequested);
    connect(m_model, &QPushButton::clicked, this, &Composer::optionsRequested);
    connect(m_field, &QPlainTextEdit::cursorPositionChanged, this, &Composer::lookForMention);
    connect(m_mentions, &MentionPopup::picked, this, &Composer::insertMention);
    connect(m_files, &AttachmentStrip::detachRequested, this, &Composer::detachRequested);
    connect(m_files, &AttachmentStrip::previewWanted, this, &Composer::previewWanted);
    connect(m_cancelEdit, &QPushButton::clicked, this, &Composer::editCancelled);
    m_send->setEnabled(false);
    setStreaming(false);
    setModelName({});
    fit();
}

void Composer::makeRows(QVBoxLayout &layout)
{
    layout.setContentsMargins(24, 8, 24, 16);
    layout.setSpacing(8);
    layout.addWidget(m_files);
    for (QHBoxLayout *row : {m_obstacleRow, m_replyRow}) {
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(8);
        layout.addWidget(row->parentWidget());
        row->parentWidget()->hide();
    }
    m_field->setAccessibleName(tr("Message"));
    m_field->setPlaceholderText(
        tr("Describe what you want to build; @ points at a chat, specification, feature or file"));
    m_field->setTabChangesFocus(true);
    m_field->setAcceptDrops(false);  // taken by this widget, with the files in them
    m_field->installEventFilter(this);
    layout.addWidget(m_field);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_model->setFlat(true);
    m_model->setToolTip(tr("Model, effort and token limit of this chat"));
    row->addWidget(m_model);
    row->addStretch();
    row->addWidget(m_cancelEdit);
    row->addWidget(m_attach);
    row->addWidget(m_stop);
    row->addWidget(m_send);
    layout.addLayout(row);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    m_status->setForegroundRole(QPalette::PlaceholderText);
    m_status->setAccessibleName(tr("Where this chat is"));
    layout.addWidget(m_status);
    auto *attaching = new QMenu(m_attach);
    attaching->addAction(tr("&Files…"), this, &Composer::chooseFiles);
    attaching->addAction(tr("F&older…"), this, &Composer::chooseFolder);
    m_attach->setMenu(attaching);
    m_send->setProperty("primary", true);
    m_stop->setToolTip(tr("Esc"));
    m_cancelEdit->hide();
}

QString Composer::text() const { return m_field->toPlainText(); }

void Composer::setText(const QString &text)
{
    m_setting = true;
    m_field->setPlainText(text);
    m_field->moveCursor(QTextCursor::End);
    m_setting = false;
}

void Composer::clear() { setText({}); }

void Composer::setStreaming(bool streaming)
{
    m_streaming = streaming;
    m_stop->setVisible(streaming);
    m_send->setText(streaming ? tr("&Queue") : tr("&Send"));
    const QString key = m_enterSends ? tr("Enter") : tr("Shift+Enter");
    m_send->setToolTip(streaming ? tr("Sent when the answer has ended (%1)").arg(key) : key);
}

void Composer::setStatus(const QString &status) { m_status->setText(status); }

void Composer::setEditing(bool editing) { m_cancelEdit->setVisible(editing); }

void Composer::takeFocus() { m_field->setFocus(); }

void Composer::empty(QHBoxLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
}

void Composer::setAttachments(const QList<store::ChatAttachment> &attachments) { m_files->setFiles(attachments); }

void Composer::setPreview(const QString &attachment, const QImage &picture, const QString &firstWords)
{
    m_files->setPreview(attachment, picture, firstWords);
}

void Composer::setModelName(const QString &name)
{
    m_model->setText(name.isEmpty() ? tr("Default model") : QString(name).replace(u'&', u"&&"_s));
    m_model->setAccessibleName(tr("Model: %1").arg(name.isEmpty() ? tr("the default one") : name));
}

void Composer::setEnterSends(bool sends)
{
    m_enterSends = sends;
    setStreaming(m_streaming);
}

void Composer::setObstacle(const QString &text, const QList<QAction *> &remedies)
{
    empty(m_obstacleRow);
    m_obstacle->setVisible(!text.isEmpty());
    if (text.isEmpty())
        return;
    auto *said = new QLabel(text);
    said->setTextFormat(Qt::PlainText);
    said->setWordWrap(true);
    said->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_obstacleRow->addWidget(said, 1);
    for (QAction *action : remedies) {
        auto *button = new QPushButton(action->text());
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        m_obstacleRow->addWidget(button);
    }
}

void Composer::setReplies(const QStringList &replies)
{
    if (replies == m_shownReplies)
        return;
    m_shownReplies = replies;
    // One of them may have been pressed with the keyboard.
    if (focusWidget() && m_replies->isAncestorOf(focusWidget()))
        takeFocus();
    empty(m_replyRow);
    QWidget *before = m_field;
    for (const QString &reply : replies) {
        auto *button = new QPushButton(QString(reply).replace(u'&', u"&&"_s));
        connect(button, &QPushButton::clicked, this, [this, reply] { Q_EMIT sendRequested(reply); });
        m_replyRow->addWidget(button);
        setTabOrder(before, button);
        before = button;
    }
    m_replyRow->addStretch();
    m_replies->setVisible(!replies.isEmpty());
}

void Composer::send()
{
    if (!text().trimmed().isEmpty())
        Q_EMIT sendRequested(text());
}

/// As high as what stands in it, between two lines and twelve.
void Composer::fit()
{
    const int line = m_field->fontMetrics().lineSpacing();
    const int lines = qBound(fewestLines, static_cast<int>(m_field->document()->size().height()), mostLines);
    m_field->setFixedHeight(lines * line + 18);
}

bool Composer::keyPressed(const QKeyEvent &event)
{
    if (m_mentions && m_mentions->takeKey(event))
        return true;
    const bool enter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    if (enter && !event.modifiers().testFlag(Qt::AltModifier)) {
        const bool shift = event.modifiers().testFlag(Qt::ShiftModifier);
        if (shift != m_enterSends || event.modifiers().testFlag(Qt::ControlModifier))
            send();
        else
            m_field->insertPlainText(u"\n"_s);
        return true;
    }
    if (event.key() == Qt::Key_Escape) {
        if (!m_cancelEdit->isHidden())
            Q_EMIT editCancelled();
        else if (m_streaming)
            Q_EMIT stopRequested();
        else
            return false;
        return true;
    }
    if (event.key() == Qt::Key_Up && text().isEmpty()) {
        Q_EMIT editLastRequested();
        return true;
    }
    if (event.matches(QKeySequence::Paste))
        if (const QMimeData *held = QGuiApplication::clipboard()->mimeData(); held && !held->hasText())
            return takeFiles(held);
    return false;
}

bool Composer::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress)
        if (const auto *key = dynamic_cast<QKeyEvent *>(event); key && keyPressed(*key))
            return true;
    if (watched == m_field && event->type() == QEvent::FocusOut && m_mentions)
        m_mentions->hide();
    return QWidget::eventFilter(watched, event);
}

bool Composer::takeFiles(const QMimeData *mime)
{
    if (mime->hasUrls()) {
        bool any = false;
        for (const QUrl &url : mime->urls()) {
            if (!url.isLocalFile())
                continue;
            any = true;
            Q_EMIT fileChosen(url.toLocalFile());
        }
        return any;
    }
    if (!mime->hasImage())
        return false;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!qvariant_cast<QImage>(mime->imageData()).save(&buffer, "PNG"))
        return false;
    Q_EMIT bytesPasted(tr("picture.png"), bytes);
    return true;
}

void Composer::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasImage() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void Composer::dropEvent(QDropEvent *event)
{
    if (!takeFiles(event->mimeData()) && event->mimeData()->hasText())
        m_field->insertPlainText(event->mimeData()->text());
    event->acceptProposedAction();
}

void Composer::chooseFiles()
{
    const QStringList paths = QFileDialog::getOpenFileNames(this, tr("Attach Files"));
    for (const QString &path : paths)
        Q_EMIT fileChosen(path);
}

void Composer::chooseFolder()
{
    const QString path = QFileDialog::getExistingDirectory(this, tr("Attach Files of a Folder"));
    if (!path.isEmpty())
        Q_EMIT fileChosen(path);
}

}  // namespace bw::desktop
