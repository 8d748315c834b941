// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <nlohmann/json.hpp>

namespace bw
{

/// One JSON type for the whole core: strict parser (QJsonDocument accepts invalid input) and keys in the order they
/// came.
using Json = nlohmann::ordered_json;

/// Strict parse; nesting above 200 levels is refused. Error: ProtocolError with the byte offset (from 1) in detail and
/// in args "byte".
Result<Json> parseJson(QByteArrayView bytes);
/// Compact, UTF-8; invalid UTF-8 in strings is replaced, never thrown.
QByteArray toBytes(const Json &json);

inline std::string toStd(const QString &s) { return s.toStdString(); }
inline QString toQString(const std::string &s) { return QString::fromStdString(s); }
/// Lenient readers: missing or wrongly typed gives the fallback.
QString jsonString(const Json &object, const char *key, const QString &fallback = {});
qint64 jsonInt(const Json &object, const char *key, qint64 fallback = 0);
double jsonDouble(const Json &object, const char *key, double fallback = 0);
bool jsonBool(const Json &object, const char *key, bool fallback = false);

}  // namespace bw
