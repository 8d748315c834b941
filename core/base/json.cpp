// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace bw
{

namespace
{

constexpr int deepest = 200;

// Depth is counted before parsing, so that hostile nesting costs no memory. Returns the offset of the bracket that goes
// too deep, or -1. Brackets in strings do not count.
qsizetype tooDeepAt(QByteArrayView bytes)
{
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > deepest)
                return i;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return -1;
}

const Json *member(const Json &object, const char *key)
{
    if (!object.is_object())
        return nullptr;
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
}

}  // namespace

Result<Json> parseJson(QByteArrayView bytes)
{
    if (const qsizetype at = tooDeepAt(bytes); at >= 0)
        return fail(ErrorCode::ProtocolError, u"JSON nested deeper than 200 levels at byte %1"_s.arg(at),
                    {{u"why"_s, u"JSON nested too deep"_s}});
    // The parser takes a NUL byte for the end of the text, whatever follows.
    if (const qsizetype at = bytes.indexOf('\0'); at >= 0)
        return fail(ErrorCode::ProtocolError, u"NUL in JSON at byte %1"_s.arg(at),
                    {{u"why"_s, u"invalid JSON at byte %1"_s.arg(at)}});
    try {
        return Json::parse(bytes.begin(), bytes.end());
    } catch (const Json::parse_error &error) {
        return fail(
            ErrorCode::ProtocolError,
            u"invalid JSON at byte %1: %2"_s.arg(error.byte).arg(QString::fromUtf8(error.what())),
            {{u"why"_s, u"invalid JSON at byte %1"_s.arg(error.byte)}, {u"byte"_s, QString::number(error.byte)}});
    } catch (const Json::exception &error) {
        return fail(ErrorCode::ProtocolError, u"invalid JSON at byte 0: %1"_s.arg(QString::fromUtf8(error.what())),
                    {{u"why"_s, u"invalid JSON"_s}});
    }
}

QByteArray toBytes(const Json &json)
{
    return QByteArray::fromStdString(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

QString jsonString(const Json &object, const char *key, const QString &fallback)
{
    const Json *value = member(object, key);
    return value && value->is_string() ? toQString(value->get_ref<const std::string &>()) : fallback;
}

qint64 jsonInt(const Json &object, const char *key, qint64 fallback)
{
    const Json *value = member(object, key);
    if (!value || !value->is_number())
        return fallback;
    if (value->is_number_float()) {
        // Some programs write 5.0; beyond 2^53 a double is not a count any more.
        const double number = value->get<double>();
        return number > -9e15 && number < 9e15 && number == std::trunc(number) ? static_cast<qint64>(number) : fallback;
    }
    if (value->is_number_unsigned() && value->get<quint64>() > static_cast<quint64>(std::numeric_limits<qint64>::max()))
        return fallback;
    return value->get<qint64>();
}

double jsonDouble(const Json &object, const char *key, double fallback)
{
    const Json *value = member(object, key);
    return value && value->is_number() ? value->get<double>() : fallback;
}

bool jsonBool(const Json &object, const char *key, bool fallback)
{
    const Json *value = member(object, key);
    return value && value->is_boolean() ? value->get<bool>() : fallback;
}

}  // namespace bw
