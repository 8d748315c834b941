// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/messageitems.h"

#include "models/buildtexts.h"
#include "usertext/usertext.h"

#include <QCoreApplication>
#include <QLocale>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::desktop::ChatTexts", source); }

QString titleOf(const store::ChatMessage &message)
{
    if (message.role == store::MessageRole::User)
        return text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "You"));
    if (message.demonstration)
        return text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "Recorded answer, no AI"));
    return message.model.isEmpty() ? text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "Model")) : message.model;
}

QString detailsOf(const store::ChatMessage &message, qint64 nowMs)
{
    QStringList parts;
    if (message.state == store::MessageState::Queued)
        parts << text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "waits until the answer has ended"));
    if (message.role != store::MessageRole::User && message.usage.calls > 0) {
        parts << text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "%1 tokens"))
                     .arg(QLocale().toString(message.usage.total()));
        if (message.cost && !message.demonstration)
            parts << moneyText(*message.cost);
    }
    if (message.createdMs > 0)
        parts << whenText(message.createdMs, nowMs);
    return parts.join(u" \u00B7 "_s);
}

/// Of the errors whose text speaks of a build that goes on by itself: a chat waits for the person.
QString failureText(const Error &error)
{
    const QString service = error.args.value(u"service"_s, u"Claude"_s);
    if (error.code == ErrorCode::Overloaded)
        return text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "%1 is overloaded.")).arg(service);
    if (error.code == ErrorCode::RateLimited)
        return text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "%1 asks for slower requests.")).arg(service);
    return usertext::errorText(error);
}

QString problemOf(const store::ChatMessage &message)
{
    const QString again = message.text.isEmpty()
        ? text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "Edit ▸ Ask Again in the Chat tries once more."))
        : text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts",
                                 "What had come is kept; Edit ▸ Ask Again in the Chat tries once more."));
    if (message.state == store::MessageState::Interrupted)
        return text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "This answer was interrupted.")) + u' ' + again;
    if (message.state == store::MessageState::Failed && message.error)
        return failureText(*message.error) + u'\n' + again;
    return {};
}

}  // namespace

TranscriptItem transcriptItem(const store::ChatMessage &message, qint64 nowMs)
{
    TranscriptItem item;
    item.key = message.seq;
    item.role = message.role == store::MessageRole::User ? TranscriptItem::Role::Person : TranscriptItem::Role::Model;
    item.title = titleOf(message);
    item.details = detailsOf(message, nowMs);
    item.timeMs = message.createdMs;
    item.text = message.text;
    item.thinking = message.thinking;
    item.problem = problemOf(message);
    for (const store::ChatAttachment &file : message.attachments)
        item.files << file.name;
    item.streaming = message.state == store::MessageState::Streaming;
    return item;
}

}  // namespace bw::desktop
