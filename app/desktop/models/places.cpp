// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/places.h"

#include "store/buildstore.h"
#include "store/chatstore.h"
#include "store/specstore.h"
#include "usertext/statelook.h"
#include "usertext/terminaltext.h"

#include <QCoreApplication>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{
QString text(const char *source) { return QCoreApplication::translate("bw::desktop::Places", source); }
}  // namespace

Result<QList<Place>> placesOf(engine::ReadSide &side, int most)
{
    QList<Place> all;
    store::Database &database = side.database();
    const auto chats = store::ChatStore(database).list({.limit = most});
    const auto specs = store::SpecStore(database).list(store::SpecQuery {.limit = most});
    store::BuildQuery newest;
    newest.limit = most;
    const auto builds = store::BuildStore(database).list(newest);
    if (!chats || !specs || !builds)
        return fail(!chats ? chats.error() : !specs ? specs.error() : builds.error());
    const QString untitled = text(QT_TRANSLATE_NOOP("bw::desktop::Places", "New chat"));
    for (const store::Chat &chat : *chats)
        all.append({u"chat"_s, chat.id.value, chat.title.isEmpty() ? untitled : usertext::plainTerminalText(chat.title),
                    text(QT_TRANSLATE_NOOP("bw::desktop::Places", "Chat"))});
    for (const store::Spec &spec : *specs)
        all.append({u"specs"_s, spec.id.value, usertext::plainTerminalText(spec.name),
                    text(QT_TRANSLATE_NOOP("bw::desktop::Places", "Specification, version %1")).arg(spec.version)});
    for (const Build &build : *builds)
        all.append({u"builds"_s, build.id.value, usertext::plainTerminalText(build.name),
                    text(QT_TRANSLATE_NOOP("bw::desktop::Places", "Build, %1"))
                            .arg(usertext::stateLook(side.shown(build).state).name)
                        + u" · "_s + build.id.value});
    return all;
}

}  // namespace bw::desktop
