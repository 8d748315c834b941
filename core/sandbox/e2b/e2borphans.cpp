// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/e2b/e2bprovider.h"

#include "sandbox/e2b/cloudmarks.h"

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

bool E2bProvider::isOurs(const ListedCloudSandbox &listed) const
{
    const QString data = m_identity.id();
    return !data.isEmpty() && listed.metadata.value(CloudMarks::product) == CloudMarks::ours
        && listed.metadata.value(CloudMarks::data) == data;
}

bool E2bProvider::isOfEarlierProcess(const ListedCloudSandbox &listed) const
{
    return listed.metadata.value(CloudMarks::owner) != m_identity.lastOwner();
}

Result<QList<ListedCloudSandbox>> E2bProvider::living(std::stop_token stop)
{
    return m_control->list({.metadata = {{CloudMarks::product, CloudMarks::ours}}}, std::move(stop));
}

Result<int> E2bProvider::removeOrphans(std::stop_token stop)
{
    const QString data = m_identity.id();
    if (data.isEmpty() || m_config.settings.debug)
        return 0;
    const auto listed =
        m_control->list({.metadata = {{CloudMarks::product, CloudMarks::ours}, {CloudMarks::data, data}}}, stop);
    if (!listed)
        return fail(listed.error());
    int ended = 0;
    for (const ListedCloudSandbox &one : *listed) {
        // The server filtered already; what is ended is decided here all the same.
        if (!isOurs(one) || one.metadata.value(CloudMarks::owner) == m_owner)
            continue;
        if (m_config.isKept && m_config.isKept(SandboxId {one.id}, BuildId {one.metadata.value(CloudMarks::build)})) {
            adopt(one);
            continue;
        }
        // Asked after the record: whoever takes one up says so here before it says so there.
        if (m_taken.contains(one.id))
            continue;
        const Result<bool> gone = m_control->end(one.id, stop);
        if (!gone)
            return fail(gone.error());
        ended += *gone ? 1 : 0;
    }
    return ended;
}

/// To be paused now; by the keeper, so that nobody takes it up in the middle.
void E2bProvider::adopt(const ListedCloudSandbox &listed)
{
    const auto keeping = keeper();
    if (!keeping || listed.state == "paused"_L1)
        return;
    std::function<void(KeptChange)> told = [say = m_config.told, id = SandboxId {listed.id},
                                            build =
                                                BuildId {listed.metadata.value(CloudMarks::build)}](KeptChange change) {
        if (say)
            say(id, build, change);
    };
    m_taken.unlessTaken(listed.id, [&] { (*keeping)->keep(listed.id, {}, std::move(told)); });
}

}  // namespace bw::sandbox
