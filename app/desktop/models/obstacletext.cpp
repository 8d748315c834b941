// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/obstacletext.h"

#include "usertext/usertext.h"

#include <QCoreApplication>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{
QString text(const char *source) { return QCoreApplication::translate("bw::desktop::ObstacleText", source); }
}  // namespace

QString obstacleText(const Error &error)
{
    const StartRemedy remedy = remedyOf(error);
    if (remedy == StartRemedy::ClaudeKey)
        return text(QT_TRANSLATE_NOOP("bw::desktop::ObstacleText",
                                      "There is no key for %1 (%2). The demonstration needs none."))
            .arg(error.args.value(u"service"_s, u"Claude"_s), error.args.value(u"variable"_s, u"ANTHROPIC_API_KEY"_s));
    if (remedy == StartRemedy::CloudKey)
        return text(QT_TRANSLATE_NOOP("bw::desktop::ObstacleText",
                                      "There is no key for E2B (%1). A sandbox on this machine needs none."))
            .arg(error.args.value(u"variable"_s, u"E2B_API_KEY"_s));
    if (remedy == StartRemedy::Limit)
        return text(QT_TRANSLATE_NOOP("bw::desktop::ObstacleText",
                                      "What all your builds may use (%1) is used up. It begins anew on %2."))
            .arg(error.args.value(u"limit"_s), error.args.value(u"until"_s));
    return usertext::errorText(error);
}

QString remedyText(StartRemedy remedy)
{
    switch (remedy) {
    case StartRemedy::ClaudeKey:
    case StartRemedy::CloudKey:
        return text(QT_TRANSLATE_NOOP("bw::desktop::ObstacleText", "Where to put a key…"));
    case StartRemedy::Field:
        return text(QT_TRANSLATE_NOOP("bw::desktop::ObstacleText", "Show the field"));
    case StartRemedy::ChooseFile:
        return text(QT_TRANSLATE_NOOP("bw::desktop::ObstacleText", "Choose a file…"));
    case StartRemedy::Spec:
        return text(QT_TRANSLATE_NOOP("bw::desktop::ObstacleText", "Open the specification"));
    case StartRemedy::Limit:
        return text(QT_TRANSLATE_NOOP("bw::desktop::ObstacleText", "Change the limits…"));
    case StartRemedy::Sandbox:
        return text(QT_TRANSLATE_NOOP("bw::desktop::ObstacleText", "How to mend it…"));
    case StartRemedy::Again:
        return text(QT_TRANSLATE_NOOP("bw::desktop::ObstacleText", "Look again"));
    }
    return {};
}

}  // namespace bw::desktop
