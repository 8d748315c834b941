// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/readside.h"

#include <QList>
#include <QString>

namespace bw::desktop
{

/// Something one can go to by a part of its name.
struct Place {
    QString page;    ///< id of the page that shows it
    QString place;   ///< where there
    QString title;   ///< as its author wrote it, without control characters
    QString detail;  ///< what it is, in the person's language
    friend bool operator==(const Place &, const Place &) = default;
};

/// Every chat, specification and build of the directory, the newest first of each kind; `most` of each. Blocks on the
/// disk: for a worker. Nothing was ever stored: none.
Result<QList<Place>> placesOf(engine::ReadSide &side, int most = 5000);

}  // namespace bw::desktop
