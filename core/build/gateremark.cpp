// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/gateremark.h"

#include <algorithm>

namespace bw::build
{

using namespace Qt::StringLiterals;

namespace
{

NewEvent statusEvent(const QString &feature, FeatureStatus status)
{
    return NewEvent {
        EventType::FeatureStatus,
        Json {{"feature", toStd(feature)}, {"status", toStd(toKey(status))}, {"evidence_seq", Json::array()}}};
}

}  // namespace

bool isRemark(const Feature &feature) { return feature.category == "remark"_L1; }

QList<NewEvent> withRemark(QList<Feature> features, const QString &text)
{
    const auto number = std::ranges::count_if(features, isRemark) + 1;
    Feature remark;
    remark.id = u"remark-%1"_s.arg(number);
    remark.category = u"remark"_s;
    remark.description = text.trimmed();
    remark.steps = {u"Look whether what the person asked for is there."_s};
    remark.priority = 0;
    features.append(remark);
    QList<NewEvent> events {NewEvent {EventType::FeaturesPlanned, Json {{"features", toJson(features)}}}};
    for (const Feature &feature : std::as_const(features))
        if (feature.status != FeatureStatus::Unverified)
            events.append(statusEvent(feature.id, feature.status));
    return events;
}

QList<NewEvent> acceptRemarks(const QList<Feature> &features, const QString &user)
{
    QList<NewEvent> events;
    for (const Feature &feature : features) {
        if (!isRemark(feature) || feature.status != FeatureStatus::NeedsYou)
            continue;
        events.append(NewEvent {EventType::FeatureDecided,
                                Json {{"feature", toStd(feature.id)},
                                      {"decision", "accept"},
                                      {"text", "with the release"},
                                      {"user", toStd(user)}}});
        events.append(statusEvent(feature.id, FeatureStatus::Accepted));
    }
    return events;
}

}  // namespace bw::build
