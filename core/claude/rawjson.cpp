// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/rawjson.h"

#include <cstring>

namespace bw::claude::rawjson
{

namespace
{

bool isSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

const char *skipSpace(const char *at, const char *end)
{
    while (at != end && isSpace(*at))
        ++at;
    return at;
}

/// at: the opening quote. Behind the closing one, or null.
const char *skipString(const char *at, const char *end)
{
    const char *const begin = ++at;
    while (at != end) {
        const auto *quote = static_cast<const char *>(std::memchr(at, '"', static_cast<size_t>(end - at)));
        if (!quote)
            return nullptr;
        const char *slash = quote;
        while (slash != begin && slash[-1] == '\\')
            --slash;
        at = quote + 1;
        if ((quote - slash) % 2 == 0)
            return at;
    }
    return nullptr;
}

const char *skipContainer(const char *at, const char *end)
{
    qsizetype depth = 0;
    while (at != end) {
        const char c = *at;
        if (c == '"') {
            at = skipString(at, end);
            if (!at)
                return nullptr;
            continue;
        }
        ++at;
        if (c == '{' || c == '[')
            ++depth;
        else if ((c == '}' || c == ']') && --depth == 0)
            return at;
    }
    return nullptr;
}

const char *skipValue(const char *at, const char *end)
{
    if (at == end)
        return nullptr;
    if (*at == '"')
        return skipString(at, end);
    if (*at == '{' || *at == '[')
        return skipContainer(at, end);
    const char *const begin = at;
    while (at != end && *at != ',' && *at != '}' && *at != ']' && !isSpace(*at))
        ++at;
    return at == begin ? nullptr : at;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// Four hexadecimal digits at `at`, or -1.
int hex4(QByteArrayView text, qsizetype at)
{
    if (at + 4 > text.size())
        return -1;
    int value = 0;
    for (qsizetype i = at; i < at + 4; ++i) {
        const int digit = hexDigit(text[i]);
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

void appendUtf8(QByteArray &out, char32_t c)
{
    const auto put = [&out](char32_t byte) { out.append(static_cast<char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

/// Reads the escape whose `u` stands at `at`; returns the index behind it.
qsizetype takeUnicode(QByteArrayView in, qsizetype at, QByteArray &out)
{
    const int first = hex4(in, at + 1);
    if (first < 0) {
        appendUtf8(out, 0xFFFD);
        return at + 1;
    }
    at += 5;
    const bool high = first >= 0xD800 && first < 0xDC00;
    if (high && at + 1 < in.size() && in[at] == '\\' && in[at + 1] == 'u') {
        const int second = hex4(in, at + 2);
        if (second >= 0xDC00 && second < 0xE000) {
            appendUtf8(out, static_cast<char32_t>(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)));
            return at + 6;
        }
    }
    const bool lone = first >= 0xD800 && first < 0xE000;
    appendUtf8(out, lone ? 0xFFFD : static_cast<char32_t>(first));
    return at;
}

char simpleEscape(char c)
{
    switch (c) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return c;
    }
}

}  // namespace

Walker::Walker(QByteArrayView container)
    : m_at(skipSpace(container.data(), container.data() + container.size()))
    , m_end(container.data() + container.size())
{
    if (m_at != m_end && (*m_at == '{' || *m_at == '['))
        m_close = *m_at++ == '{' ? '}' : ']';
}

void Walker::finish()
{
    m_at = skipSpace(m_at + 1, m_end);
    m_complete = m_at == m_end;
    m_close = 0;
}

std::optional<Member> Walker::next()
{
    if (!m_close)
        return std::nullopt;
    const bool object = m_close == '}';
    m_at = skipSpace(m_at, m_end);
    if (m_at != m_end && *m_at == m_close) {
        finish();
        return std::nullopt;
    }
    const char closing = std::exchange(m_close, '\0');  // whatever fails from here on ends the walk
    if (!m_first) {
        if (m_at == m_end || *m_at != ',')
            return std::nullopt;
        m_at = skipSpace(m_at + 1, m_end);
    }
    m_first = false;
    Member found;
    if (object) {
        const char *after = m_at != m_end && *m_at == '"' ? skipString(m_at, m_end) : nullptr;
        if (!after)
            return std::nullopt;
        found.key = QByteArrayView(m_at + 1, after - 1);
        m_at = skipSpace(after, m_end);
        if (m_at == m_end || *m_at != ':')
            return std::nullopt;
        m_at = skipSpace(m_at + 1, m_end);
    }
    const char *after = skipValue(m_at, m_end);
    if (!after)
        return std::nullopt;
    found.value = QByteArrayView(m_at, after);
    m_at = after;
    m_close = closing;
    return found;
}

QByteArrayView member(QByteArrayView object, QByteArrayView key)
{
    if (!isObject(object))
        return {};
    Walker walker(object);
    while (auto found = walker.next()) {
        if (found->key == key)
            return found->value;
    }
    return {};
}

QList<QByteArrayView> elements(QByteArrayView array)
{
    QList<QByteArrayView> found;
    if (!array.trimmed().startsWith('['))
        return found;
    Walker walker(array);
    while (auto element = walker.next())
        found.append(element->value);
    return found;
}

bool isString(QByteArrayView value) { return value.size() >= 2 && value.front() == '"'; }
bool isObject(QByteArrayView value) { return value.trimmed().startsWith('{'); }
bool isNull(QByteArrayView value) { return value == "null"; }

QByteArrayView inner(QByteArrayView stringValue)
{
    return isString(stringValue) ? stringValue.sliced(1, stringValue.size() - 2) : QByteArrayView();
}

QByteArray unescaped(QByteArrayView in)
{
    const char *at = in.data();
    const char *const end = at + in.size();
    const auto nextSlash = [end](const char *from) {
        return static_cast<const char *>(std::memchr(from, '\\', static_cast<size_t>(end - from)));
    };
    const char *slash = in.isEmpty() ? nullptr : nextSlash(at);
    if (!slash)
        return in.toByteArray();
    // Every escape but a broken \u is longer than what it stands for: those are left to append(), which may grow.
    QByteArray out(in.size(), Qt::Uninitialized);
    char *put = out.data();
    while (slash && slash + 1 != end && slash[1] != 'u') {
        std::memcpy(put, at, static_cast<size_t>(slash - at));
        put += slash - at;
        *put++ = simpleEscape(slash[1]);
        at = slash + 2;
        slash = nextSlash(at);
    }
    out.truncate(put - out.constData());
    while (slash && slash + 1 != end) {
        out.append(at, slash - at);
        qsizetype behind = slash - in.data() + 2;
        if (slash[1] == 'u')
            behind = takeUnicode(in, behind - 1, out);
        else
            out.append(simpleEscape(slash[1]));
        at = in.data() + behind;
        slash = nextSlash(at);
    }
    // A lone backslash at the end of a piece stands for nothing yet.
    return out.append(at, (slash ? slash : end) - at);
}

QString text(QByteArrayView in) { return in.contains('\\') ? QString::fromUtf8(unescaped(in)) : QString::fromUtf8(in); }

QByteArray quoted(QByteArrayView utf8)
{
    static constexpr char digits[] = "0123456789abcdef";
    const QByteArray clean = QString::fromUtf8(utf8).toUtf8();
    QByteArray out;
    out.reserve(clean.size() + 2);
    out.append('"');
    for (const char c : clean) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out.append('\\').append(c);
        else if (c == '\n')
            out.append("\\n");
        else if (byte < 0x20)
            out.append("\\u00").append(digits[byte >> 4]).append(digits[byte & 15]);
        else
            out.append(c);
    }
    return out.append('"');
}

QByteArray withMember(QByteArrayView object, QByteArrayView key, QByteArrayView rawValue)
{
    const QByteArrayView old = member(object, key);
    if (!old.isNull()) {
        const qsizetype from = old.data() - object.data();
        return object.first(from).toByteArray().append(rawValue).append(object.sliced(from + old.size()));
    }
    const qsizetype close = object.lastIndexOf('}');
    if (close < 0)
        return object.toByteArray();
    Walker walker(object);
    const bool empty = !walker.next();
    QByteArray out = object.first(close).toByteArray();
    if (!empty)
        out.append(',');
    return out.append('"').append(key).append("\":").append(rawValue).append(object.sliced(close));
}

}  // namespace bw::claude::rawjson
