// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "net/httptransport.h"
#include "net/retrypolicy.h"
#include "sandbox/e2b/cloudvalues.h"
#include "sandbox/e2b/e2bsettings.h"

#include <atomic>
#include <functional>
#include <optional>

namespace bw::sandbox
{

/// E2B's control plane: makes, finds, lengthens, pauses and ends sandboxes. Blocking, stoppable, thread-safe. The key
/// is put into the header of each call and nowhere else.
///
/// Tried again by itself: 429 with Retry-After, 503 and 504 (both say that nothing was done), and everything that may
/// be repeated (reading, ending, lengthening) also after 500, 502 and a broken connection. Errors: Unauthorized,
/// PermissionDenied, NotFound, WrongState (a state that does not allow it), LimitHit (sandboxes at a time),
/// RateLimited, Overloaded, RequestRejected, ServerError, ProtocolError, and those of the transport; args["sent"] =
/// "true" where a call may have been carried out without an answer.
class ControlPlane final
{
public:
    struct Options {
        net::RetryPolicy::Options retry {.retries = 3};
        std::function<double()> chance {};  ///< for the jitter; empty = by chance
    };
    /// Transport and clock must live longer.
    ControlPlane(net::HttpTransport &transport, Clock &clock, E2bSettings settings, Options options);
    ControlPlane(net::HttpTransport &transport, Clock &clock, E2bSettings settings);

    [[nodiscard]] const E2bSettings &settings() const { return m_settings; }

    /// By version 2 of the call, by version 1 where the server does not know that.
    Result<CloudSandbox> create(const NewCloudSandbox &wanted, std::stop_token stop);
    /// Its tokens again; a paused one goes on. Its time to live is at least `timeout` from now.
    Result<CloudSandbox> connect(const QString &id, std::chrono::seconds timeout, std::stop_token stop);
    Result<ListedCloudSandbox> get(const QString &id, std::stop_token stop);
    /// All pages.
    Result<QList<ListedCloudSandbox>> list(const CloudFilter &filter, std::stop_token stop);
    /// False when there was none.
    Result<bool> end(const QString &id, std::stop_token stop);
    Status setTimeout(const QString &id, std::chrono::seconds timeout, std::stop_token stop);
    /// False when it was paused already. `memory` false keeps the files only.
    Result<bool> pause(const QString &id, bool memory, std::stop_token stop);
    /// Replaces everything that its egress rules say. Of `wanted` only internet and network count.
    Status setNetwork(const QString &id, const NewCloudSandbox &wanted, std::stop_token stop);
    /// Keeps a running one as an image that others can be made from; it goes on, its connections are cut. Value: the
    /// image, as NewCloudSandbox::templateId.
    Result<QString> snapshot(const QString &id, const QString &name, std::stop_token stop);
    /// The image that was kept under this name; empty = none.
    Result<QString> findSnapshot(const QString &name, std::stop_token stop);
    /// How many sandboxes of the account run, whoever made them. Nothing: the server does not tell. Needs the key.
    Result<std::optional<int>> running(std::stop_token stop);
    Result<QList<CloudMetric>> metrics(const QString &id, std::stop_token stop);
    Result<QList<CloudLogEntry>> logs(const QString &id, int limit, std::stop_token stop);
    Result<QList<CloudTemplate>> templates(std::stop_token stop);
    /// By name or id; `team/name` and a tag are understood.
    Result<bool> hasTemplate(const QString &name, std::stop_token stop);
    /// The cheapest call that needs the key: Unauthorized when it is not taken.
    Status checkKey(std::stop_token stop);

private:
    enum class Repeat { Freely, IfNothingDone };
    struct Call {
        QByteArray method = "GET";
        QByteArray target {};  ///< path and query, encoded
        Json body {};          ///< null = none
        Repeat repeat = Repeat::Freely;
        QString what {};  ///< named in NotFound, e.g. "sandbox abc"
    };
    Result<net::HttpResponse> send(const Call &call, std::stop_token stop);
    Result<net::HttpResponse> sendOnce(const Call &call, net::RetryHints &hints, std::stop_token stop);
    Result<Json> json(const Call &call, std::stop_token stop);
    /// The newer address, or the older one once the server turned out not to know the newer.
    Result<Json> versioned(Call call, const Json &older, std::stop_token stop);
    Result<QList<Json>> pages(const QByteArray &target, std::stop_token stop);

    net::HttpTransport &m_transport;
    Clock &m_clock;
    const E2bSettings m_settings;
    const Options m_options;
    std::atomic<bool> m_older {false};
};

}  // namespace bw::sandbox
