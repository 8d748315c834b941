// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <chrono>
#include <optional>
#include <utility>

namespace bw::sandbox
{

/// The first line and the header fields of an HTTP/1.x message (RFC 9112), read strictly: CRLF only, no folded lines,
/// no space before a colon, no control characters. What two readers could take differently is refused, not mended.
struct HttpHead {
    static constexpr qsizetype limit = 16 << 10;

    QByteArray startLine;
    QList<std::pair<QByteArray, QByteArray>> fields;  ///< names as sent, values trimmed

    /// `text` up to and with the empty line.
    static std::optional<HttpHead> parse(const QByteArray &text);

    [[nodiscard]] QList<QByteArray> values(QByteArrayView name) const;
    /// The value of a field that stands there once; nothing when missing or repeated.
    [[nodiscard]] std::optional<QByteArray> single(QByteArrayView name) const;
    [[nodiscard]] bool has(QByteArrayView name) const { return !values(name).isEmpty(); }
    /// Is `token` one of the comma-separated words of the field?
    [[nodiscard]] bool hasToken(QByteArrayView name, QByteArrayView token) const;
    void remove(QByteArrayView name);
    void set(const QByteArray &name, const QByteArray &value);
    /// Takes out what concerns one connection only (Connection and what it names, Keep-Alive, Proxy-…, Upgrade), and
    /// says that this connection ends, or that it becomes another protocol.
    void setConnection(bool upgrade);
    [[nodiscard]] QByteArray bytes() const;
};

/// A head from a socket, and what came after it.
struct ReadHead {
    enum class Outcome { Complete, Gone, TooLarge, Malformed };
    Outcome outcome = Outcome::Gone;
    HttpHead head;
    QByteArray rest;
};
ReadHead readHead(int fd, int stopFd, std::chrono::milliseconds limit);

}  // namespace bw::sandbox
