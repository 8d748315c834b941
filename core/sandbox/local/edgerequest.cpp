// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/edgerequest.h"

#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

constexpr int daemonPort = 49983;

int portFrom(const QByteArray &text)
{
    const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    const int port = digits && text.size() <= 5 ? text.toInt() : 0;
    return port <= 65535 ? port : 0;
}

bool isId(const QByteArray &text)
{
    return !text.isEmpty() && text.size() <= 63
        && std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

/// Of the daemon's own routes: never reached from outside, in no spelling.
bool isControlPath(const QByteArray &path) { return path == "/init" || path.startsWith("/init/"); }

}  // namespace

EdgeRequest EdgeRequest::from(const HttpHead &head, int edgePort)
{
    EdgeRequest request;
    const auto host = head.single("Host");
    const QByteArray path = plainPath(head);
    if (path.isEmpty() || !host)
        return {.status = 400, .message = path.isEmpty() ? u"Invalid request"_s : u"Invalid host"_s, .sandbox = {}};
    request.takeHost(host->toLower(), head, edgePort);
    if (request.status == 0 && (request.port == daemonPort || isControlPath(path)))
        return {.status = 404, .message = u"This route is not reachable from outside"_s, .sandbox = request.sandbox};
    return request;
}

void EdgeRequest::takeHost(const QByteArray &host, const HttpHead &head, int edgePort)
{
    const qsizetype colon = host.lastIndexOf(':');
    const QByteArray name = colon < 0 ? host : host.first(colon);
    const auto refuse = [this](const QString &why) {
        status = 400;
        message = why;
    };
    if (colon >= 0 && portFrom(host.sliced(colon + 1)) != edgePort)
        return refuse(u"Invalid host"_s);
    QByteArray portText;
    QByteArray id;
    if (name == "localhost" || name == "127.0.0.1") {
        const auto idField = head.single("E2b-Sandbox-Id");
        const auto portField = head.single("E2b-Sandbox-Port");
        if (idField.has_value() != portField.has_value())
            return refuse(u"missing header"_s);
        if (!idField)
            return refuse(u"Invalid host"_s);
        id = *idField;
        portText = *portField;
    } else {
        constexpr QByteArrayView suffix = ".localhost";
        const qsizetype dash = name.indexOf('-');
        if (!name.endsWith(suffix) || dash <= 0)
            return refuse(u"Invalid host"_s);
        portText = name.first(dash);
        id = name.sliced(dash + 1).chopped(suffix.size());
    }
    port = portFrom(portText);
    if (!isId(id))
        return refuse(u"Invalid sandbox ID"_s);
    if (port == 0)
        return refuse(u"Invalid sandbox port"_s);
    sandbox = QString::fromLatin1(id);
}

QByteArray EdgeRequest::plainPath(const HttpHead &head)
{
    const QList<QByteArray> words = head.startLine.split(' ');
    const bool good = words.size() == 3 && !words[0].isEmpty() && words[1].startsWith('/')
        && (words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0");
    if (!good || words[1].contains('#'))
        return {};
    const QByteArray raw = words[1].first(std::ranges::find(words[1], '?') - words[1].begin());
    const QString decoded = QString::fromLatin1(QByteArray::fromPercentEncoding(raw));
    QString path = QDir::cleanPath(decoded).replace(u"//"_s, u"/"_s);
    while (path.startsWith(u"/../"_s))  // above the root is the root
        path.remove(0, 3);
    return path.toLatin1().toLower();
}

}  // namespace bw::sandbox
