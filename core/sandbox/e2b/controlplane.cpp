// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/e2b/controlplane.h"

#include "sandbox/e2b/clouderror.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

/// The server's own limit for a call is 70 s.
constexpr std::chrono::milliseconds callLimit {75'000};
constexpr qint64 largestAnswer = 16LL << 20;
constexpr int mostPages = 1000;

QByteArray segment(const QString &text) { return QUrl::toPercentEncoding(text); }

QByteArray sandboxPath(const QString &id, const char *rest = "") { return "/sandboxes/" + segment(id) + rest; }

QString named(const QString &id) { return u"sandbox "_s + id; }

template <typename T, typename Read>
QList<T> listOf(const Json &array, const Read &read)
{
    QList<T> result;
    if (array.is_array()) {
        for (const Json &one : array)
            result.append(read(one));
    }
    return result;
}

std::unexpected<Error> notAsAgreed(const QString &why)
{
    return fail(ErrorCode::ProtocolError, why, {{u"host"_s, u"E2B"_s}, {u"why"_s, why}});
}

Result<CloudSandbox> readSandbox(const Result<Json> &answer)
{
    if (!answer)
        return fail(answer.error());
    CloudSandbox sandbox = cloudSandboxFrom(*answer);
    if (sandbox.id.isEmpty())
        return notAsAgreed(u"a sandbox without an id"_s);
    return sandbox;
}

}  // namespace

ControlPlane::ControlPlane(net::HttpTransport &transport, Clock &clock, E2bSettings settings, Options options)
    : m_transport(transport)
    , m_clock(clock)
    , m_settings(std::move(settings))
    , m_options(std::move(options))
{
}

ControlPlane::ControlPlane(net::HttpTransport &transport, Clock &clock, E2bSettings settings)
    : ControlPlane(transport, clock, std::move(settings), Options())
{
}

Result<net::HttpResponse> ControlPlane::sendOnce(const Call &call, net::RetryHints &hints, std::stop_token stop)
{
    net::HttpRequest request;
    request.method = call.method;
    request.url = QUrl::fromEncoded(m_settings.controlPlane().toEncoded(QUrl::StripTrailingSlash) + call.target,
                                    QUrl::StrictMode);
    request.headers = {{"X-API-Key", m_settings.key.reveal()}, {"Accept", "application/json"}};
    if (!call.body.is_null()) {
        request.headers.append(net::HttpHeader {"Content-Type", "application/json"});
        request.body = toBytes(call.body);
    }
    request.totalTimeout = callLimit;
    request.idleTimeout = callLimit;
    request.maxBody = largestAnswer;
    request.idempotent = call.method == "GET";
    hints = {};
    Result<net::HttpResponse> response = m_transport.send(request, std::move(stop));
    if (!response)
        return fail(response.error());
    if (response->status >= 200 && response->status < 300)
        return response;
    hints = net::retryHints(*response, m_clock.nowMs());
    Error error = errorFromCloud(*response, call.what);
    error.retryAfter = hints.after;
    if (isUnknownRoute(*response))
        error.args.insert(u"route"_s, u"unknown"_s);
    return fail(std::move(error));
}

Result<net::HttpResponse> ControlPlane::send(const Call &call, std::stop_token stop)
{
    if (const Status good = m_settings.check(); !good)
        return fail(good.error());
    const net::RetryPolicy policy(m_options.retry);
    for (int failures = 1;; ++failures) {
        net::RetryHints hints;
        Result<net::HttpResponse> response = sendOnce(call, hints, stop);
        if (response)
            return response;
        Error error = response.error();
        const bool nothingDone = saysNothingDone(error, hints.after.has_value());
        // A limit without a time to wait for is one of the account's, and waiting here would not lift it.
        bool again = nothingDone || (call.repeat == Repeat::Freely && error.code != ErrorCode::RateLimited);
        Error judged = error;
        if (call.repeat == Repeat::Freely)
            judged.args.remove(u"sent"_s);
        // No address, no connection: nothing was done either.
        again = again || (error.code == ErrorCode::NetworkUnreachable && !error.args.contains(u"sent"_s));
        const double chance = m_options.chance ? m_options.chance() : QRandomGenerator::global()->generateDouble();
        const auto wait = again ? policy.wait(failures, judged, hints, chance) : std::nullopt;
        if (!wait)
            return fail(std::move(error));
        if (!m_clock.sleep(*wait, stop))
            return fail(ErrorCode::Cancelled);
    }
}

Result<Json> ControlPlane::json(const Call &call, std::stop_token stop)
{
    const Result<net::HttpResponse> response = send(call, std::move(stop));
    if (!response)
        return fail(response.error());
    Result<Json> body = parseJson(response->body);
    if (!body)
        return notAsAgreed(body.error().detail);
    return body;
}

Result<Json> ControlPlane::versioned(Call call, const Json &older, std::stop_token stop)
{
    if (!m_older) {
        const QByteArray plain = call.target;
        call.target.prepend("/v2");
        Result<Json> answer = json(call, stop);
        if (answer || !answer.error().args.contains(u"route"_s))
            return answer;
        m_older = true;
        call.target = plain;
    }
    call.body = older;
    return json(call, std::move(stop));
}

Result<CloudSandbox> ControlPlane::create(const NewCloudSandbox &wanted, std::stop_token stop)
{
    const Call call {.method = "POST",
                     .target = "/sandboxes",
                     .body = toJson(wanted, false),
                     .repeat = Repeat::IfNothingDone,
                     .what = u"template "_s + wanted.templateId};
    return readSandbox(versioned(call, toJson(wanted, true), std::move(stop)));
}

Result<CloudSandbox> ControlPlane::connect(const QString &id, std::chrono::seconds timeout, std::stop_token stop)
{
    const Json body {{"timeout", timeout.count()}};
    const Call call {.method = "POST", .target = sandboxPath(id, "/connect"), .body = body, .what = named(id)};
    return readSandbox(versioned(call, body, std::move(stop)));
}

Result<ListedCloudSandbox> ControlPlane::get(const QString &id, std::stop_token stop)
{
    const Result<Json> answer = json({.target = sandboxPath(id), .what = named(id)}, std::move(stop));
    if (!answer)
        return fail(answer.error());
    return listedCloudSandboxFrom(*answer);
}

Result<QList<Json>> ControlPlane::pages(const QByteArray &target, std::stop_token stop)
{
    QList<Json> all;
    QByteArray next;
    for (int page = 0; page < mostPages; ++page) {
        const QByteArray query =
            next.isEmpty() ? QByteArray() : "&nextToken=" + QUrl::toPercentEncoding(QString::fromUtf8(next));
        const Result<net::HttpResponse> response = send({.target = target + query, .what = u"list"_s}, stop);
        if (!response)
            return fail(response.error());
        const Result<Json> body = parseJson(response->body);
        if (!body || !body->is_array())
            return notAsAgreed(u"a list that is none"_s);
        for (const Json &one : *body)
            all.append(one);
        const QByteArray following = response->header("x-next-token");
        if (following.isEmpty() || following == next)
            return all;
        next = following;
    }
    return notAsAgreed(u"a list without an end"_s);
}

Result<QList<ListedCloudSandbox>> ControlPlane::list(const CloudFilter &filter, std::stop_token stop)
{
    QByteArray target = "/v2/sandboxes?limit=" + QByteArray::number(filter.pageSize);
    if (!filter.states.isEmpty())
        target += "&state=" + QUrl::toPercentEncoding(filter.states.join(u','), ",");
    if (!filter.metadata.isEmpty())
        target += "&metadata=" + metadataQuery(filter.metadata);
    const Result<QList<Json>> found = pages(target, std::move(stop));
    if (!found)
        return fail(found.error());
    QList<ListedCloudSandbox> sandboxes;
    for (const Json &one : *found)
        sandboxes.append(listedCloudSandboxFrom(one));
    return sandboxes;
}

Result<bool> ControlPlane::end(const QString &id, std::stop_token stop)
{
    const auto ended = send({.method = "DELETE", .target = sandboxPath(id), .what = named(id)}, std::move(stop));
    if (ended)
        return true;
    if (ended.error().code == ErrorCode::NotFound)
        return false;
    return fail(ended.error());
}

Status ControlPlane::setTimeout(const QString &id, std::chrono::seconds timeout, std::stop_token stop)
{
    const Json body {{"timeout", timeout.count()}};
    const auto set = send({.method = "POST", .target = sandboxPath(id, "/timeout"), .body = body, .what = named(id)},
                          std::move(stop));
    return set ? Status {} : fail(set.error());
}

Result<bool> ControlPlane::pause(const QString &id, bool memory, std::stop_token stop)
{
    const Json body {{"memory", memory}};
    const auto paused =
        send({.method = "POST", .target = sandboxPath(id, "/pause"), .body = body, .what = named(id)}, std::move(stop));
    if (paused)
        return true;
    if (paused.error().code == ErrorCode::WrongState)
        return false;
    return fail(paused.error());
}

Status ControlPlane::setNetwork(const QString &id, const NewCloudSandbox &wanted, std::stop_token stop)
{
    Json body {{"allow_internet_access", wanted.internet}};
    for (const char *rules : {"allowOut", "denyOut"}) {
        if (const auto found = wanted.network.find(rules); found != wanted.network.end())
            body[rules] = *found;
    }
    const auto set = send({.method = "PUT", .target = sandboxPath(id, "/network"), .body = body, .what = named(id)},
                          std::move(stop));
    return set ? Status {} : fail(set.error());
}

Result<QString> ControlPlane::snapshot(const QString &id, const QString &name, std::stop_token stop)
{
    const Json body {{"name", toStd(name)}};
    const auto answer = json({.method = "POST",
                              .target = sandboxPath(id, "/snapshots"),
                              .body = body,
                              .repeat = Repeat::IfNothingDone,
                              .what = named(id)},
                             std::move(stop));
    if (!answer)
        return fail(answer.error());
    const QString image = jsonString(*answer, "snapshotID");
    return image.isEmpty() ? Result<QString>(notAsAgreed(u"a snapshot without an id"_s)) : image;
}

Result<QString> ControlPlane::findSnapshot(const QString &name, std::stop_token stop)
{
    const auto found = pages("/snapshots?limit=100&name=" + segment(name), std::move(stop));
    if (!found)
        return fail(found.error());
    for (const Json &one : *found) {
        // "team/name:tag" is how a name comes back.
        const auto names = one.find("names");
        if (names == one.end() || !names->is_array())
            continue;
        for (const Json &each : *names) {
            const QString known = each.is_string() ? toQString(each.get<std::string>()) : QString();
            if (known.section(u'/', -1).section(u':', 0, 0) == name)
                return jsonString(one, "snapshotID");
        }
    }
    return QString();
}

Result<std::optional<int>> ControlPlane::running(std::stop_token stop)
{
    const auto answer = send({.target = "/v2/sandboxes?limit=1&state=running", .what = u"list"_s}, std::move(stop));
    if (!answer)
        return fail(answer.error());
    bool good = false;
    const int total = answer->header("x-total-running").toInt(&good);
    return good ? std::optional(total) : std::nullopt;
}

Result<QList<CloudMetric>> ControlPlane::metrics(const QString &id, std::stop_token stop)
{
    const auto answer = json({.target = sandboxPath(id, "/metrics"), .what = named(id)}, std::move(stop));
    if (!answer)
        return fail(answer.error());
    return listOf<CloudMetric>(*answer, cloudMetricFrom);
}

Result<QList<CloudLogEntry>> ControlPlane::logs(const QString &id, int limit, std::stop_token stop)
{
    const QByteArray target =
        "/v2" + sandboxPath(id, "/logs") + "?direction=backward&limit=" + QByteArray::number(limit);
    const auto answer = json({.target = target, .what = named(id)}, std::move(stop));
    if (!answer)
        return fail(answer.error());
    const auto entries = answer->find("logs");
    return entries == answer->end() ? QList<CloudLogEntry>() : listOf<CloudLogEntry>(*entries, cloudLogEntryFrom);
}

Result<QList<CloudTemplate>> ControlPlane::templates(std::stop_token stop)
{
    const Result<QList<Json>> found = pages("/v2/templates?limit=100", std::move(stop));
    if (!found)
        return fail(found.error());
    QList<CloudTemplate> all;
    for (const Json &one : *found)
        all.append(cloudTemplateFrom(one));
    return all;
}

Result<bool> ControlPlane::hasTemplate(const QString &name, std::stop_token stop)
{
    const QString untagged = name.section(u':', 0, 0);
    const auto known = json({.target = "/templates/aliases/" + segment(untagged), .what = u"template "_s + name}, stop);
    // Another team's name is one that exists.
    if (known || known.error().code == ErrorCode::PermissionDenied)
        return true;
    if (known.error().code != ErrorCode::NotFound)
        return fail(known.error());
    // What has no name is known by its id only.
    const Result<QList<CloudTemplate>> all = templates(std::move(stop));
    if (!all)
        return all.error().code == ErrorCode::NotFound ? Result<bool>(false) : fail(all.error());
    return std::ranges::any_of(
        *all, [&untagged](const CloudTemplate &one) { return one.id == untagged || one.names.contains(untagged); });
}

Status ControlPlane::checkKey(std::stop_token stop)
{
    const auto answer = send({.target = "/v2/sandboxes?limit=1", .what = u"list"_s}, std::move(stop));
    return answer ? Status {} : fail(answer.error());
}

}  // namespace bw::sandbox
