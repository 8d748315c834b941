// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/envd/envdclient.h"
#include "sandbox/envd/envderror.h"
#include "sandbox/envd/gzip.h"

#include <QDateTime>

#include <memory>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

/// What the reference says of versions: earlier daemons take forms only, and nothing packed.
const QVersionNumber plainUploads {0, 5, 7};
constexpr qsizetype worthPacking = 1 << 10;
constexpr qsizetype mostPacked = 64 << 20;
constexpr int triesWithoutProgress = 4;

QString filesPath(const QString &path)
{
    // Percent-encoded whole: "+" and "&" are common in names.
    return u"/files?path="_s + QString::fromLatin1(QUrl::toPercentEncoding(path, "/"));
}

/// A form with one file in it, for daemons that take nothing else.
struct Form {
    QByteArray boundary = "----buildwright" + QByteArray::number(QDateTime::currentMSecsSinceEpoch(), 36) + "x7Kq";
    QByteArray head = "--" + boundary
        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n"
          "Content-Type: application/octet-stream\r\n\r\n";
    QByteArray tail = "\r\n--" + boundary + "--\r\n";

    [[nodiscard]] net::HttpHeader type() const { return {"Content-Type", "multipart/form-data; boundary=" + boundary}; }
    [[nodiscard]] net::BodySource around(const net::BodySource &source) const
    {
        enum class At { Head, File, End };
        return [source, form = *this, at = std::make_shared<At>(At::Head)]() -> Result<QByteArray> {
            if (*at == At::Head) {
                *at = At::File;
                return form.head;
            }
            if (*at == At::End)
                return QByteArray();
            Result<QByteArray> piece = source();
            if (!piece || !piece->isEmpty())
                return piece;
            *at = At::End;
            return form.tail;
        };
    }
};

/// Hands the pieces on and counts them, so that a broken download goes on where it broke.
class Download final : public net::StreamHandler
{
public:
    Download(const ByteSink &sink, qint64 &at, QByteArray &version)
        : m_sink(sink)
        , m_at(at)
        , m_version(version)
    {
    }

    bool onHead(const net::HttpResponse &head) override
    {
        if (head.status != (m_at > 0 ? 206 : 200))
            return false;
        const QByteArray version = head.header("last-modified");
        m_changed = m_at > 0 && version != m_version;
        m_version = version;
        return true;
    }

    Status onData(QByteArrayView bytes) override
    {
        if (m_changed)
            return fail(ErrorCode::ProtocolError, u"the file changed while it was read"_s,
                        {{u"host"_s, u"sandbox"_s}, {u"why"_s, u"the file changed while it was read"_s}});
        Status taken = m_sink(bytes);
        m_refused = !taken;
        m_at += bytes.size();
        return taken;
    }

    [[nodiscard]] bool isFinal() const { return m_refused || m_changed; }

private:
    const ByteSink &m_sink;
    qint64 &m_at;
    QByteArray &m_version;
    bool m_changed = false;
    bool m_refused = false;
};

}  // namespace

Result<QByteArray> EnvdClient::readFile(const QString &path, qint64 maxBytes, std::stop_token stop)
{
    // Without a wish for an encoding the transport over TCP takes gzip, and counts what comes out of it.
    net::HttpRequest call = request("GET", filesPath(path));
    call.maxBody = maxBytes;
    Result<net::HttpResponse> response = sendChecked(call, true, std::move(stop));
    if (!response)
        return fail(response.error());
    return std::move(response->body);
}

Status EnvdClient::download(const QString &path, const ByteSink &sink, std::stop_token stop)
{
    qint64 at = 0;
    QByteArray version;
    for (int failures = 1;; ++failures) {
        const qint64 before = at;
        const Status done = downloadFrom(path, at, version, sink, stop);
        if (done || done.error().args.contains(u"final"_s))
            return done;
        // What moved counts anew.
        if (at > before)
            failures = 1;
        const auto wait = failures > triesWithoutProgress ? std::nullopt : waitBefore(failures, done.error(), true);
        if (!wait)
            return done;
        if (!clock().sleep(*wait, stop))
            return fail(ErrorCode::Cancelled);
    }
}

Status EnvdClient::downloadFrom(const QString &path, qint64 &at, QByteArray &version, const ByteSink &sink,
                                std::stop_token stop)
{
    net::HttpRequest call = request("GET", filesPath(path));
    call.maxBody = 0;
    call.idleTimeout = m_options.streamIdle;
    // As it is: what Qt unpacks by itself it holds whole where the handler is slower than the network, and a packed
    // answer cannot be taken up in its middle.
    call.headers.append(net::HttpHeader {"Accept-Encoding", "identity"});
    if (at > 0)
        call.headers.append(net::HttpHeader {"Range", "bytes=" + QByteArray::number(at) + '-'});
    Download pieces(sink, at, version);
    const Result<net::HttpResponse> response = m_transport.stream(call, pieces, stop);
    if (!response && pieces.isFinal()) {
        Error error = response.error();
        error.args.insert(u"final"_s, u"true"_s);
        return fail(std::move(error));
    }
    if (!response)
        return fail(refine(response.error(), stop));
    // It broke after its last byte: there is nothing behind it.
    if (at > 0 && response->status == 416)
        return {};
    if (response->status != 200 && response->status != 206)
        return fail(refine(errorFromResponse(*response), stop));
    return {};
}

Status EnvdClient::writeFile(const QString &path, QByteArrayView bytes, std::stop_token stop)
{
    net::HttpRequest call = request("POST", filesPath(path));
    if (m_options.version < plainUploads) {
        const Form form;
        call.headers.append(form.type());
        call.body = form.head + bytes.toByteArray() + form.tail;
    } else {
        call.headers.append(net::HttpHeader {"Content-Type", "application/octet-stream"});
        const bool packs = m_options.hosted && bytes.size() >= worthPacking && bytes.size() <= mostPacked;
        const QByteArray packed = packs ? gzip(bytes) : QByteArray();
        const bool smaller = !packed.isEmpty() && packed.size() < bytes.size();
        if (smaller)
            call.headers.append(net::HttpHeader {"Content-Encoding", "gzip"});
        call.body = smaller ? packed : bytes.toByteArray();
    }
    // Whoever writes a whole file twice has written it once.
    const Result<net::HttpResponse> response = sendChecked(call, true, std::move(stop));
    return response ? Status {} : fail(response.error());
}

Status EnvdClient::writeFile(const QString &path, const net::BodySource &source, qint64 length, std::stop_token stop)
{
    net::HttpRequest call = request("POST", filesPath(path));
    call.source = source;
    call.sourceLength = length;
    if (m_options.version < plainUploads) {
        const Form form;
        call.headers.append(form.type());
        call.source = form.around(source);
        if (length >= 0)
            call.sourceLength = form.head.size() + length + form.tail.size();
    } else {
        call.headers.append(net::HttpHeader {"Content-Type", "application/octet-stream"});
    }
    // A source cannot be read twice.
    const Result<net::HttpResponse> response = sendOnce(call, std::move(stop));
    return response ? Status {} : fail(response.error());
}

}  // namespace bw::sandbox
