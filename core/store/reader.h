// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <functional>
#include <memory>
#include <type_traits>

namespace bw::store
{

class Connection;

/// A small pool of read-only connections. Thread-safe. Each read is one transaction that ends with its page: an open
/// read keeps the WAL from being folded into the file, so it never outlives the call.
class Reader final
{
public:
    /// Opens the first connection (so that errors show at once). Beside an owner the file is read through its WAL;
    /// where that cannot be done because the medium is read-only, through a private copy.
    static Result<std::unique_ptr<Reader>> open(const QString &databasePath);
    ~Reader();
    Reader(const Reader &) = delete;
    Reader &operator=(const Reader &) = delete;

    Status run(const std::function<Status(Connection &)> &page);
    /// `reader.read([&](Connection &c) -> Result<QList<Build>> { … })`
    template <typename F>
    auto read(F &&page) -> std::invoke_result_t<F, Connection &>
    {
        std::invoke_result_t<F, Connection &> result;
        const Status done = run([&](Connection &connection) -> Status {
            result = page(connection);
            if (!result)
                return std::unexpected(result.error());
            return {};
        });
        if (!done && result)
            return std::unexpected(done.error());
        return result;
    }

private:
    struct Private;
    explicit Reader(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

}  // namespace bw::store
