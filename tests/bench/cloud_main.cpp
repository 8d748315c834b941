// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud_bench.h"

#include "base/process.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

/// bench_cloud builds COUNT FOLDER SPEC RECORDING, bench_cloud link FOLDER BYTES. E2B_API_KEY and its like name the
/// fake.
int main(int argc, char **argv)
{
    bw::hardenProcess(bw::Hardening::Dumpable);
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == "builds"_L1 && words.size() == 6)
        return measureBuilds(words.at(2).toInt(), words.at(3), words.at(4), words.at(5));
    if (words.value(1) == "link"_L1 && words.size() == 4)
        return measureLink(words.at(2), words.at(3).toLongLong());
    std::fprintf(stderr, "bench_cloud builds COUNT FOLDER SPEC RECORDING | link FOLDER BYTES\n");
    return 2;
}
