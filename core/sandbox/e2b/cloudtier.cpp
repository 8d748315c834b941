// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/e2b/cloudtier.h"

#include "sandbox/e2b/cloudrequest.h"

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

std::optional<CloudTier> CloudTier::named(const QString &name)
{
    if (name == "hobby"_L1)
        return CloudTier {name, std::chrono::hours(1), 20};
    if (name == "pro"_L1)
        return CloudTier {name, std::chrono::hours(24), 100};
    return std::nullopt;
}

Result<QStringList> CloudTier::check(const QString &name, std::optional<int> running)
{
    const auto tier = named(name);
    // One line of a terminal each.
    if (!tier)
        return QStringList {
            u"E2B ends a sandbox after 1 hour (tier Hobby, 20 at a time) or 24 (Pro, 100 at a time); a longer "
            "build goes on in a new one. Which is yours: setting cloud.tier."_s};
    QStringList notes;
    if (tier->longestSession < std::chrono::hours(24))
        notes.append(
            u"E2B ends a sandbox after %1 hour on tier %2; a longer build goes on in a new one from its newest "
            "checkpoint."_s.arg(tier->longestSession.count())
                .arg(tier->name));
    if (!running)
        return notes;
    const QString text = u"%1 of the %2 sandboxes that E2B runs at a time on its tier %3 run already"_s.arg(*running)
                             .arg(tier->sandboxesAtATime)
                             .arg(tier->name);
    const int left = tier->sandboxesAtATime - *running;
    if (left <= 0)
        return CloudRequest::unavailable(
            text, u"End some (buildwright sandboxes), or correct the setting cloud.tier if your account has more."_s);
    // A build works in one and proves in another.
    if (left < 2)
        notes.append(text + u'.');
    return notes;
}

}  // namespace bw::sandbox
