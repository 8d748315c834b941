// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <compare>

namespace bw
{

/// A string that cannot be mistaken for another kind of id.
template <typename Tag>
struct Id {
    QString value;
    [[nodiscard]] bool isEmpty() const { return value.isEmpty(); }
    friend bool operator==(const Id &, const Id &) = default;
    friend auto operator<=>(const Id &a, const Id &b) { return QString::compare(a.value, b.value) <=> 0; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return ::qHash(id.value, seed); }
};

using UserId = Id<struct UserTag>;
using ProjectId = Id<struct ProjectTag>;
using ChatId = Id<struct ChatTag>;
using SpecId = Id<struct SpecTag>;
using BuildId = Id<struct BuildTag>;
using SessionId = Id<struct SessionTag>;
using ArtifactId = Id<struct ArtifactTag>;
using SandboxId = Id<struct SandboxTag>;
using BlobHash = Id<struct BlobTag>;  ///< lower-case hex SHA-256

/// Ten characters of [0-9a-z] without look-alikes (Crockford base 32), 50 random bits from the system's generator.
/// Short enough to type; callers accept unique prefixes.
QString newIdText();
template <typename IdType>
IdType newId()
{
    return IdType {newIdText()};
}

}  // namespace bw
