// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/actingside.h"
#include "invocation.h"
#include "readside.h"

namespace bw::cli
{

/// The acting side of a command: waits for its turn, says what it finds, and stays until its work is done.
class Acting final : public api::ActingSide
{
public:
    /// Becomes the owner if there is none. While an owner is just starting or ending, tries again for some seconds.
    static Result<std::unique_ptr<Acting>> open(const Invocation &invocation);
    /// Only ever a client: starts a background owner if there is none.
    static Result<std::unique_ptr<Acting>> openDetached(const Invocation &invocation);
    /// Only ever a client, and nothing is started. Error: NetworkUnreachable when nobody owns the data directory.
    static Result<std::unique_ptr<Acting>> connect(const Invocation &invocation);

    /// The same data directory for reading: the owner looks through its own database.
    Result<std::unique_ptr<ReadSide>> read(const Invocation &invocation);
    /// An owner ends only when nothing that it was handed still runs. A stop request stops those builds too.
    void finish(const Invocation &invocation);

private:
    explicit Acting(api::ActingSide side);
};

/// The daemon of local sandboxes: beside this program.
QString daemonPath();

}  // namespace bw::cli
