// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

/// `count` builds at a time against the fake of E2B that the environment names: until all have ended, and once more
/// until all work and are stopped. Prints lines of figures; 0 = they could be had.
int measureBuilds(int count, const QString &folder, const QString &spec, const QString &recording);

/// What one command costs, and a file of many bytes in both directions with curl beside it, at a daemon of the fake
/// without its edge, which is written in Python.
int measureLink(const QString &folder, qint64 bytes);
