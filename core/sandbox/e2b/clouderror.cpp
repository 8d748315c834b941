// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/e2b/clouderror.h"

#include "base/json.h"

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

struct Said {
    int code = 0;
    QString message;
    QString key {};  ///< "sandbox_capacity_unavailable" …
    bool readable = false;
};

Said read(const net::HttpResponse &response)
{
    Said said {.code = response.status, .message = QString::fromUtf8(response.body.left(500)).trimmed()};
    const Result<Json> body = parseJson(response.body);
    if (body && body->is_object()) {
        said.readable = body->contains("code") || body->contains("message");
        const qint64 code = jsonInt(*body, "code", response.status);
        // A body that calls itself a success is not believed against the status.
        said.code = code >= 400 && code < 600 ? static_cast<int>(code) : response.status;
        said.message = jsonString(*body, "message", said.message);
        said.key = jsonString(*body, "error_code");
    }
    if (said.message.isEmpty())
        said.message = u"HTTP %1"_s.arg(response.status);
    return said;
}

}  // namespace

Error errorFromCloud(const net::HttpResponse &response, const QString &what)
{
    const Said said = read(response);
    const QString service = u"E2B"_s;
    const QString detail = said.key.isEmpty() ? said.message : u"%1 (%2)"_s.arg(said.message, said.key);
    const auto make = [&detail](ErrorCode code, QMap<QString, QString> args) {
        return Error {code, detail, std::move(args), std::nullopt};
    };
    switch (said.code) {
    case 401:
        return make(ErrorCode::Unauthorized, {{u"service"_s, service}});
    case 403:
        return make(ErrorCode::PermissionDenied, {{u"service"_s, service}, {u"why"_s, said.message}});
    case 404: {
        // "sandbox i1x2": a word for what it is, then its name.
        const qsizetype space = what.indexOf(u' ');
        const QString kind = space > 0 ? what.first(space) + u" at E2B"_s : service;
        return make(ErrorCode::NotFound, {{u"kind"_s, kind}, {u"name"_s, what.sliced(space + 1)}});
    }
    case 409:
        return make(ErrorCode::WrongState, {{u"state"_s, said.message}, {u"build"_s, what}});
    case 429:
        if (said.message.contains("concurrent"_L1, Qt::CaseInsensitive))
            return make(ErrorCode::LimitHit, {{u"limit"_s, u"E2B"_s}, {u"value"_s, said.message}});
        return make(ErrorCode::RateLimited, {{u"service"_s, service}});
    case 503:
    case 504:
        return make(ErrorCode::Overloaded, {{u"service"_s, service}});
    default:
        break;
    }
    if (said.code >= 400 && said.code < 500)
        return make(ErrorCode::RequestRejected, {{u"service"_s, service}, {u"why"_s, said.message}});
    return make(ErrorCode::ServerError,
                {{u"service"_s, service}, {u"status"_s, QString::number(response.status)}, {u"why"_s, said.message}});
}

bool isUnknownRoute(const net::HttpResponse &response)
{
    const Said said = read(response);
    if (said.code == 405 || said.code == 501)
        return true;
    if (said.code == 400)
        return said.message.contains("method not allowed"_L1);
    return said.code == 404 && (!said.readable || said.message.contains("no matching operation"_L1));
}

bool saysNothingDone(const Error &error, bool serverNamedWait)
{
    return error.code == ErrorCode::Overloaded || (error.code == ErrorCode::RateLimited && serverNamedWait);
}

}  // namespace bw::sandbox
