// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chatcompare.h"

#include "models/chatspecs.h"
#include "models/datasession.h"
#include "models/openchat.h"
#include "shell/notices.h"
#include "specs/comparedialog.h"
#include "specs/mergedialog.h"

#include <QCoreApplication>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::desktop::ChatCompare", source); }

}  // namespace

void compareSpec(const PageContext &context, OpenChat &chat, QWidget *page)
{
    const auto spec = chat.specification();
    if (!spec)
        return;
    context.session.read(
        page, [view = chat.view(), spec = *spec](engine::ReadSide &side) { return readSpecPair(side, view, spec); },
        [context, page](const Result<ChatSpecPair> &pair) {
            if (!pair)
                return Q_EMIT context.notices.failed(
                    text(QT_TRANSLATE_NOOP("bw::desktop::ChatCompare", "The specifications could not be compared.")),
                    pair.error());
            auto *dialog = new CompareDialog(context.session, pair->title, pair->before, pair->after, page->window());
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->open();
        });
}

void mergeSpec(const PageContext &context, OpenChat &chat, QWidget *page)
{
    const auto spec = chat.specification();
    if (!spec || !waitsForMerge(*spec))
        return;
    context.session.read(
        page, [view = chat.view(), spec = *spec](engine::ReadSide &side) { return readSpecMerge(side, view, spec); },
        [context, page, chat = QPointer(&chat), of = chat.id(), seq = spec->seq](const Result<ChatSpecMerge> &merge) {
            if (!merge)
                return Q_EMIT context.notices.failed(
                    text(QT_TRANSLATE_NOOP("bw::desktop::ChatCompare", "The specifications could not be merged.")),
                    merge.error());
            auto *dialog = new MergeDialog(context, QString::fromUtf8(merge->base), QString::fromUtf8(merge->mine),
                                           QString::fromUtf8(merge->theirs), page->window());
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            QObject::connect(dialog, &QDialog::accepted, page, [dialog, chat, of, seq, version = merge->version] {
                // Another chat may have been opened meanwhile; this one waits on.
                if (!chat || chat->id() != of)
                    return;
                engine::ChatAction action;
                action.kind = engine::ChatAction::Kind::KeepSpec;
                action.seq = seq;
                action.version = version;
                action.text = dialog->merged();
                chat->act(std::move(action));
            });
            dialog->open();
        });
}

}  // namespace bw::desktop
