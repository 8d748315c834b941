// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/specinlibrary.h"

#include "engine/specaction.h"
#include "models/datasession.h"
#include "models/openchat.h"
#include "shell/notices.h"
#include "store/specstore.h"

#include <QCoreApplication>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using engine::SpecAction;

namespace
{

void create(const PageContext &context, const SpecAction &action, QWidget *page)
{
    context.session.act(
        page, [action](api::ActingSide &side, std::stop_token stop) { return side.act(action, stop); },
        [&notices = context.notices](const Result<engine::SpecOutcome> &made) {
            if (made)
                Q_EMIT notices.goTo(u"specs"_s, made->spec.value);
            else
                Q_EMIT notices.failed(
                    QCoreApplication::translate("bw::desktop", "The specification was not put into the library."),
                    made.error());
        });
}

}  // namespace

void showInLibrary(const PageContext &context, const OpenChat &chat, const QString &text, QWidget *page)
{
    const auto message = chat.specification();
    if (message && message->spec && !message->spec->spec.isEmpty())
        return Q_EMIT context.notices.goTo(u"specs"_s, message->spec->spec.value);
    const store::Chat &from = chat.view().chat;
    const auto &description = chat.view().description;
    SpecAction action {.kind = SpecAction::Kind::Create,
                       .name = description ? description->name : QString(),
                       .text = text.toUtf8() + '\n',
                       .by = {.author = u"chat"_s, .reason = from.title},
                       .project = from.project,
                       .chat = from.id};
    // Asked for twice, it is there once.
    context.session.read(
        page,
        [bytes = action.text](engine::ReadSide &side) { return store::SpecStore(side.database()).withContent(bytes); },
        [context, action, page](const Result<QList<store::SpecVersion>> &same) {
            if (same && !same->isEmpty())
                Q_EMIT context.notices.goTo(u"specs"_s, same->first().spec.value);
            else
                create(context, action, page);
        });
}

}  // namespace bw::desktop
