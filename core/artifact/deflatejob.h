// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "artifact/zipwriter.h"

#include <atomic>
#include <future>

namespace bw::artifact
{

/// The content of one zip entry as it will stand in the archive.
struct DeflatedContent {
    QByteArray data;
    quint32 crc = 0;
    qint64 size = 0;       ///< before
    bool deflated = true;  ///< false: stored, since deflating makes it no smaller
};

/// Deflates one content, on whichever thread comes first: one of the executor's through run(), or the one that needs
/// the result through take(). So nobody ever waits for a thread that is not there. Thread-safe.
class DeflateJob final
{
public:
    DeflateJob(ZipItem item, std::stop_token stop);
    void run();                      ///< does it unless somebody else has begun
    Result<DeflatedContent> take();  ///< once

private:
    Result<DeflatedContent> work() const;

    ZipItem m_item;
    std::stop_token m_stop;
    std::atomic_bool m_claimed {false};
    std::promise<Result<DeflatedContent>> m_promise;
    std::future<Result<DeflatedContent>> m_result;
};

}  // namespace bw::artifact
