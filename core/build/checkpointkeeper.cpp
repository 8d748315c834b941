// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/checkpointkeeper.h"

namespace bw::build
{

Status CheckpointKeeper::keep(const QString &reason, std::stop_token stop)
{
    auto made = makeCheckpoint(*m_sandbox.get(), m_run.environment.blobs, m_run.log, reason, stop);
    if (!made)
        return fail(made.error());
    m_run.checkpoint = *made;
    return {};
}

}  // namespace bw::build
