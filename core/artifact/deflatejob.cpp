// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifact/deflatejob.h"

#include <QFile>

#include <zlib.h>

namespace bw::artifact
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype pieceSize = 256 << 10;  // a stop is looked for this often

/// zlib takes its input as non-const although it only reads it.
Bytef *zlibBytes(const char *bytes) { return reinterpret_cast<Bytef *>(const_cast<char *>(bytes)); }

/// Raw deflate, level 6: what QuaZip itself would write.
Result<QByteArray> deflateRaw(const QByteArray &content, const std::stop_token &stop)
{
    z_stream stream {};
    if (deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return fail(ErrorCode::Internal, u"zlib has no memory"_s);
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(content.size()))),
                   Qt::Uninitialized);
    stream.next_out = zlibBytes(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    qsizetype offset = 0;
    int code = Z_OK;
    while (code == Z_OK && !stop.stop_requested()) {
        const qsizetype piece = qMin(pieceSize, content.size() - offset);
        stream.next_in = zlibBytes(content.constData() + offset);
        stream.avail_in = static_cast<uInt>(piece);
        offset += piece;
        code = deflate(&stream, offset == content.size() ? Z_FINISH : Z_NO_FLUSH);
    }
    const auto size = static_cast<qsizetype>(stream.total_out);
    deflateEnd(&stream);
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled);
    if (code != Z_STREAM_END)
        return fail(ErrorCode::Internal, u"zlib failed with %1"_s.arg(code));
    out.resize(size);
    return out;
}

}  // namespace

DeflateJob::DeflateJob(ZipItem item, std::stop_token stop)
    : m_item(std::move(item))
    , m_stop(std::move(stop))
    , m_result(m_promise.get_future())
{
}

void DeflateJob::run()
{
    if (!m_claimed.exchange(true))
        m_promise.set_value(work());
}

Result<DeflatedContent> DeflateJob::take()
{
    run();
    return m_result.get();
}

Result<DeflatedContent> DeflateJob::work() const
{
    if (m_stop.stop_requested())
        return fail(ErrorCode::Cancelled);
    QByteArray content = m_item.target;
    if (m_item.type == EntryType::File) {
        QFile file(m_item.contentPath);
        const auto unreadable = [&](const QString &why) {
            return fail(ErrorCode::FileUnreadable, why, {{u"path"_s, m_item.contentPath}, {u"why"_s, why}});
        };
        if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return unreadable(file.errorString());
        content = file.read(m_item.size + 1);
        if (content.size() != m_item.size)
            return unreadable(u"its size is not the expected one"_s);
    }
    DeflatedContent result;
    result.size = content.size();
    result.crc = static_cast<quint32>(
        crc32(crc32(0, nullptr, 0), zlibBytes(content.constData()), static_cast<uInt>(content.size())));
    auto packed = deflateRaw(content, m_stop);
    if (!packed)
        return fail(packed.error());
    result.deflated = packed->size() < content.size();
    result.data = result.deflated ? std::move(*packed) : std::move(content);
    result.data.squeeze();  // the bound that zlib asked for is as large as the content
    return result;
}

}  // namespace bw::artifact
