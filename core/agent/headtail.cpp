// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/headtail.h"

#include "agent/utf8cut.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;

HeadTail::HeadTail(store::BlobStore &blobs)
    : m_blobs(blobs)
{
}

Status HeadTail::add(QByteArrayView bytes)
{
    m_total += bytes.size();
    if (!m_writer && m_total > limit) {
        auto writer = m_blobs.writer();
        if (!writer)
            return fail(writer.error());
        m_writer = std::move(*writer);
        if (auto written = m_writer->write(m_head + m_tail); !written)
            return written;
    }
    if (m_writer) {
        if (auto written = m_writer->write(bytes); !written)
            return written;
    }
    const qsizetype half = limit / 2;
    const qsizetype room = std::max<qsizetype>(0, half - m_head.size());
    const qsizetype first = std::min(room, bytes.size());
    m_head.append(bytes.first(first));
    m_tail.append(bytes.sliced(first));
    // Cut now and then, not with each piece.
    if (m_tail.size() > 4 * half)
        m_tail = m_tail.right(half);
    return {};
}

Result<HeadTail::Kept> HeadTail::finish()
{
    if (!m_writer)
        return Kept {QString::fromUtf8(m_head + m_tail), {}};
    auto hash = m_writer->finish();
    if (!hash)
        return fail(hash.error());
    const QByteArray head = m_head.first(withoutCutEnd(m_head));
    const QByteArray kept = m_tail.right(limit / 2);
    const QByteArray tail = kept.sliced(cutBeginning(kept));
    const qint64 missing = m_total - head.size() - tail.size();
    const QString gap = u"\n[… %1 bytes left out here; the whole output has %2 bytes]\n"_s.arg(missing).arg(m_total);
    return Kept {QString::fromUtf8(head) + gap + QString::fromUtf8(tail), hash->value};
}

}  // namespace bw::agent
