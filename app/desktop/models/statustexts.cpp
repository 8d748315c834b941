// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/statustexts.h"

#include "models/buildtexts.h"

#include <QCoreApplication>
#include <QStringList>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using usertext::Tone;

namespace
{
QString text(const char *source) { return QCoreApplication::translate("bw::desktop::StatusTexts", source); }
}  // namespace

StatusEntry networkEntry(NetworkWatch::State state)
{
    switch (state) {
    case NetworkWatch::State::Unknown:
        return {};
    case NetworkWatch::State::Online:
        return {text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "Network")),
                u"network"_s,
                Tone::Quiet,
                text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "This machine has a network.")),
                {}};
    case NetworkWatch::State::Proxy:
        return {text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "Network")),
                u"network"_s,
                Tone::Quiet,
                text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts",
                                       "This machine reaches the network through the proxy of its environment.")),
                {}};
    case NetworkWatch::State::Offline:
        return {text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "No network")),
                u"offline"_s,
                Tone::Waiting,
                text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts",
                                       "This machine has no network. Reading, searching and editing go on; builds and "
                                       "answers wait until it is back.")),
                {}};
    }
    return {};
}

StatusEntry modelEntry(const ProviderState &state)
{
    if (!state.server.isEmpty())
        return {state.server, u"server"_s, Tone::Quiet,
                text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "Requests go to %1.")).arg(state.server),
                u"file.local_server"_s};
    if (state.keys.claude)
        return {text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "Claude")), u"key"_s, Tone::Quiet,
                text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "A key for Claude is there.")),
                u"file.claude_key"_s};
    return {text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "No key")), u"key"_s, Tone::Waiting,
            text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts",
                                   "There is no key for Claude. The demonstration needs none.")),
            u"file.claude_key"_s};
}

StatusEntry sandboxEntry(const ProviderState &state)
{
    if (state.sandbox)
        return {text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "Sandbox")), u"sandbox"_s, Tone::Quiet,
                text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "Sandboxes can be made on this machine.")),
                u"file.sandbox"_s};
    return {text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "No sandbox")), u"warning"_s, Tone::Bad,
            text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "No sandbox can be made on this machine.")),
            u"file.sandbox"_s};
}

StatusEntry cloudEntry(const ProviderState &state)
{
    // Whoever builds here need not hear that there is no key for elsewhere.
    if (!state.keys.e2b && state.sandbox)
        return {};
    if (state.keys.e2b)
        return {text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "E2B")), u"key"_s, Tone::Quiet,
                text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "A key for E2B is there.")), u"file.cloud_key"_s};
    return {text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "No key for E2B")), u"key"_s, Tone::Waiting,
            text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "There is no key for sandboxes at E2B.")),
            u"file.cloud_key"_s};
}

StatusEntry costEntry(Money today, const std::optional<Money> &limit)
{
    StatusEntry entry {.text = text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "Today %1")).arg(moneyText(today)),
                       .icon = u"cost"_s,
                       .tone = Tone::Quiet,
                       .detail = text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts",
                                                        "What all builds and chats cost today. There is no limit.")),
                       .action = u"file.limits"_s};
    if (!limit)
        return entry;
    entry.text =
        text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "Today %1 of %2")).arg(moneyText(today), moneyText(*limit));
    entry.detail = text(
        QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "What all builds and chats cost today, and the limit of a day."));
    if (today >= *limit) {
        entry.tone = Tone::Bad;
        entry.icon = u"warning"_s;
        entry.detail = text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts",
                                              "The limit of the day is used up: builds wait until tomorrow."));
    } else if (today.nano >= limit->nano / 5 * 4) {
        entry.tone = Tone::Waiting;
    }
    return entry;
}

StatusEntry buildsEntry(qint64 atWork, qint64 waiting)
{
    QStringList parts;
    if (atWork > 0)
        parts << text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "Builds at work: %1")).arg(atWork);
    if (waiting > 0)
        parts << text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "Waiting for you: %1")).arg(waiting);
    StatusEntry entry {.text = parts.join(u" · "_s),
                       .icon = waiting > 0 ? u"state-review"_s : u"state-running"_s,
                       .tone = waiting > 0 ? Tone::Waiting : Tone::Busy,
                       .detail = text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "Shows the builds.")),
                       .action = u"page.builds"_s};
    if (parts.isEmpty()) {
        entry.text = text(QT_TRANSLATE_NOOP("bw::desktop::StatusTexts", "No build at work"));
        entry.icon = u"builds"_s;
        entry.tone = Tone::Quiet;
    }
    return entry;
}

}  // namespace bw::desktop
