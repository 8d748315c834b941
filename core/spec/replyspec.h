// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace bw::spec
{

struct ReplySpec {
    QString text;        ///< trimmed
    bool closed = true;  ///< false: the reply ended, or still streams, inside of it
    friend bool operator==(const ReplySpec &, const ReplySpec &) = default;
};

/// The specification in a model's reply: from its root element (project_specification) to the end of that, else the
/// outermost app_spec fence. Fences, comments and CDATA inside do not end it. Nothing: there is neither. Pure.
std::optional<ReplySpec> findReplySpec(const QString &reply);

}  // namespace bw::spec
