// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/readside.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace bw::desktop
{

/// Something that a message can point at with "@".
struct Mention {
    enum class Kind {
        Chat,
        Spec,
        Feature,  ///< `id` of its specification, `part` its own
        File,     ///< `id` is the absolute path
        Folder,   ///< on the way to a file; not to be pointed at
    };
    Kind kind = Kind::Chat;
    QString id {}, part {};
    QString title {};
    QString detail {};  ///< what kind of thing it is, and where it stands
    friend bool operator==(const Mention &, const Mention &) = default;
};

/// What fits to what was typed behind "@": chats, specifications and their features by any part of their names; files
/// and folders of this machine when it begins with "/" or "~/". At most a handful of each; `except` is the chat in
/// which it is typed. Blocks on the disk: for workers. Errors: those of the disk; nothing stored yet is none.
Result<QList<Mention>> findMentions(engine::ReadSide &side, const QString &typed, const ChatId &except);
/// Only files and folders; needs no data directory.
QList<Mention> findMentionedFiles(const QString &typed);

/// What the model is given of it, as an attachment. A chat and a specification as Markdown, a feature with the name of
/// its group and specification, a file as it is. Blocks on the disk. Errors: NotFound, TooLarge, FileUnreadable, those
/// of the disk.
struct MentionContent {
    QString name;
    QByteArray bytes;
};
Result<MentionContent> mentionContent(engine::ReadSide &side, const Mention &mention);

/// Reads a file that a person chose. Errors: FileUnreadable, TooLarge (more than any attachment may have).
Result<QByteArray> readChosenFile(const QString &path);

}  // namespace bw::desktop
