// SPDX-License-Identifier: GPL-3.0-or-later
#include "usertext/statelook.h"

#include "usertext/usertext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace bw::usertext
{

namespace
{

struct Row {
    QLatin1StringView icon;
    char16_t sign;
    Tone tone;
    const char *nextStep;
};

Row rowOf(BuildState state)
{
    switch (state) {
    case BuildState::Pending:
        return {"state-queued"_L1, u'…', Tone::Quiet,
                QT_TRANSLATE_NOOP("bw::usertext", "It starts by itself; stop it if you do not want it.")};
    case BuildState::Initializing:
        return {"state-running"_L1, u'▸', Tone::Busy,
                QT_TRANSLATE_NOOP("bw::usertext", "The sandbox is being made; nothing to do.")};
    case BuildState::Running:
        return {"state-running"_L1, u'▸', Tone::Busy,
                QT_TRANSLATE_NOOP("bw::usertext", "Watch the log, pause it or stop it.")};
    case BuildState::Paused:
        return {"state-paused"_L1, u'‖', Tone::Waiting, QT_TRANSLATE_NOOP("bw::usertext", "Resume to go on.")};
    case BuildState::AwaitingDesignReview:
        return {"state-review"_L1, u'?', Tone::Waiting,
                QT_TRANSLATE_NOOP("bw::usertext", "Read the design, then approve it or send it back.")};
    case BuildState::AwaitingFeatureReview:
        return {"state-review"_L1, u'?', Tone::Waiting,
                QT_TRANSLATE_NOOP("bw::usertext", "Read the feature list, then approve it or send it back.")};
    case BuildState::AwaitingProgressReview:
        return {"state-review"_L1, u'?', Tone::Waiting,
                QT_TRANSLATE_NOOP("bw::usertext", "Look at the progress, then approve it or send it back.")};
    case BuildState::AwaitingReleaseReview:
        return {"state-review"_L1, u'?', Tone::Waiting,
                QT_TRANSLATE_NOOP("bw::usertext", "Look at what was built, then approve it or send it back.")};
    case BuildState::AwaitingAnswer:
        return {"state-question"_L1, u'?', Tone::Waiting,
                QT_TRANSLATE_NOOP("bw::usertext", "Answer the question to go on.")};
    case BuildState::Interrupted:
        return {"state-interrupted"_L1, u'!', Tone::Waiting,
                QT_TRANSLATE_NOOP("bw::usertext", "Resume goes on from the newest checkpoint.")};
    case BuildState::Completed:
        return {"state-completed"_L1, u'✓', Tone::Good, QT_TRANSLATE_NOOP("bw::usertext", "Save the zip.")};
    case BuildState::Failed:
        return {
            "state-failed"_L1, u'✗', Tone::Bad,
            QT_TRANSLATE_NOOP("bw::usertext", "Read the end of the log, then resume; what was built can be saved.")};
    case BuildState::Cancelled:
        return {"state-cancelled"_L1, u'–', Tone::Quiet,
                QT_TRANSLATE_NOOP("bw::usertext", "Resume goes on from the newest checkpoint.")};
    }
    return {""_L1, u' ', Tone::Quiet, ""};
}

}  // namespace

StateLook stateLook(BuildState state)
{
    const Row row = rowOf(state);
    return {.name = stateText(state),
            .icon = row.icon,
            .sign = QString(QChar(row.sign)),
            .tone = row.tone,
            .nextStep = QCoreApplication::translate("bw::usertext", row.nextStep)};
}

}  // namespace bw::usertext
