// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bw::agent
{

/// Something that a person told the agent while it works.
struct PersonMessage {
    QString id;
    QString text;
    friend bool operator==(const PersonMessage &, const PersonMessage &) = default;
};

}  // namespace bw::agent
