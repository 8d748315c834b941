// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/messagesclient.h"

#include "claude/answerstream.h"
#include "claude/apierror.h"
#include "claude/requestbuilder.h"
#include "claude/tokenbound.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace bw::claude
{

namespace
{

constexpr qint64 maxAnswer = 256LL << 20;
constexpr int maxPages = 50;

std::unexpected<Error> badAnswer(const QString &service, const QString &why)
{
    return fail(ErrorCode::ProtocolError, why, {{u"host"_s, service}, {u"why"_s, why}});
}

}  // namespace

MessagesClient::MessagesClient(net::HttpTransport &transport, Clock &clock, Options options)
    : m_transport(transport)
    , m_clock(clock)
    , m_options(std::move(options))
    , m_policy(m_options.retry)
{
    if (!m_options.chance)
        m_options.chance = [] { return QRandomGenerator::system()->generateDouble(); };
    auto profile = profileFor(m_options.baseUrl, m_options.credentials);
    if (profile)
        m_profile = *std::move(profile);
    else
        m_profileError = profile.error();
}

net::HttpRequest MessagesClient::prepare(const QByteArray &method, const QString &path, QByteArray body) const
{
    net::HttpRequest request;
    request.method = method;
    request.url = m_profile.url(path);
    request.idempotent = method == "GET";
    request.connectTimeout = m_options.connectTimeout;
    request.idleTimeout = m_options.idleTimeout;
    request.maxBody = maxAnswer;
    const QByteArray &key = m_options.credentials.key.reveal();
    request.headers = {{"anthropic-version", m_profile.apiVersion},
                       {"accept", "application/json"},
                       {"user-agent", "Buildwright/" BUILDWRIGHT_VERSION}};
    if (!key.isEmpty() && m_profile.bearer)
        request.headers.append(net::HttpHeader {"authorization", "Bearer " + key});
    else if (!key.isEmpty())
        request.headers.append(net::HttpHeader {"x-api-key", key});
    if (!body.isEmpty())
        request.headers.append(net::HttpHeader {"content-type", "application/json"});
    request.body = std::move(body);
    return request;
}

Result<net::HttpResponse> MessagesClient::simple(net::HttpRequest request, std::stop_token stop)
{
    if (m_profileError)
        return fail(*m_profileError);
    for (int failures = 1;; ++failures) {
        auto response = m_transport.send(request, stop);
        if (response && response->status < 300)
            return response;
        const net::RetryHints hints = response ? net::retryHints(*response, m_clock.nowMs()) : net::RetryHints {};
        Error error =
            response ? errorFromResponse(*response, m_profile.service, {}, m_clock.nowMs()) : response.error();
        error.args.remove(u"sent"_s);  // counting and listing cost nothing
        const auto wait = m_policy.wait(failures, error, hints, m_options.chance());
        if (!wait)
            return fail(std::move(error));
        if (!m_clock.sleep(*wait, stop))
            return fail(ErrorCode::Cancelled, u"while waiting to try again"_s);
    }
}

Result<Turn> MessagesClient::send(const ModelRequest &request, TurnObserver &observer, std::stop_token stop)
{
    if (m_profileError)
        return fail(*m_profileError);
    for (int failures = 1;;) {
        net::RetryHints hints;
        auto turn = attempt(request, observer, stop, hints);
        if (turn)
            return turn;
        if (dropNamedField(turn.error()))
            continue;  // each field at most once
        const auto wait = m_policy.wait(failures, turn.error(), hints, m_options.chance());
        if (!wait)
            return turn;
        observer.onRetry(turn.error(), failures++, *wait);
        if (!m_clock.sleep(*wait, stop))
            return fail(ErrorCode::Cancelled, u"while waiting to try again"_s);
    }
}

Result<Turn> MessagesClient::attempt(const ModelRequest &request, TurnObserver &observer, std::stop_token stop,
                                     net::RetryHints &hints)
{
    const Features optional = features(request.model, stop);
    // Without the field the service would answer and not sum up.
    if (!request.summarize.isEmpty() && !optional.compaction)
        return fail(ErrorCode::Unsupported, u"a summary by the service"_s, {{u"what"_s, u"compaction"_s}});
    net::HttpRequest http = prepare("POST", u"/v1/messages"_s, messagesBody(request, optional));
    if (const QByteArrayList betas = betasOf(request, optional); !betas.isEmpty())
        http.headers.append(net::HttpHeader {"anthropic-beta", betas.join(',')});
    AnswerStream answer(observer, m_profile.service);
    auto response = m_transport.stream(http, answer, stop);
    const qint64 now = m_clock.nowMs();
    if (response && !answer.accepted()) {
        hints = net::retryHints(*response, now);
        return fail(errorFromResponse(*response, m_profile.service, request.model, now));
    }
    // What had already come decides: a broken connection after message_stop took nothing away.
    Result<Turn> turn = answer.accepted() ? answer.finish() : fail(response.error());
    if (!turn && !response && turn.error().code == ErrorCode::StreamBroken)
        turn = fail(response.error());
    if (turn)
        return turn;
    Error error = turn.error();
    if (answer.accepted()) {
        error.args.insert(u"sent"_s, u"true"_s);
        if (!answer.requestId().isEmpty())
            error.args.insert(u"request_id"_s, answer.requestId());
        if (answer.shown())
            observer.onDiscarded();
    }
    return fail(std::move(error));
}

Result<qint64> MessagesClient::countTokens(const ModelRequest &request, std::stop_token stop)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_countMissing)
            return boundTokens(request);
    }
    const Features optional = features(request.model, stop);
    const auto response = simple(prepare("POST", u"/v1/messages/count_tokens"_s, countBody(request, optional)), stop);
    if (!response) {
        // 404 and 405 say that the service cannot count; any other failure is one.
        const QString status = response.error().args.value(u"status"_s);
        if (status != u"404"_s && status != u"405"_s && status != u"501"_s)
            return fail(response.error());
        const std::lock_guard lock(m_mutex);
        m_countMissing = true;
        return boundTokens(request);
    }
    const auto json = parseJson(response->body);
    if (!json || !json->is_object() || !json->contains("input_tokens"))
        return badAnswer(m_profile.service, u"count_tokens"_s);
    const qint64 counted = jsonInt(*json, "input_tokens");
    // The service calls its count an estimate: 2 % and 64 tokens make it a bound.
    return counted + counted / 50 + 64;
}

Result<CatalogueEntry> MessagesClient::entry(const QString &model, std::stop_token stop)
{
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_entries.constFind(model); found != m_entries.cend())
            return *found;
    }
    CatalogueEntry entry;
    entry.info.id = entry.info.displayName = model;
    if (auto known = PriceTable::builtIn().entry(model))
        entry = *std::move(known);
    const QString path = u"/v1/models/"_s + QString::fromLatin1(QUrl::toPercentEncoding(model, "/"));
    const auto response = simple(prepare("GET", path, {}), stop);
    if (!response) {
        Error error = response.error();
        const bool missing = error.args.value(u"status"_s) == u"404"_s;
        if (error.code == ErrorCode::Unauthorized || error.code == ErrorCode::Cancelled)
            return fail(std::move(error));
        if (missing && m_profile.anthropic) {
            error.args.insert(u"model"_s, model);
            return fail(std::move(error));
        }
        if (!missing && !entry.known)
            return fail(std::move(error));
        if (!missing)
            return entry;  // not remembered: the service may come back
    } else if (auto told = parseModel(response->body); told && told->described) {
        entry = *std::move(told);
    }
    const std::lock_guard lock(m_mutex);
    m_entries.insert(model, entry);
    return entry;
}

Result<ModelInfo> MessagesClient::info(const QString &model, std::stop_token stop)
{
    auto found = entry(model, stop);
    if (!found)
        return fail(found.error());
    const Features optional = featuresOf(*found);
    ModelInfo info = found->info;
    info.clearsToolResults = optional.contextEditing;
    info.summarizes = optional.compaction;
    return info;
}

Result<QList<ModelInfo>> MessagesClient::models(std::stop_token stop)
{
    QList<ModelInfo> all;
    QString after;
    for (int page = 0; page < maxPages; ++page) {
        net::HttpRequest request = prepare("GET", u"/v1/models"_s, {});
        request.url.setQuery(after.isEmpty() ? u"limit=100"_s : u"limit=100&after_id="_s + after);
        const auto response = simple(std::move(request), stop);
        if (!response && response.error().args.value(u"status"_s) == u"404"_s)
            break;
        if (!response)
            return fail(response.error());
        const auto parsed = parseModelPage(response->body);
        if (!parsed)
            return badAnswer(m_profile.service, u"list of models"_s);
        for (const CatalogueEntry &entry : parsed->entries)
            all.append(entry.info);
        if (!parsed->hasMore || parsed->lastId.isEmpty() || parsed->lastId == after)
            return all;
        after = parsed->lastId;
    }
    if (all.isEmpty()) {
        for (const CatalogueEntry &entry : PriceTable::builtIn().entries())
            all.append(entry.info);
    }
    return all;
}

Features MessagesClient::features(const QString &model, std::stop_token stop)
{
    return featuresOf(entry(model, stop).value_or(CatalogueEntry {}));
}

Features MessagesClient::featuresOf(const CatalogueEntry &entry) const
{
    // A service that describes its models as Anthropic does takes the optional fields as well.
    const bool full = m_profile.anthropic || entry.described;
    const bool betas = m_options.betas.value_or(m_profile.anthropic);
    Features wanted;
    wanted.cacheControl = full;
    wanted.adaptiveThinking = full && entry.adaptiveThinking;
    wanted.effort = full && !entry.efforts.isEmpty();
    wanted.efforts = entry.efforts;
    wanted.contextEditing = betas && entry.info.clearsToolResults;
    wanted.compaction = betas && entry.info.summarizes;
    const std::lock_guard lock(m_mutex);
    wanted.cacheControl = wanted.cacheControl && !m_dropped.contains(u"cache_control"_s);
    wanted.adaptiveThinking = wanted.adaptiveThinking && !m_dropped.contains(u"thinking"_s);
    wanted.effort = wanted.effort && !m_dropped.contains(u"output_config"_s);
    wanted.contextEditing = wanted.contextEditing && !m_dropped.contains(u"context_management"_s);
    wanted.compaction = wanted.compaction && !m_dropped.contains(u"compaction"_s);
    return wanted;
}

bool MessagesClient::dropNamedField(const Error &error)
{
    if (error.code != ErrorCode::RequestRejected)
        return false;
    const QString why = error.args.value(u"why"_s);
    // "Invalid signature in thinking block …" speaks of content, not of the field.
    if (why.startsWith(u"messages."_s) && !why.contains(u"cache_control"_s))
        return false;
    const std::lock_guard lock(m_mutex);
    // What the answer names: the field, or the beta that it needs.
    static const QList<std::pair<QString, QString>> optional {{u"cache_control"_s, u"cache_control"_s},
                                                              {u"output_config"_s, u"output_config"_s},
                                                              {u"context_management"_s, u"context_management"_s},
                                                              {u"context-management-"_s, u"context_management"_s},
                                                              {u"compaction"_s, u"compaction"_s},
                                                              {u"compact-"_s, u"compaction"_s},
                                                              {u"thinking"_s, u"thinking"_s}};
    for (const auto &[named, field] : optional) {
        if (why.contains(named) && !m_dropped.contains(field)) {
            m_dropped.append(field);
            return true;
        }
    }
    return false;
}

QStringList MessagesClient::droppedFields() const
{
    const std::lock_guard lock(m_mutex);
    return m_dropped;
}

}  // namespace bw::claude
