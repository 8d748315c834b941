// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandgroups.h"
#include "commands/commands.h"

namespace bw::cli
{

QList<CommandInfo> specCommands()
{
    return {
        {"spec",
         "check FILE | list | show ID | export ID | import FILE | diff ID A [B] | restore ID N | rename ID NAME | "
         "duplicate ID | delete ID | undelete ID",
         1,
         4,
         QT_TRANSLATE_NOOP("bw::cli", "Check a specification, or work with the library of specifications"),
         {{"search", "TEXT", QT_TRANSLATE_NOOP("bw::cli", "list: with this in the name or in the text")},
          {"tier", "TIER", QT_TRANSLATE_NOOP("bw::cli", "list: simple, standard or production")},
          {"origin", "WHO",
           QT_TRANSLATE_NOOP("bw::cli", "list: begun by person, chat, wizard, import, template, model")},
          {"project", "ID", QT_TRANSLATE_NOOP("bw::cli", "list, import: id or name of a project")},
          {"deleted", nullptr, QT_TRANSLATE_NOOP("bw::cli", "list, show, export: those that were deleted")},
          {"format", "FORM",
           QT_TRANSLATE_NOOP("bw::cli", "export: source (as it stands), markdown, xml or bwspec (with its history)")},
          {"out", "FILE", QT_TRANSLATE_NOOP("bw::cli", "export: write this file; its ending chooses the form")},
          {"into", "ID", QT_TRANSLATE_NOOP("bw::cli", "import: as the next version of this one")},
          {"base", "N",
           QT_TRANSLATE_NOOP("bw::cli",
                             "import --into: the version that FILE was made from; changes made since then are merged")},
          {"take", "SIDE",
           QT_TRANSLATE_NOOP("bw::cli", "import --into: in conflicts take mine (the library), theirs (FILE) or both")},
          {"because", "TEXT", QT_TRANSLATE_NOOP("bw::cli", "import --into: the reason, kept with the version")},
          {"text", nullptr, QT_TRANSLATE_NOOP("bw::cli", "diff: line by line, in the form that `patch` reads")}},
         runSpec},
    };
}

}  // namespace bw::cli
