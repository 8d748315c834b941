// SPDX-License-Identifier: GPL-3.0-or-later
// What nearly every file of ours includes and what is dear to parse. Never included by hand: every file still names
// what it uses.
#pragma once

#include <nlohmann/json.hpp>

#include <QByteArray>
#include <QDateTime>
#include <QFile>
#include <QHash>
#include <QList>
#include <QLoggingCategory>
#include <QMap>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <expected>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <ranges>
#include <stop_token>
#include <thread>
#include <vector>
