// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"

namespace bw {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 200;

// nlohmann's parser recurses by the input's nesting; the depth is looked at first, outside of strings.
bool isTooDeep(QByteArrayView bytes)
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
                return true;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return false;
}

std::unexpected<Error> refused(const QString &why)
{
    return fail(ErrorCode::ProtocolError, u"JSON: "_s + why, {{u"why"_s, why}});
}

}  // namespace

Result<Json> parseJson(QByteArrayView bytes)
{
    if (isTooDeep(bytes))
        return refused(u"nested more than 200 levels"_s);
    try {
        return Json::parse(bytes.begin(), bytes.end());
    } catch (const Json::parse_error &error) {
        return refused(u"not valid at byte %1"_s.arg(error.byte));
    } catch (const std::exception &error) {
        return refused(QString::fromUtf8(error.what()));
    }
}

QByteArray toBytes(const Json &json)
{
    const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

QString jsonString(const Json &object, const char *key, const QString &fallback)
{
    if (!object.is_object())
        return fallback;
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? toQString(found->get_ref<const std::string &>()) : fallback;
}

qint64 jsonInt(const Json &object, const char *key, qint64 fallback)
{
    if (!object.is_object())
        return fallback;
    const auto found = object.find(key);
    if (found == object.end() || !found->is_number())
        return fallback;
    if (found->is_number_float()) {
        const double value = found->get<double>();
        return value > -9e15 && value < 9e15 ? static_cast<qint64>(value) : fallback;
    }
    return found->get<qint64>();
}

double jsonDouble(const Json &object, const char *key, double fallback)
{
    if (!object.is_object())
        return fallback;
    const auto found = object.find(key);
    return found != object.end() && found->is_number() ? found->get<double>() : fallback;
}

bool jsonBool(const Json &object, const char *key, bool fallback)
{
    if (!object.is_object())
        return fallback;
    const auto found = object.find(key);
    return found != object.end() && found->is_boolean() ? found->get<bool>() : fallback;
}

}  // namespace bw
