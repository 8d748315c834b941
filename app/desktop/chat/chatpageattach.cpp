// SPDX-License-Identifier: GPL-3.0-or-later
// Files of the message that is being written, what "@" points at, and what stands in the way of sending.
#include "account/settings.h"
#include "chat/chatpage.h"
#include "chat/composer.h"
#include "chat/folderdialog.h"
#include "models/datasession.h"
#include "shell/actions.h"
#include "shell/notices.h"
#include "store/attachmentstore.h"
#include "usertext/usertext.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImageReader>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QSize previewSize(96, 72);  // twice what is shown, for dense screens
constexpr int previewLetters = 300;

struct Preview {
    QImage picture {};
    QString words {};
};

/// Scaled while it is read: a picture may have a hundred million points.
Preview previewOf(const QString &kind, const QByteArray &bytes)
{
    if (kind == "text"_L1)
        return {.picture = {}, .words = QString::fromUtf8(bytes.left(4 * previewLetters)).left(previewLetters)};
    QByteArray copy = bytes;
    QBuffer buffer(&copy);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (!size.isValid())
        return {};
    reader.setScaledSize(size.scaled(previewSize, Qt::KeepAspectRatio).expandedTo({1, 1}));
    return {.picture = reader.read(), .words = {}};
}

}  // namespace

void ChatPage::attachFile(const QString &path)
{
    if (QFileInfo(path).isDir())
        return attachFolder(path);
    const QString name = QFileInfo(path).fileName();
    m_context.session.work(
        this, [path] { return readChosenFile(path); },
        [this, name](const Result<QByteArray> &bytes) {
            if (bytes)
                attachBytes(name, *bytes);
            else
                Q_EMIT m_context.notices.failed(tr("%1 was not attached.").arg(name), bytes.error());
        });
}

/// Without an open chat one is made for it.
void ChatPage::attachBytes(const QString &name, const QByteArray &bytes)
{
    if (!m_chat.id().value.isEmpty())
        return m_chat.attach(name, bytes);
    m_attachLater.append({name, bytes});
    if (m_attachLater.size() == 1)
        newChat({}, m_composer->text());
}

void ChatPage::attachFolder(const QString &path)
{
    m_context.session.work(
        this, [path] { return filesBelow(path); },
        [this, path](const Result<FolderFiles> &files) {
            if (!files)
                return Q_EMIT m_context.notices.failed(tr("The folder could not be read."), files.error());
            const qsizetype taken = m_chat.view().draftAttachments.size() + m_attachLater.size();
            auto *dialog = new FolderDialog(path, *files, taken, this);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, &QDialog::accepted, this, [this, dialog] {
                for (const FolderFile &file : dialog->chosen())
                    m_context.session.work(
                        this, [path = file.path] { return readChosenFile(path); },
                        [this, relative = file.relative](const Result<QByteArray> &bytes) {
                            // Only the last part of a path is kept as a name.
                            if (bytes)
                                attachBytes(QString(relative).replace(u'/', u" \u203A "_s), *bytes);
                            else
                                Q_EMIT m_context.notices.failed(tr("%1 was not attached.").arg(relative),
                                                                bytes.error());
                        });
            });
            dialog->open();
        });
}

void ChatPage::showPreview(const store::ChatAttachment &attachment)
{
    m_context.session.read(
        this,
        [attachment](engine::ReadSide &side) -> Result<Preview> {
            const auto bytes = store::AttachmentStore(side.database()).read(attachment);
            if (!bytes)
                return fail(bytes.error());
            return previewOf(attachment.kind, *bytes);
        },
        [this, id = attachment.id](const Result<Preview> &preview) {
            // Without one its name still stands there.
            if (preview)
                m_composer->setPreview(id, preview->picture, preview->words);
        });
}

void ChatPage::lookForMentions()
{
    const QString typed = m_typedMention;
    const auto offer = [this, typed](const Result<QList<Mention>> &found) {
        m_composer->offerMentions(typed, found.value_or(QList<Mention>()));
    };
    if (typed.startsWith(u'/') || typed.startsWith(u'~'))
        return m_context.session.work(
            this, [typed]() -> Result<QList<Mention>> { return findMentionedFiles(typed); }, offer);
    m_context.session.read(
        this, [typed, chat = m_chat.id()](engine::ReadSide &side) { return findMentions(side, typed, chat); }, offer);
}

/// The model gets what is pointed at as a file beside the message; it can be seen, and taken off, like any other.
void ChatPage::attachMention(const Mention &mention)
{
    if (mention.kind == Mention::Kind::File)
        return attachFile(mention.id);
    m_context.session.read(
        this, [mention](engine::ReadSide &side) { return mentionContent(side, mention); },
        [this, title = mention.title](const Result<MentionContent> &content) {
            if (content)
                attachBytes(content->name, content->bytes);
            else
                Q_EMIT m_context.notices.failed(tr("%1 was not attached.").arg(title), content.error());
        });
}

/// Without a key or a server everything but sending goes on: what is missing stands where one sends, with what ends it.
bool ChatPage::showObstacle(const Error &error)
{
    const bool noKey = error.code == ErrorCode::KeyMissing;
    if (!noKey && error.code != ErrorCode::RecordingEnded)
        return false;
    QList<QAction *> remedies;
    for (const QString &id : {u"file.claude_key"_s, u"file.local_server"_s})
        if (QAction *action = m_context.actions.action(id))
            remedies << action;
    m_composer->setObstacle(noKey ? tr("There is no key for %1, so nothing was sent. What you wrote is kept.")
                                        .arg(error.args.value(u"service"_s, u"Claude"_s))
                                  : usertext::errorText(error),
                            remedies);
    return true;
}

/// Whenever the page is shown: settings may be changed elsewhere.
void ChatPage::readSettings()
{
    m_context.session.work(
        this, []() -> Result<bool> { return account::Settings::load().chat().enterSends; },
        [this](const Result<bool> &sends) { m_composer->setEnterSends(sends.value_or(true)); });
}

void ChatPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    readSettings();
}

}  // namespace bw::desktop
