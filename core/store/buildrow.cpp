// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/buildrow.h"

#include "store/statement.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

QString buildSelect()
{
    return u"SELECT b.no, b.id, b.user, ifnull((SELECT p.id FROM projects p WHERE p.id = b.project), ''),"
           " ifnull((SELECT s.id FROM specs s WHERE s.id = b.spec), ''), b.spec_version, b.name, b.state, b.reason,"
           " b.phase, b.created_ms, b.started_ms, b.ended_ms, b.waiting_until_ms, CAST(b.options AS BLOB),"
           " b.demonstration, b.features_total, b.features_verified, b.usage_input, b.usage_cache_5m, b.usage_cache_1h,"
           " b.usage_cache_read, b.usage_output, b.usage_calls, b.usage_known, b.cost_nano, b.current_action,"
           " b.current_feature, b.events, b.lines, b.artifact, b.project, b.spec FROM builds b "_s;
}

BuildRow readBuildRow(const Statement &row)
{
    BuildRow result;
    Build &build = result.build;
    int i = 0;
    result.no = row.integer(i++);
    build.id.value = row.text(i++);
    build.user.value = row.text(i++);
    build.project.value = row.text(i++);
    build.spec.value = row.text(i++);
    build.specVersion = static_cast<int>(row.integer(i++));
    build.name = row.text(i++);
    build.state = buildStateFromKey(row.text(i++)).value_or(BuildState::Pending);
    build.reason = row.text(i++);
    build.phase = phaseFromKey(row.text(i++));
    build.createdMs = row.integer(i++);
    build.startedMs = row.integer(i++);
    build.endedMs = row.integer(i++);
    build.waitingUntilMs = row.integer(i++);
    result.options = row.bytes(i++);
    if (const auto json = parseJson(result.options))
        build.options = buildOptionsFromJson(*json).value_or(BuildOptions {});
    build.demonstration = row.boolean(i++);
    build.featuresTotal = static_cast<int>(row.integer(i++));
    build.featuresVerified = static_cast<int>(row.integer(i++));
    build.usage.input = row.integer(i++);
    build.usage.cacheWrite5m = row.integer(i++);
    build.usage.cacheWrite1h = row.integer(i++);
    build.usage.cacheRead = row.integer(i++);
    build.usage.output = row.integer(i++);
    build.usage.calls = row.integer(i++);
    build.usage.known = row.boolean(i++);
    if (!row.isNull(i))
        build.cost = Money {row.integer(i)};
    ++i;
    build.currentAction = row.text(i++);
    result.currentFeature = row.text(i++);
    build.events = row.integer(i++);
    result.lines = row.integer(i++);
    build.artifact.value = row.text(i++);
    return result;
}

QString buildUpsert()
{
    return u"REPLACE INTO builds (no, id, user, project, spec, spec_version, name, state, reason, phase, created_ms,"
           " started_ms, ended_ms, waiting_until_ms, options, demonstration, features_total, features_verified,"
           " usage_input, usage_cache_5m, usage_cache_1h, usage_cache_read, usage_output, usage_calls, usage_known,"
           " cost_nano, current_action, current_feature, events, lines, artifact) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
           " ?, ?, ?, ?, CAST(? AS TEXT), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s;
}

QVariantList buildValues(const BuildRow &row)
{
    const Build &b = row.build;
    const Usage &u = b.usage;
    return {row.no,          b.id.value,
            b.user.value,    b.project.value,
            b.spec.value,    b.specVersion,
            b.name,          toKey(b.state),
            b.reason,        b.phase ? toKey(*b.phase) : u""_s,
            b.createdMs,     b.startedMs,
            b.endedMs,       b.waitingUntilMs,
            row.options,     b.demonstration ? 1 : 0,
            b.featuresTotal, b.featuresVerified,
            u.input,         u.cacheWrite5m,
            u.cacheWrite1h,  u.cacheRead,
            u.output,        u.calls,
            u.known ? 1 : 0, b.cost ? QVariant(b.cost->nano) : QVariant(),
            b.currentAction, row.currentFeature,
            b.events,        row.lines,
            b.artifact.value};
}

}  // namespace bw::store
