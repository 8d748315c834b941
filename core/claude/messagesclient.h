// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "claude/credentials.h"
#include "claude/model.h"
#include "claude/modelcatalogue.h"
#include "claude/profile.h"
#include "claude/requestbuilder.h"
#include "net/httptransport.h"
#include "net/retrypolicy.h"

#include <QHash>
#include <QStringList>

#include <functional>
#include <mutex>

namespace bw::claude
{

/// The Messages API over HTTP, always streaming (claude-api reference §1–§3). Thread-safe: conversations may run side
/// by side. Raw bytes of system, tools and messages are spliced into the request, never serialised again; the markers
/// for prompt caching are put in here (last system block, last block of the two newest user messages).
///
/// Tries: an error answer before the stream, and a connection that could not be made, are tried twice more inside a
/// call (observer.onRetry). After a 200, or when the request may have reached the server without an answer, nothing is
/// sent again here: the caller decides, because such a call may have been billed; its error has args["sent"] = "true".
/// A 400 that names an optional field drops that field for this client and sends once more.
class MessagesClient final : public Model
{
public:
    struct Options {
        QString baseUrl;  ///< empty = https://api.anthropic.com
        Credentials credentials;
        /// Whether fields that are in beta are sent. Nothing = only to Anthropic itself.
        std::optional<bool> betas;
        std::chrono::milliseconds connectTimeout {10'000};
        std::chrono::milliseconds idleTimeout {300'000};
        net::RetryPolicy::Options retry;
        std::function<double()> chance;  ///< in [0, 1), for jitter; empty = the system's generator
    };
    MessagesClient(net::HttpTransport &transport, Clock &clock, Options options);

    Result<Turn> send(const ModelRequest &request, TurnObserver &observer, std::stop_token stop) override;
    /// Where a server has no count_tokens: boundTokens().
    Result<qint64> countTokens(const ModelRequest &request, std::stop_token stop) override;
    Result<ModelInfo> info(const QString &model, std::stop_token stop) override;
    /// Every model of the service, newest first; the built-in table if the service has no list.
    Result<QList<ModelInfo>> models(std::stop_token stop);

    /// Fields that a server refused and that are no longer sent ("thinking", "output_config", "cache_control", …).
    [[nodiscard]] QStringList droppedFields() const;

private:
    Result<CatalogueEntry> entry(const QString &model, std::stop_token stop);
    Result<Turn> attempt(const ModelRequest &request, TurnObserver &observer, std::stop_token stop,
                         net::RetryHints &hints);
    Result<net::HttpResponse> simple(net::HttpRequest request, std::stop_token stop);
    net::HttpRequest prepare(const QByteArray &method, const QString &path, QByteArray body) const;
    Features features(const QString &model, std::stop_token stop);
    [[nodiscard]] Features featuresOf(const CatalogueEntry &entry) const;
    bool dropNamedField(const Error &error);

    net::HttpTransport &m_transport;
    Clock &m_clock;
    Options m_options;
    Profile m_profile;
    net::RetryPolicy m_policy;
    std::optional<Error> m_profileError;
    mutable std::mutex m_mutex;
    QStringList m_dropped;
    QHash<QString, CatalogueEntry> m_entries;
    bool m_countMissing = false;
};

}  // namespace bw::claude
