// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/eventparts.h"

namespace bw
{

const QList<EventDescription> &eventCatalogue()
{
    static const QList<EventDescription> all = events::lifeCycleFirstEvents() + events::lifeCycleThenEvents()
        + events::turnsEvents() + events::toolsFirstEvents() + events::toolsThenEvents() + events::featuresFirstEvents()
        + events::featuresThenEvents() + events::peopleEvents() + events::budgetEvents() + events::sandboxFirstEvents()
        + events::sandboxThenEvents() + events::resultsEvents() + events::decisionsFirstEvents()
        + events::decisionsThenEvents();
    return all;
}

}  // namespace bw
