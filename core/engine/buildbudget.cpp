// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/buildbudget.h"

#include "account/settings.h"
#include "build/resumestate.h"
#include "build/rolechoice.h"
#include "engine/parts.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcBudget, "bw.engine.budget", QtInfoMsg)

namespace bw::engine
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr int pageSize = 500;
/// E2B's list price for its default of 2 virtual processors and half a GiB: 0.000028 and 0.00000225 dollars a second.
constexpr Money e2bPerSecond {30'250};

}  // namespace

Money sandboxPrice(const QString &provider)
{
    if (const auto own = account::Settings::load().budget().sandboxUsdPerSecond)
        return *own;
    return provider == "e2b"_L1 ? e2bPerSecond : Money {};
}

claude::BudgetLimits budgetLimits(const BuildOptions &options, qint64 nowMs, qint64 activeMs)
{
    claude::BudgetLimits limits;
    limits.usd = options.budgetUsd;
    limits.tokens = options.budgetTokens;
    if (options.timeLimitMs) {
        limits.deadlineMs = nowMs + std::max<qint64>(0, *options.timeLimitMs - activeMs);
        limits.minutes = *options.timeLimitMs / 60'000;
        limits.timeLimitMs = options.timeLimitMs;
    }
    limits.sandboxSeconds = options.budgetSandboxSeconds;
    limits.phase = options.phaseCeilings;
    limits.feature = options.featureCeilings;
    limits.sandboxPerSecond = sandboxPrice(options.sandbox);
    return limits;
}

Status checkPrices(const BuildOptions &options)
{
    const bool recorded = options.model == "demo"_L1 || options.model.startsWith("recording:"_L1);
    if (recorded || !(options.budgetUsd || options.phaseCeilings.usd || options.featureCeilings.usd))
        return {};
    for (const QString &model : build::roleModels(options, options.model, false))
        if (!claude::PriceTable::builtIn().dearest(model))
            return fail(ErrorCode::PriceUnknown, u"a ceiling in dollars needs a price"_s, {{u"model"_s, model}});
    return {};
}

BuildBudget::BuildBudget(Parts &parts, const BuildId &build, claude::Model &model, claude::BudgetGuard::Commit commit)
    : m_parts(parts)
    , m_build(build)
    , m_guard(model, parts.clock, {}, std::move(commit))
{
    m_guard.setMeter([this](const claude::CallPurpose &purpose) { return read(purpose); });
    if (parts.limits && !model.isDemonstration())
        m_guard.setShared([&limits = *parts.limits] { return limits.rest(); });
}

BuildBudget::~BuildBudget() { m_parts.budgets.remove(m_build); }

Status BuildBudget::begin(const BuildOptions &options, const QString &modelId, qint64 startedMs, qint64 activeMs)
{
    m_guard.setLimits(budgetLimits(options, startedMs, activeMs));
    for (const QString &model : build::roleModels(options, modelId, m_guard.isDemonstration()))
        if (auto priced = m_guard.check(model); !priced)
            return priced;
    auto events = build::loadBudgetEvents(m_parts.events(), m_build);
    if (!events)
        return fail(events.error());
    if (auto restored = m_guard.restore(*events); !restored)
        return restored;
    m_parts.budgets.add(m_build, [this, startedMs, activeMs](const BuildOptions &changed) {
        m_guard.setLimits(budgetLimits(changed, startedMs, activeMs));
    });
    // Between the reading of the options and this line a person may have changed them.
    auto known = m_parts.builds().get(m_build);
    if (!known)
        return fail(known.error());
    if (known->options != options)
        m_guard.setLimits(budgetLimits(known->options, startedMs, activeMs));
    return {};
}

Status BuildBudget::end()
{
    m_parts.budgets.remove(m_build);
    return m_guard.settleSandboxes();
}

claude::MeterReading BuildBudget::read(const claude::CallPurpose &purpose)
{
    const std::scoped_lock lock(m_mutex);
    for (;;) {
        const auto page =
            m_parts.events().ofTypes(m_build, build::BuildMeter::types(), m_meter.lastSeq() + 1, pageSize);
        if (!page) {
            qCWarning(lcBudget) << "the meters of build" << m_build.value << "stand still:" << page.error().detail;
            break;
        }
        for (const Event &event : *page)
            m_meter.apply(event);
        if (page->size() < pageSize)
            break;
    }
    const qint64 now = m_parts.clock.nowMs();
    const auto whole = m_meter.build(now);
    const auto phase = m_meter.phase(toKey(purpose.phase), now);
    const auto feature = m_meter.feature(purpose.feature, now);
    return {.activeMs = whole.activeMs,
            .sandboxMs = whole.sandboxMs,
            .phaseMs = phase.activeMs,
            .phaseSandboxMs = phase.sandboxMs,
            .featureMs = feature.activeMs,
            .featureSandboxMs = feature.sandboxMs};
}

std::optional<Error> BuildBudget::ceilingReached()
{
    const std::scoped_lock lock(m_lookMutex);
    if (m_reached || m_parts.clock.steady() - m_looked < 200ms)
        return m_reached;
    m_looked = m_parts.clock.steady();
    m_reached = m_guard.ceilingReached();
    return m_reached;
}

std::optional<Error> BuildBudget::ceilingReached(const claude::CallPurpose &purpose)
{
    const std::scoped_lock lock(m_lookMutex);
    const auto now = m_parts.clock.steady();
    const QString part = toKey(purpose.phase) + u':' + purpose.feature;
    const auto looked = m_partsLooked.constFind(part);
    if (looked != m_partsLooked.cend() && now - *looked < 200ms)
        return std::nullopt;
    m_partsLooked.insert(part, now);
    return m_guard.ceilingReached(purpose);
}

}  // namespace bw::engine
