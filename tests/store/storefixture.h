// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/buildstore.h"
#include "store/database.h"
#include "store/eventlog.h"
#include "store/writer.h"

#include <QTemporaryDir>
#include <QtTest>

namespace bwtest
{

/// A data directory of its own, opened.
struct StoreFixture {
    QTemporaryDir folder;
    bw::SystemClock clock;
    std::unique_ptr<bw::store::Database> database;

    [[nodiscard]] QString path() const { return folder.filePath(QStringLiteral("data")); }
    bool open(bw::store::DataDirectory::Mode mode = bw::store::DataDirectory::Mode::Owner)
    {
        auto opened = bw::store::Database::open(path(), mode, clock);
        if (!opened) {
            qWarning("%s: %s", qPrintable(bw::toKey(opened.error().code)), qPrintable(opened.error().detail));
            return false;
        }
        database = std::move(*opened);
        return true;
    }
    [[nodiscard]] bw::store::EventLog log() const { return bw::store::EventLog(database->writer()); }
};

inline bw::BuildId buildId(const char *text) { return {QString::fromLatin1(text)}; }

inline bw::NewEvent fact(bw::EventType type, const char *json) { return {type, bw::Json::parse(json)}; }

}  // namespace bwtest
