// SPDX-License-Identifier: GPL-3.0-or-later
#include "usertext/usertext.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace bw::usertext
{

namespace
{

QString tr(const char *text) { return QCoreApplication::translate("bw::usertext", text); }

const char *stateSource(BuildState state)
{
    switch (state) {
    case BuildState::Pending:
        return QT_TRANSLATE_NOOP("bw::usertext", "waiting in the queue");
    case BuildState::Initializing:
        return QT_TRANSLATE_NOOP("bw::usertext", "starting");
    case BuildState::Running:
        return QT_TRANSLATE_NOOP("bw::usertext", "running");
    case BuildState::Paused:
        return QT_TRANSLATE_NOOP("bw::usertext", "paused");
    case BuildState::AwaitingDesignReview:
        return QT_TRANSLATE_NOOP("bw::usertext", "waits for your review of the design");
    case BuildState::AwaitingFeatureReview:
        return QT_TRANSLATE_NOOP("bw::usertext", "waits for your review of the feature list");
    case BuildState::AwaitingProgressReview:
        return QT_TRANSLATE_NOOP("bw::usertext", "waits for your review of the progress");
    case BuildState::AwaitingReleaseReview:
        return QT_TRANSLATE_NOOP("bw::usertext", "waits for your review of the release");
    case BuildState::AwaitingAnswer:
        return QT_TRANSLATE_NOOP("bw::usertext", "waits for your answer");
    case BuildState::Interrupted:
        return QT_TRANSLATE_NOOP("bw::usertext", "interrupted");
    case BuildState::Completed:
        return QT_TRANSLATE_NOOP("bw::usertext", "completed");
    case BuildState::Failed:
        return QT_TRANSLATE_NOOP("bw::usertext", "failed");
    case BuildState::Cancelled:
        return QT_TRANSLATE_NOOP("bw::usertext", "cancelled");
    }
    return "";
}

const char *phaseSource(Phase phase)
{
    switch (phase) {
    case Phase::Plan:
        return QT_TRANSLATE_NOOP("bw::usertext", "Planning");
    case Phase::Implement:
        return QT_TRANSLATE_NOOP("bw::usertext", "Implementing");
    case Phase::Verify:
        return QT_TRANSLATE_NOOP("bw::usertext", "Verifying");
    case Phase::Package:
        return QT_TRANSLATE_NOOP("bw::usertext", "Packaging");
    }
    return "";
}

const char *statusSource(FeatureStatus status)
{
    switch (status) {
    case FeatureStatus::Unverified:
        return QT_TRANSLATE_NOOP("bw::usertext", "unverified");
    case FeatureStatus::Partly:
        return QT_TRANSLATE_NOOP("bw::usertext", "partly verified");
    case FeatureStatus::Verified:
        return QT_TRANSLATE_NOOP("bw::usertext", "verified");
    case FeatureStatus::Stale:
        return QT_TRANSLATE_NOOP("bw::usertext", "stale: changed since it was verified");
    case FeatureStatus::NeedsYou:
        return QT_TRANSLATE_NOOP("bw::usertext", "needs you: no command can prove it");
    case FeatureStatus::Accepted:
        return QT_TRANSLATE_NOOP("bw::usertext", "accepted by you");
    case FeatureStatus::Skipped:
        return QT_TRANSLATE_NOOP("bw::usertext", "skipped");
    }
    return "";
}

struct ReasonSource {
    const char *key;
    const char *text;
};

// Reasons are an open list (errors are reasons, too), so this is a table and no switch.
constexpr std::array reasons {
    ReasonSource {"queue",
                  QT_TRANSLATE_NOOP("bw::usertext", "Other builds are running; it starts when one has ended.")},
    ReasonSource {"builds_per_hour",
                  QT_TRANSLATE_NOOP("bw::usertext",
                                    "As many builds as may begin within an hour have begun; it starts by itself "
                                    "(setting limits.builds_per_hour).")},
    ReasonSource {"tokens_per_day",
                  QT_TRANSLATE_NOOP("bw::usertext",
                                    "The tokens of the day are used up; it starts by itself the next day (setting "
                                    "limits.tokens_per_day).")},
    ReasonSource {"tokens_per_month",
                  QT_TRANSLATE_NOOP("bw::usertext",
                                    "The tokens of the month are used up; it starts by itself the next month (setting "
                                    "limits.tokens_per_month).")},
    ReasonSource {"usd_per_day",
                  QT_TRANSLATE_NOOP("bw::usertext",
                                    "The money of the day is used up; it starts by itself the next day (setting "
                                    "limits.usd_per_day).")},
    ReasonSource {"usd_per_month",
                  QT_TRANSLATE_NOOP("bw::usertext",
                                    "The money of the month is used up; it starts by itself the next month (setting "
                                    "limits.usd_per_month).")},
    ReasonSource {"requests_per_minute",
                  QT_TRANSLATE_NOOP("bw::usertext",
                                    "As many calls as may be made within a minute have been made (setting "
                                    "limits.requests_per_minute).")},
    ReasonSource {"limit",
                  QT_TRANSLATE_NOOP("bw::usertext",
                                    "A limit of all builds, of the service, or of this build's time was reached. The "
                                    "work is kept; resume goes on when there is room again.")},
    ReasonSource {"moving",
                  QT_TRANSLATE_NOOP("bw::usertext", "It goes on in another sandbox, from its newest checkpoint.")},
    ReasonSource {"person",
                  QT_TRANSLATE_NOOP("bw::usertext", "Stopped by you. The workspace is kept; resume goes on.")},
    ReasonSource {"review",
                  QT_TRANSLATE_NOOP("bw::usertext", "It goes on when you have looked. Waiting costs nothing.")},
    ReasonSource {"question",
                  QT_TRANSLATE_NOOP("bw::usertext", "It goes on when you have answered. Waiting costs nothing.")},
    ReasonSource {"crash",
                  QT_TRANSLATE_NOOP("bw::usertext",
                                    "The program ended while it was building. Everything up to then is kept; "
                                    "resume goes on.")},
    ReasonSource {"budget",
                  QT_TRANSLATE_NOOP("bw::usertext",
                                    "A ceiling of the budget does not leave enough to go on. The work is kept; "
                                    "raise the ceiling and resume.")},
    ReasonSource {"time_limit", QT_TRANSLATE_NOOP("bw::usertext", "The time limit was reached. The work is kept.")},
    ReasonSource {"stuck",
                  QT_TRANSLATE_NOOP("bw::usertext",
                                    "The agent repeated itself without progress. The work is "
                                    "kept; look at the log, then resume.")},
    ReasonSource {"features_unverified",
                  QT_TRANSLATE_NOOP("bw::usertext", "Not every feature was proved. The archive is marked incomplete.")},
    ReasonSource {"needs_you",
                  QT_TRANSLATE_NOOP("bw::usertext",
                                    "Everything that a command can prove is proved. Some features need you to look at "
                                    "them: accept them, or reject them with what is wrong.")},
    ReasonSource {"plan_empty", QT_TRANSLATE_NOOP("bw::usertext", "The planning session gave no features.")},
    ReasonSource {"recording_ended",
                  QT_TRANSLATE_NOOP("bw::usertext",
                                    "The recording has no further answer for this point of the "
                                    "build.")},
    ReasonSource {"unauthorized",
                  QT_TRANSLATE_NOOP("bw::usertext",
                                    "The key was refused. Nothing was lost; set a "
                                    "valid key and resume.")},
    ReasonSource {"network",
                  QT_TRANSLATE_NOOP("bw::usertext",
                                    "The service could not be reached. The work is kept; "
                                    "resume when it can.")},
    ReasonSource {"sandbox", QT_TRANSLATE_NOOP("bw::usertext", "The sandbox failed. The newest checkpoint is kept.")},
    ReasonSource {"refused", QT_TRANSLATE_NOOP("bw::usertext", "The model declined to go on. The work is kept.")},
    ReasonSource {"storage", QT_TRANSLATE_NOOP("bw::usertext", "The data directory could not be written.")},
    ReasonSource {"internal",
                  QT_TRANSLATE_NOOP("bw::usertext", "A defect of Buildwright ended it; the log says more.")},
};

// Keys of the diagnostics of a specification; {} stands for the detail.
constexpr std::array specProblems {
    ReasonSource {"empty", QT_TRANSLATE_NOOP("bw::usertext", "there is nothing in it")},
    ReasonSource {"too_large", QT_TRANSLATE_NOOP("bw::usertext", "it is larger than 4 MB")},
    ReasonSource {"not_utf8", QT_TRANSLATE_NOOP("bw::usertext", "this is not UTF-8 text")},
    ReasonSource {"broken_xml",
                  QT_TRANSLATE_NOOP("bw::usertext", "the tag {} does not fit: it is not opened, or not closed")},
    ReasonSource {"no_features",
                  QT_TRANSLATE_NOOP("bw::usertext",
                                    "no features were found (a list below a heading that speaks of features, or "
                                    "<feature> elements)")},
    ReasonSource {"no_name", QT_TRANSLATE_NOOP("bw::usertext", "the application has no name")},
    ReasonSource {"unknown_tier",
                  QT_TRANSLATE_NOOP("bw::usertext", "\"{}\" is no tier: simple, standard or production")},
    ReasonSource {"no_number", QT_TRANSLATE_NOOP("bw::usertext", "\"{}\" is no number of features")},
    ReasonSource {"duplicate_id", QT_TRANSLATE_NOOP("bw::usertext", "the id \"{}\" is taken by a feature above")},
    ReasonSource {"duplicate_feature", QT_TRANSLATE_NOOP("bw::usertext", "the same feature stands above: {}")},
    ReasonSource {"unknown_dependency", QT_TRANSLATE_NOOP("bw::usertext", "it depends on \"{}\", which is no feature")},
    ReasonSource {"dependency_on_itself", QT_TRANSLATE_NOOP("bw::usertext", "it depends on itself (\"{}\")")},
    ReasonSource {"empty_group", QT_TRANSLATE_NOOP("bw::usertext", "there is nothing in the group \"{}\"")},
    ReasonSource {"endpoint_without_table",
                  QT_TRANSLATE_NOOP("bw::usertext", "the data model has no table for the endpoint {}")},
    ReasonSource {"tier_and_count",
                  QT_TRANSLATE_NOOP("bw::usertext", "tier and number of features do not fit together: {}")},
    ReasonSource {"target_and_count",
                  QT_TRANSLATE_NOOP("bw::usertext", "more features are listed than are aimed at (aim, listed): {}")},
    ReasonSource {"large",
                  QT_TRANSLATE_NOOP("bw::usertext", "it is very long ({} kB): models read the end of it less well")},
    ReasonSource {"bwspec_not_json",
                  QT_TRANSLATE_NOOP("bw::usertext", "the file is no JSON ({}): it may be cut off; export it again")},
    ReasonSource {"bwspec_no_version",
                  QT_TRANSLATE_NOOP("bw::usertext",
                                    "the member \"{}\" with the number of the format is missing: it is no .bwspec "
                                    "file")},
    ReasonSource {"bwspec_newer",
                  QT_TRANSLATE_NOOP("bw::usertext", "it has format {}, which a newer Buildwright wrote: update")},
    ReasonSource {"bwspec_wrong_type",
                  QT_TRANSLATE_NOOP("bw::usertext", "{} has the wrong type: see the description of the format")},
    ReasonSource {"bwspec_wrong_value",
                  QT_TRANSLATE_NOOP("bw::usertext", "{} has a value that is not possible: mend or remove it")},
    ReasonSource {"bwspec_no_source",
                  QT_TRANSLATE_NOOP("bw::usertext", "{} holds no specification: it needs a member \"source\"")},
};

// Keys of quick fixes; {} stands for the detail.
constexpr std::array specFixes {
    ReasonSource {"rename_id", QT_TRANSLATE_NOOP("bw::usertext", "Give it the id \"{}\"")},
    ReasonSource {"remove_feature", QT_TRANSLATE_NOOP("bw::usertext", "Remove the feature: {}")},
    ReasonSource {"remove_dependency", QT_TRANSLATE_NOOP("bw::usertext", "Remove the dependency on \"{}\"")},
    ReasonSource {"remove_group", QT_TRANSLATE_NOOP("bw::usertext", "Remove the group \"{}\"")},
    ReasonSource {"add_table", QT_TRANSLATE_NOOP("bw::usertext", "Add the table \"{}\"")},
    ReasonSource {"set_tier", QT_TRANSLATE_NOOP("bw::usertext", "Set the tier to {}")},
    ReasonSource {"set_target", QT_TRANSLATE_NOOP("bw::usertext", "Aim at {} features")},
};

}  // namespace

QString stateText(BuildState state) { return tr(stateSource(state)); }

QString phaseText(Phase phase) { return tr(phaseSource(phase)); }

QString statusText(FeatureStatus status) { return tr(statusSource(status)); }

QString specProblemText(const QString &key, const QString &detail)
{
    for (const ReasonSource &known : specProblems)
        if (key == QLatin1StringView(known.key))
            return tr(known.text).replace(u"{}"_s, detail);
    return detail.isEmpty() ? key : key + u": "_s + detail;
}

QString specFixText(const QString &key, const QString &detail)
{
    for (const ReasonSource &known : specFixes)
        if (key == QLatin1StringView(known.key))
            return tr(known.text).replace(u"{}"_s, detail);
    return detail.isEmpty() ? key : key + u": "_s + detail;
}

QString reasonText(const QString &reason)
{
    for (const ReasonSource &known : reasons)
        if (reason == QLatin1StringView(known.key))
            return tr(known.text);
    if (const auto code = errorCodeFromKey(reason))
        return errorText(Error {.code = *code, .detail = {}, .args = {}, .retryAfter = {}});
    return reason;
}

}  // namespace bw::usertext
