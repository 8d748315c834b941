// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifact/bytepipe.h"

namespace bw::artifact
{

using namespace Qt::StringLiterals;

BytePipe::BytePipe(qint64 capacity)
    : m_capacity(capacity)
{
}

Status BytePipe::write(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return {};
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_abandoned || m_size < m_capacity; });
    if (m_abandoned)
        return fail(ErrorCode::Cancelled, u"the reader of the stream has gone"_s);
    m_pieces.push_back(bytes.toByteArray());
    m_size += bytes.size();
    m_changed.notify_all();
    return {};
}

void BytePipe::finish(std::optional<Error> error)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_finished) {
        m_finished = true;
        m_error = std::move(error);
    }
    m_changed.notify_all();
}

Result<QByteArray> BytePipe::read()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_finished || !m_pieces.empty(); });
    if (m_pieces.empty()) {
        if (m_error)
            return fail(*m_error);
        return QByteArray();
    }
    QByteArray piece = std::move(m_pieces.front());
    m_pieces.pop_front();
    m_size -= piece.size();
    m_changed.notify_all();
    return piece;
}

void BytePipe::abandon()
{
    const std::scoped_lock lock(m_mutex);
    m_abandoned = true;
    m_pieces.clear();
    m_size = 0;
    m_changed.notify_all();
}

}  // namespace bw::artifact
