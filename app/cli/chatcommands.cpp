// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandgroups.h"
#include "commands/commands.h"

namespace bw::cli
{

QList<CommandInfo> chatCommands()
{
    return {
        {"chat",
         "list | show ID | new [TEXT] | send ID TEXT | ...",
         1,
         3,
         QT_TRANSLATE_NOOP(
             "bw::cli",
             "Talk about an application until there is a specification. Also: edit ID TEXT, retry, expand, "
             "choose, stop, fork, view, attach ID FILE, queue, unqueue, draft ID TEXT, set, rename ID TEXT, pin, "
             "unpin, archive, unarchive, "
             "delete, undelete, search TEXT, export ID"),
         {{"model", "ID", QT_TRANSLATE_NOOP("bw::cli", "a model id, demo (recorded, no AI), or recording:FILE")},
          {"effort", "E", QT_TRANSLATE_NOOP("bw::cli", "how hard it thinks: low, medium, high, xhigh, max")},
          {"tokens", "N", QT_TRANSLATE_NOOP("bw::cli", "limit of one answer; 0 = the model's own")},
          {"project", "ID", QT_TRANSLATE_NOOP("bw::cli", "id of the project that the chat belongs to")},
          {"title", "TEXT", QT_TRANSLATE_NOOP("bw::cli", "title of a new chat (default: made from the first message)")},
          {"attach", "FILE",
           QT_TRANSLATE_NOOP("bw::cli",
                             "a file that goes with the message: image, PDF or text; more with chat attach")},
          {"message", "N", QT_TRANSLATE_NOOP("bw::cli", "number of the message for edit, fork and view")},
          {"tier", "T", QT_TRANSLATE_NOOP("bw::cli", "for choose: simple, standard or production")},
          {"features", "N", QT_TRANSLATE_NOOP("bw::cli", "for choose: features of the specification")},
          {"archived", nullptr, QT_TRANSLATE_NOOP("bw::cli", "list the chats that were put aside")},
          {"deleted", nullptr, QT_TRANSLATE_NOOP("bw::cli", "list the chats that were thrown away")},
          {"format", "FORM", QT_TRANSLATE_NOOP("bw::cli", "for export: markdown (default) or json")},
          {"out", "FILE", QT_TRANSLATE_NOOP("bw::cli", "for export: write to this file")},
          {"detach", nullptr, QT_TRANSLATE_NOOP("bw::cli", "return at once; the answer comes in the background")}},
         runChat},
    };
}

}  // namespace bw::cli
