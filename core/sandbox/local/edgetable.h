// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/filedescriptor.h"
#include "base/secretstring.h"

#include <QHash>
#include <QString>

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace bw::sandbox
{

/// The sandboxes that the edge router shows, and who may see them. Safe from any thread.
class EdgeTable final
{
public:
    struct Route {
        QString socketPath;
        std::shared_ptr<FileDescriptor> stop;  ///< readable once the sandbox is removed or the table closed
    };
    void add(const QString &sandbox, const QString &socketPath, const SecretString &token);
    void remove(const QString &sandbox);
    /// Ends every route, also those added later.
    void close();

    [[nodiscard]] std::optional<Route> route(const QString &sandbox) const;
    [[nodiscard]] bool acceptsToken(const QString &sandbox, const QByteArray &token) const;
    [[nodiscard]] bool acceptsCookie(const QString &sandbox, int port, const QByteArray &cookie) const;
    /// A secret that redeem() takes once; empty for unknown sandboxes. The newest 32 of a sandbox count.
    QByteArray newLink(const QString &sandbox, int port);
    /// The cookie for a link, if it is one that was never used; empty otherwise.
    QByteArray redeem(const QString &sandbox, int port, const QByteArray &link);

private:
    struct Pass {
        int port = 0;
        SecretString secret;
    };
    struct Entry {
        Route route;
        SecretString token;
        std::vector<Pass> links, cookies;
    };
    mutable std::mutex m_mutex;
    QHash<QString, std::shared_ptr<Entry>> m_entries;
    bool m_closed = false;
};

}  // namespace bw::sandbox
