// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/httphead.h"

#include "sandbox/local/socketio.h"

#include <algorithm>

namespace bw::sandbox
{

namespace
{

bool same(QByteArrayView a, QByteArrayView b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

bool isText(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) {
        const auto code = static_cast<unsigned char>(c);
        return code == '\t' || (code >= 0x20 && code != 0x7f);
    });
}

}  // namespace

std::optional<HttpHead> HttpHead::parse(const QByteArray &text)
{
    if (!text.endsWith("\r\n\r\n"))
        return std::nullopt;
    HttpHead head;
    for (qsizetype from = 0; from < text.size() - 2;) {
        const qsizetype end = text.indexOf("\r\n", from);
        const QByteArray line = text.sliced(from, end - from);
        from = end + 2;
        if (!isText(line))
            return std::nullopt;
        if (head.startLine.isEmpty()) {
            if (line.isEmpty())
                return std::nullopt;
            head.startLine = line;
            continue;
        }
        const qsizetype colon = line.indexOf(':');
        if (colon < 0 || !isToken(QByteArrayView(line).first(colon)))
            return std::nullopt;
        head.fields.append({line.first(colon), line.sliced(colon + 1).trimmed()});
    }
    return head;
}

QList<QByteArray> HttpHead::values(QByteArrayView name) const
{
    QList<QByteArray> found;
    for (const auto &[field, value] : fields) {
        if (same(field, name))
            found.append(value);
    }
    return found;
}

std::optional<QByteArray> HttpHead::single(QByteArrayView name) const
{
    const auto found = values(name);
    return found.size() == 1 ? std::optional(found.first()) : std::nullopt;
}

bool HttpHead::hasToken(QByteArrayView name, QByteArrayView token) const
{
    const QList<QByteArray> words = values(name).join(',').split(',');
    return std::ranges::any_of(words, [token](const QByteArray &word) { return same(word.trimmed(), token); });
}

void HttpHead::remove(QByteArrayView name)
{
    fields.removeIf([name](const auto &field) { return same(field.first, name); });
}

void HttpHead::set(const QByteArray &name, const QByteArray &value)
{
    remove(name);
    fields.append({name, value});
}

void HttpHead::setConnection(bool upgrade)
{
    const auto protocol = upgrade ? single("Upgrade") : std::nullopt;
    for (const QByteArray &word : values("Connection").join(',').split(',')) {
        // A sender may name any field here; what frames the message or was checked stays.
        const QByteArray name = word.trimmed();
        if (!same(name, "Content-Length") && !same(name, "Transfer-Encoding") && !same(name, "Host"))
            remove(name);
    }
    for (const char *name : {"Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authorization", "Upgrade"})
        remove(name);
    if (protocol)
        set("Upgrade", *protocol);
    set("Connection", protocol ? "Upgrade" : "close");
}

QByteArray HttpHead::bytes() const
{
    QByteArray text = startLine + "\r\n";
    for (const auto &[name, value] : fields)
        text += name + ": " + value + "\r\n";
    return text + "\r\n";
}

ReadHead readHead(int fd, int stopFd, std::chrono::milliseconds limit)
{
    using Outcome = ReadHead::Outcome;
    QByteArray text;
    const auto end = std::chrono::steady_clock::now() + limit;
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        const QByteArray piece = receive(fd, 4 << 10, stopFd, left);
        if (piece.isEmpty())
            return {.outcome = Outcome::Gone, .head = {}, .rest = {}};
        const qsizetype from = std::max<qsizetype>(text.size() - 3, 0);
        text += piece;
        const qsizetype at = text.indexOf("\r\n\r\n", from);
        if (at < 0 ? text.size() > HttpHead::limit : at + 4 > HttpHead::limit)
            return {.outcome = Outcome::TooLarge, .head = {}, .rest = {}};
        if (at < 0)
            continue;
        auto head = HttpHead::parse(text.first(at + 4));
        if (!head)
            return {.outcome = Outcome::Malformed, .head = {}, .rest = {}};
        return {.outcome = Outcome::Complete, .head = std::move(*head), .rest = text.sliced(at + 4)};
    }
}

}  // namespace bw::sandbox
