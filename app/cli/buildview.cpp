// SPDX-License-Identifier: GPL-3.0-or-later
#include "buildview.h"

#include "duration.h"
#include "holdtext.h"
#include "usertext/amounttext.h"
#include "usertext/detailtext.h"
#include "usertext/terminaltext.h"
#include "usertext/usertext.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source, qint64 n = -1)
{
    return QCoreApplication::translate("bw::cli", source, nullptr, static_cast<int>(n));
}

QString phaseText(const QString &key)
{
    if (key == "plan"_L1)
        return text(QT_TRANSLATE_NOOP("bw::cli", "Planning"));
    if (key == "implement"_L1)
        return text(QT_TRANSLATE_NOOP("bw::cli", "Implementing"));
    if (key == "verify"_L1)
        return text(QT_TRANSLATE_NOOP("bw::cli", "Verifying in a fresh sandbox"));
    if (key == "package"_L1)
        return text(QT_TRANSLATE_NOOP("bw::cli", "Packaging"));
    return key;
}

QString shortened(const QString &line, int width)
{
    const QString simple = usertext::plainTerminalText(line).simplified();
    return simple.size() <= width ? simple : simple.left(width - 1) + u'…';
}

QString statusWord(const QString &key)
{
    const auto status = featureStatusFromKey(key);
    return status ? usertext::statusText(*status) : key;
}

// What of, and whose ceiling it is where it is not the build's.
QString noticeText(const Json &payload)
{
    const QString what = jsonString(payload, "what");
    const QString name = jsonString(payload, "name");
    return name.isEmpty() ? what : shortened(u"%1, %2"_s.arg(what, name), 80);
}

// How the agent went on when its context was full, and the helpers it sent out; empty for other events.
QString sessionText(EventType type, const Json &p)
{
    if (type == EventType::ContextReduced) {
        const QString how = jsonString(p, "how");
        if (how == "compaction"_L1)
            return u"    "_s + text(QT_TRANSLATE_NOOP("bw::cli", "Context full: summed up, the session goes on"));
        if (how == "new_session"_L1)
            return u"    "_s + text(QT_TRANSLATE_NOOP("bw::cli", "Context full: a new session goes on from the files"));
        return {};  // old tool results were cleared: routine
    }
    if (type == EventType::SessionStarted && p.contains("parent"))
        return u"    "_s
            + text(QT_TRANSLATE_NOOP("bw::cli", "Sub-agent for %1 (%2)"))
                  .arg(shortened(jsonString(p, "kind"), 20), shortened(jsonString(p, "model"), 60));
    return {};
}

// What kept the agent, its money or its context within bounds; empty for other events.
QString asideText(EventType type, const Json &p)
{
    if (type == EventType::ProofJudged && jsonString(p, "verdict") == "proves_nothing"_L1)
        return u"    "_s
            + text(QT_TRANSLATE_NOOP("bw::cli", "A proof of %1 does not count: %2"))
                  .arg(shortened(jsonString(p, "feature"), 60), shortened(jsonString(p, "why"), 200));
    if (type == EventType::PolicyDenied)
        return text(QT_TRANSLATE_NOOP("bw::cli", "Command denied: %1 (%2)"))
            .arg(shortened(jsonString(p, "what"), 100),
                 shortened(usertext::detailText(jsonString(p, "why", jsonString(p, "rule"))), 150));
    if (type == EventType::NetworkDenied)
        return text(QT_TRANSLATE_NOOP("bw::cli", "Network denied: %1:%2 (%3)"))
            .arg(shortened(jsonString(p, "host"), 100))
            .arg(jsonInt(p, "port"))
            .arg(jsonString(p, "reason"));
    if (type == EventType::FeatureListReverted)
        return u"    "_s
            + text(QT_TRANSLATE_NOOP("bw::cli", "A change of feature_list.json was taken back: only proof changes it"));
    if (type == EventType::SandboxLimitHit)
        return text(QT_TRANSLATE_NOOP("bw::cli", "A limit of the sandbox was hit: %1"))
            .arg(shortened(jsonString(p, "text", jsonString(p, "limit")), 200));
    if (type == EventType::SandboxLost)
        return text(QT_TRANSLATE_NOOP("bw::cli", "The sandbox is gone; the build goes on in a new one"));
    if (type == EventType::SandboxRestored)
        return text(QT_TRANSLATE_NOOP("bw::cli", "Its files are as at checkpoint %1"))
            .arg(shortened(jsonString(p, "checkpoint"), 20));
    if (type == EventType::BudgetNotice)
        return text(QT_TRANSLATE_NOOP("bw::cli", "%1 % of the budget (%2) used"))
            .arg(jsonInt(p, "percent"))
            .arg(noticeText(p));
    return sessionText(type, p);
}

// The error as it was when it was recorded, with our text for people.
QString errorOf(const Json &payload)
{
    const auto code = errorCodeFromKey(jsonString(payload, "error"));
    if (!code)
        return jsonString(payload, "detail", jsonString(payload, "error"));
    Error error {*code, jsonString(payload, "detail"), {}, {}};
    const Json args = payload.value("args", Json::object());
    for (const auto &[name, value] : args.items()) {
        if (value.is_string())
            error.args.insert(toQString(name), toQString(value.get<std::string>()));
    }
    return usertext::errorText(error);
}

}  // namespace

BuildView::BuildView(Terminal &terminal)
    : m_terminal(terminal)
{
}

void BuildView::stamped(const Event &event, const QString &line)
{
    const qint64 seconds = std::max<qint64>(0, event.timeMs - m_firstMs) / 1000;
    const QString stamp = u"%1:%2"_s.arg(seconds / 60, 3).arg(seconds % 60, 2, 10, QChar(u'0'));
    m_terminal.line(m_terminal.faint(stamp) + u"  "_s + line);
}

void BuildView::remember(const Event &event)
{
    const Json &p = event.payload;
    if (event.type == toKey(EventType::FeaturesPlanned)) {
        const Json features = p.value("features", Json::array());
        m_total = static_cast<int>(features.size());
        m_status.clear();
        for (const Json &feature : features)
            m_describes.insert(jsonString(feature, "id"), jsonString(feature, "description"));
    } else if (event.type == toKey(EventType::FeatureStatus)) {
        m_status[jsonString(p, "feature")] = jsonString(p, "status");
    }
}

void BuildView::show(const Event &event)
{
    if (m_firstMs == 0)
        m_firstMs = event.timeMs;
    const auto type = eventTypeFromKey(event.type);
    if (!type)
        return;
    const Json &p = event.payload;
    // Only what a person who watches wants to know; the rest is in `buildwright events` and `logs`.
    if (*type == EventType::PhaseStarted) {
        stamped(event, m_terminal.strong(phaseText(jsonString(p, "phase"))));
    } else if (*type == EventType::FeaturesPlanned) {
        remember(event);
        stamped(event, text(QT_TRANSLATE_NOOP("bw::cli", "Features planned: %1")).arg(m_total));
    } else if (*type == EventType::FeatureStarted) {
        const QString id = shortened(jsonString(p, "feature"), 60);
        stamped(event, u"  "_s + m_terminal.faint(u"· "_s + id + u"  "_s + shortened(m_describes.value(id), 60)));
    } else if (*type == EventType::FeatureStatus) {
        const QString id = jsonString(p, "feature");
        const QString status = jsonString(p, "status");
        const QString before = m_status.value(id, u"unverified"_s);
        if (before != status) {
            remember(event);
            // Stale is routine: it is proved again. So is the way back, and until then it counts as it did.
            if (status == "stale"_L1 || (before == "stale"_L1 && status == "verified"_L1))
                return;
            const auto verified =
                std::ranges::count(m_status, u"verified"_s) + std::ranges::count(m_status, u"stale"_s);
            const QString mark = status == "verified"_L1 ? m_terminal.good(u"✓ "_s) : m_terminal.bad(u"✗ "_s);
            stamped(event,
                    u"  "_s + mark + shortened(id, 60) + u"  "_s + statusWord(status)
                        + u"  (%1/%2)"_s.arg(verified).arg(m_total));
        }
    } else if (const QString held = holdText(event); !held.isEmpty()) {
        stamped(event, held);
    } else if (const QString line = asideText(*type, p); !line.isEmpty()) {
        stamped(event, line);
    } else if (*type == EventType::BudgetSettled && jsonBool(p, "broken")) {
        m_uncertain += Money::fromDecimal(jsonString(p, "usd")).value_or(Money {});
    } else if (*type == EventType::BuildError) {
        stamped(event, m_terminal.bad(shortened(errorOf(p), 300)));
    } else if (*type == EventType::BuildRetried) {
        stamped(event,
                text(QT_TRANSLATE_NOOP("bw::cli", "Failed (%1); tried again, %2 of %3"))
                    .arg(jsonString(p, "reason"))
                    .arg(jsonInt(p, "try"))
                    .arg(jsonInt(p, "of")));
    } else if (*type == EventType::BuildNote && jsonString(p, "level") != "info"_L1) {
        stamped(event, shortened(jsonString(p, "text"), 200));
    } else if (*type == EventType::MessageTold) {
        stamped(event,
                text(QT_TRANSLATE_NOOP("bw::cli", "Told the agent: %1")).arg(shortened(jsonString(p, "text"), 100)));
    } else if (*type == EventType::MessageHeard) {
        stamped(event, text(QT_TRANSLATE_NOOP("bw::cli", "The agent heard it.")));
    } else if (*type == EventType::SpecGenerated) {
        stamped(
            event,
            text(QT_TRANSLATE_NOOP("bw::cli", "Specification written: %1")).arg(shortened(jsonString(p, "name"), 100)));
    }
}

void BuildView::tick(const Build &build, qint64 nowMs)
{
    const qint64 elapsed = build.startedMs > 0 ? std::max<qint64>(0, nowMs - build.startedMs) : 0;
    const QString line = u"%1  %2/%3  %4  %5"_s.arg(durationText(std::chrono::milliseconds(elapsed)))
                             .arg(build.featuresVerified)
                             .arg(build.featuresTotal)
                             .arg(costText(build, m_uncertain),
                                  shortened(isHeld(build, nowMs) ? holdText(build, nowMs) : build.currentAction, 60));
    m_terminal.progress(line);
}

QString costText(const Build &build, Money uncertain)
{
    if (!build.cost)
        return text(QT_TRANSLATE_NOOP("bw::cli", "cost unknown"));
    QString dollars = usertext::dollarText(*build.cost);
    if (uncertain.nano > 0)
        dollars = usertext::dollarText(*build.cost - uncertain) + u" – "_s + dollars;
    return build.demonstration ? text(QT_TRANSLATE_NOOP("bw::cli", "would have cost %1")).arg(dollars)
                               : text(QT_TRANSLATE_NOOP("bw::cli", "cost %1")).arg(dollars);
}

QString demonstrationText() { return text(QT_TRANSLATE_NOOP("bw::cli", "Demonstration: recorded answers, no AI")); }

QStringList summaryLines(const Build &build, const std::optional<Artifact> &artifact)
{
    QStringList lines;
    if (build.demonstration)
        lines << demonstrationText();
    const qint64 elapsed = build.startedMs > 0 && build.endedMs > 0 ? build.endedMs - build.startedMs : 0;
    QString head = u"%1: "_s.arg(usertext::stateText(build.state));
    head += text(QT_TRANSLATE_N_NOOP("bw::cli", "%1 of %n features verified"), build.featuresTotal)
                .arg(build.featuresVerified);
    if (elapsed > 0)
        head += text(QT_TRANSLATE_NOOP("bw::cli", " in %1")).arg(durationText(std::chrono::milliseconds(elapsed)));
    lines << head + u", "_s + costText(build);
    if (!build.reason.isEmpty() && build.state != BuildState::Completed)
        lines << usertext::reasonText(build.reason);
    if (artifact) {
        lines << text(QT_TRANSLATE_NOOP("bw::cli", "Zip:      %1")).arg(artifact->path)
                + (artifact->complete ? QString() : text(QT_TRANSLATE_NOOP("bw::cli", "  (incomplete)")));
    } else {
        lines << text(QT_TRANSLATE_NOOP("bw::cli", "Zip:      none was made"));
    }
    lines << text(QT_TRANSLATE_NOOP("bw::cli", "Log:      buildwright logs %1")).arg(build.id.value)
          << text(QT_TRANSLATE_NOOP("bw::cli", "Features: buildwright features %1")).arg(build.id.value);
    const bool canResume = build.state == BuildState::Paused || build.state == BuildState::Interrupted
        || build.state == BuildState::Failed || build.state == BuildState::Cancelled;
    if (canResume)
        lines << text(QT_TRANSLATE_NOOP("bw::cli", "Go on:    buildwright resume %1")).arg(build.id.value);
    return lines;
}

std::optional<double> cacheHitRate(const Usage &usage)
{
    if (usage.wholeInput() <= 0)
        return std::nullopt;
    return static_cast<double>(usage.cacheRead) / static_cast<double>(usage.wholeInput());
}

Json usageObject(const Usage &usage)
{
    Json object = toJson(usage);
    object["cache_hit_rate"] = nullptr;
    // Four digits: more would be noise.
    if (const auto rate = cacheHitRate(usage))
        object["cache_hit_rate"] = std::round(*rate * 10'000) / 10'000;
    return object;
}

Json resultObject(const Build &build, const std::optional<Artifact> &artifact, qint64 events)
{
    Json object {{"build", toStd(build.id.value)},
                 {"status", toStd(toKey(build.state))},
                 {"reason", toStd(build.reason)},
                 {"demonstration", build.demonstration},
                 {"features", {{"total", build.featuresTotal}, {"verified", build.featuresVerified}}},
                 {"usage", usageObject(build.usage)},
                 {"cost_usd", nullptr},
                 {"artifact", nullptr},
                 {"events", events}};
    if (build.cost)
        object["cost_usd"] = build.cost->dollars();
    if (artifact)
        object["artifact"] = Json {{"path", toStd(artifact->path)},
                                   {"sha256", toStd(artifact->sha256)},
                                   {"bytes", artifact->bytes},
                                   {"complete", artifact->complete}};
    return object;
}

}  // namespace bw::cli
