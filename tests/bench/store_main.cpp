// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/store_bench.h"

#include <QCoreApplication>
#include <QStringList>

/// bench_store [events [lines]]
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int events = arguments.value(1, QStringLiteral("100000")).toInt();
    const int lines = arguments.value(2, QStringLiteral("1000000")).toInt();
    const int appended = bwbench::storeAppend(events);
    return appended != 0 ? appended : bwbench::storeSearch(lines);
}
