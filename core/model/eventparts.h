// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/event.h"

/// The parts of eventCatalogue(), in order.
namespace bw::events
{

QList<EventDescription> lifeCycleFirstEvents();
QList<EventDescription> lifeCycleThenEvents();
QList<EventDescription> turnsEvents();
QList<EventDescription> toolsFirstEvents();
QList<EventDescription> toolsThenEvents();
QList<EventDescription> featuresFirstEvents();
QList<EventDescription> featuresThenEvents();
QList<EventDescription> peopleEvents();
QList<EventDescription> budgetEvents();
QList<EventDescription> sandboxFirstEvents();
QList<EventDescription> sandboxThenEvents();
QList<EventDescription> resultsEvents();
QList<EventDescription> decisionsFirstEvents();
QList<EventDescription> decisionsThenEvents();

}  // namespace bw::events
