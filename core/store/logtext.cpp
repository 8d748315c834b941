// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/logtext.h"

#include <algorithm>
#include <array>

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

std::string stringOf(const Json &object, const char *key)
{
    if (!object.is_object())
        return {};
    const auto it = object.find(key);
    return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

std::optional<LogText> spoken(std::string text, LogLevel level, QString source)
{
    if (text.empty())
        return std::nullopt;
    return LogText {std::move(text), level, std::move(source)};
}

LogLevel noteLevel(const Json &payload)
{
    const std::string key = stringOf(payload, "level");
    if (key == "warn")
        return LogLevel::Warning;
    return logLevelFromKey(toQString(key)).value_or(LogLevel::Info);
}

std::string joined(const std::string &a, const char *between, const std::string &b)
{
    return a.empty() || b.empty() ? a + b : a + between + b;
}

/// "example.org:443 (policy)"
std::string deniedHost(const Json &payload)
{
    std::string text = stringOf(payload, "host");
    if (const qint64 port = jsonInt(payload, "port"); port > 0)
        text += ':' + std::to_string(port);
    const std::string reason = stringOf(payload, "reason");
    return reason.empty() ? text : text + " (" + reason + ')';
}

QString outputSource(const std::string &stream)
{
    return stream == "stderr" ? u"stderr"_s : (stream == "terminal" ? u"terminal"_s : u"stdout"_s);
}

std::optional<LogText> errorText(const Json &payload)
{
    std::string text = stringOf(payload, "detail");
    if (text.empty())
        text = stringOf(payload, "error");
    return spoken(std::move(text), LogLevel::Error, u"error"_s);
}

}  // namespace

std::optional<LogText> logTextOf(EventType type, const Json &payload)
{
    const auto says = [&payload](const char *key, LogLevel level, const char *source) {
        return spoken(stringOf(payload, key), level, QString::fromLatin1(source));
    };
    // Most types do not speak here, so this is no switch over all of them.
    if (type == EventType::CommandOutput)
        return spoken(stringOf(payload, "text"), LogLevel::Info, outputSource(stringOf(payload, "stream")));
    if (type == EventType::CommandStarted)
        return says("command", LogLevel::Info, "command");
    if (type == EventType::TurnEnded)
        return says("text", LogLevel::Info, "model");
    if (type == EventType::BuildNote)
        return says("text", noteLevel(payload), "note");
    if (type == EventType::SandboxLimitHit)
        return says("text", LogLevel::Warning, "limit");
    if (type == EventType::NetworkDenied)
        return spoken(deniedHost(payload), LogLevel::Warning, u"network"_s);
    if (type == EventType::PolicyDenied)
        return spoken(joined(stringOf(payload, "what"), ": ", stringOf(payload, "why")), LogLevel::Warning,
                      u"policy"_s);
    if (type == EventType::BuildError || type == EventType::TurnFailed || type == EventType::ArtifactFailed)
        return errorText(payload);
    return std::nullopt;
}

std::vector<LineSpan> lineSpans(const std::string &text)
{
    std::vector<LineSpan> spans;
    size_t begin = 0;
    while (begin < text.size()) {
        const size_t found = text.find('\n', begin);
        const size_t end = found == std::string::npos ? text.size() : found;
        const size_t visible = end > begin && found != std::string::npos && text[end - 1] == '\r' ? end - 1 : end;
        spans.push_back({static_cast<qint64>(begin), static_cast<qint64>(visible - begin)});
        begin = end + 1;
    }
    return spans;
}

QString cutLine(const std::string &text, const LineSpan &span)
{
    const qint64 size = static_cast<qint64>(text.size());
    const qint64 offset = std::clamp<qint64>(span.offset, 0, size);
    const qint64 length = std::clamp<qint64>(span.length, 0, size - offset);
    return QString::fromUtf8(text.data() + offset, length);
}

namespace
{
constexpr std::array levelKeys {"debug", "info", "warning", "error"};
}

QString toKey(LogLevel level) { return QString::fromLatin1(levelKeys.at(static_cast<size_t>(level))); }

std::optional<LogLevel> logLevelFromKey(const QString &key)
{
    for (size_t i = 0; i < levelKeys.size(); ++i)
        if (key == QLatin1StringView(levelKeys.at(i)))
            return static_cast<LogLevel>(i);
    return std::nullopt;
}

}  // namespace bw::store
