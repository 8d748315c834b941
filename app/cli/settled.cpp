// SPDX-License-Identifier: GPL-3.0-or-later
#include "settled.h"

#include "store/featurestore.h"
#include "usertext/terminaltext.h"

#include <QCoreApplication>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

QString plain(const QString &line) { return usertext::plainTerminalText(line).simplified(); }

Json asJson(const QStringList &ids)
{
    Json list = Json::array();
    for (const QString &id : ids)
        list.push_back(toStd(id));
    return list;
}

}  // namespace

Settled settledOf(const QList<Feature> &features, bool isOver)
{
    Settled settled;
    settled.total = static_cast<int>(features.size());
    for (const Feature &feature : features) {
        if (feature.status == FeatureStatus::Verified) {
            ++settled.verified;
            continue;
        }
        if (feature.status == FeatureStatus::Accepted) {
            ++settled.accepted;
            continue;
        }
        if (feature.status == FeatureStatus::Skipped)
            settled.skipped.append(feature.id);
        if (feature.status == FeatureStatus::NeedsYou)
            settled.needsYou.append(feature);
        // Of a build that is not over, the others are still to come.
        if (isOver || feature.status == FeatureStatus::Skipped)
            settled.missing.append(feature.id);
    }
    return settled;
}

Result<Settled> settledOf(ReadSide &side, const Build &build)
{
    auto features = store::FeatureStore(side.database()).list(build.id);
    return features ? Result<Settled>(settledOf(*features, isEnded(build.state))) : fail(features.error());
}

void putSettled(Json &result, const Settled &settled)
{
    Json &features = result["features"];
    features["accepted"] = settled.accepted;
    features["skipped"] = settled.skipped.size();
    features["missing"] = asJson(settled.missing);
    if (settled.needsYou.isEmpty())
        return;
    QStringList ids;
    for (const Feature &feature : settled.needsYou)
        ids.append(feature.id);
    features["needs_you"] = asJson(ids);
}

QStringList settledLines(const Build &build, const Settled &settled)
{
    QStringList lines;
    if (settled.accepted > 0 || !settled.skipped.isEmpty()) {
        QString line = text(QT_TRANSLATE_NOOP("bw::cli", "With %1 accepted by you, %2 skipped"))
                           .arg(settled.accepted)
                           .arg(settled.skipped.size());
        if (!settled.missing.isEmpty())
            line += text(QT_TRANSLATE_NOOP("bw::cli", "; missing: %1")).arg(plain(settled.missing.join(u", "_s)));
        lines.append(line);
    }
    for (const Feature &feature : settled.needsYou) {
        const QString what = jsonString(feature.unknown, "manual", feature.description);
        lines.append(text(QT_TRANSLATE_NOOP("bw::cli", "Needs you: %1  %2")).arg(plain(feature.id), plain(what)));
    }
    if (!settled.needsYou.isEmpty())
        lines.append(
            text(QT_TRANSLATE_NOOP("bw::cli",
                                   "           buildwright accept %1 FEATURE --because TEXT, or reject the same way"))
                .arg(build.id.value));
    return lines;
}

}  // namespace bw::cli
