// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/attachment.h"
#include "engine/chatdesk.h"
#include "engine/parts.h"
#include "store/attachmentstore.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;

Result<store::ChatAttachment> ChatDesk::attach(const QString &name, const QByteArray &bytes)
{
    auto file = agent::readAttachment(name, bytes);
    if (!file)
        return fail(file.error());
    store::AttachmentStore files(*m_parts.database);
    const auto before = files.list(m_room.chat(), 0);
    if (!before)
        return fail(before.error());
    qint64 sum = file->bytes.size();
    for (const store::ChatAttachment &one : *before)
        sum += one.bytes;
    if (before->size() >= agent::mostAttachments)
        return fail(
            ErrorCode::TooLarge, u"attachments"_s,
            {{u"what"_s, u"the number of attachments"_s}, {u"limit"_s, QString::number(agent::mostAttachments)}});
    if (sum > agent::largestAttachments)
        return fail(ErrorCode::TooLarge, u"attachments"_s,
                    {{u"what"_s, u"all attachments of the message together"_s},
                     {u"limit"_s, QString::number(agent::largestAttachments)}});
    store::ChatAttachment attachment;
    attachment.kind = file->kind;
    attachment.mediaType = file->mediaType;
    attachment.name = file->name;
    return files.add(m_room.chat(), std::move(attachment), file->bytes);
}

Status ChatDesk::detach(const QString &attachment)
{
    return store::AttachmentStore(*m_parts.database).remove(m_room.chat(), attachment);
}

}  // namespace bw::engine
