// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/buildrequest.h"
#include "engine/forecast.h"
#include "engine/specsource.h"

namespace bw::store
{
class Database;
}

namespace bw::engine
{

/// What a request would lead to, if it were submitted now.
struct RequestForecast {
    Forecast forecast;
    SpecSource source;
    QString model;  ///< id, "demo" or "recording:FILE"; where the request names none, the default one
    Tier tier = Tier::Standard;
    bool demonstration = false;
};

/// Needs no key and asks nobody; only a recording is opened, to know what it stands for. A null `database` means that
/// there is no history. Reads the disk. Errors: SpecInvalid, SpecEmpty, TooLarge, NotFound, RecordingMismatch,
/// RecordingInvalid, FileUnreadable, and those of the store.
Result<RequestForecast> forecastRequest(store::Database *database, const BuildRequest &request);

}  // namespace bw::engine
