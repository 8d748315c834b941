// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "claude/model.h"
#include "model/money.h"

#include <functional>
#include <optional>

namespace bw::agent
{

/// One answer, with everything that had to be asked for to get it whole.
struct WholeAnswer {
    QByteArray content;  ///< JSON array of the messages that go back: answers byte for byte, requests to go on between
    QString text;        ///< of all answers, joined
    QString thinking;
    QString model;
    QString stopReason;    ///< of the last one, as sent
    bool complete = true;  ///< false: still cut after every continuation, or `error`
    Usage usage;
    std::optional<Money> cost;   ///< nothing = a price is unknown
    std::optional<Error> error;  ///< what ended it; the rest tells what had come whole until then
};

/// Asks, and has an answer that was cut by its token limit gone on with, at most `continuations` times: nothing is
/// salvaged that can be completed. Silence is asked about once. `used` is called after each call with usage and cost so
/// far. Blocks; one thread. Errors stand in the answer: those of the model, Refused, Cancelled.
WholeAnswer askWhole(claude::Model &model, const claude::ModelRequest &request, claude::TurnObserver &observer,
                     std::stop_token stop, const std::function<void(const WholeAnswer &)> &used = {},
                     int continuations = 4);

/// Two pieces of one answer. A model that goes on tends to open the block again in which it was cut: that line is left
/// out. Pure.
QString joinContinued(const QString &before, const QString &after);

}  // namespace bw::agent
