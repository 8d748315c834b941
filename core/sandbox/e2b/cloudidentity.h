// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace bw::sandbox
{

/// By what the sandboxes of one data directory are told from those of all others of the same account: a random id kept
/// in the directory (file e2b.json), mixed with the machine and the place, so that a copy of a directory is another
/// one. Beside it stands the mark of the process that used it last.
class CloudIdentity final
{
public:
    explicit CloudIdentity(QString dataFolder);

    /// Empty = this directory never had a sandbox at E2B, or it cannot be read.
    [[nodiscard]] QString id() const;
    /// The mark of the last process that made sandboxes; empty = none.
    [[nodiscard]] QString lastOwner() const;
    /// Makes an id if there is none, and notes this process as the owner. Errors: FileUnwritable.
    Result<QString> take(const QString &owner) const;

private:
    [[nodiscard]] QString path() const { return m_folder + QStringLiteral("/e2b.json"); }
    [[nodiscard]] QString member(const char *name) const;
    [[nodiscard]] QString idOf(const QString &seed) const;

    const QString m_folder;
};

}  // namespace bw::sandbox
