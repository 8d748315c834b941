// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/jsoncheck.h"

#include "base/json.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace bw::claude
{

namespace
{

constexpr int deepest = 200;
constexpr qsizetype longestPlainNumber = 300;  // longer ones may be too large for a double

/// Bytes of a string that need no second look.
constexpr std::array<bool, 256> plain = [] {
    std::array<bool, 256> table {};
    for (size_t byte = 0x20; byte < 0x80; ++byte)
        table.at(byte) = byte != '"' && byte != '\\';
    return table;
}();

/// True when eight bytes that begin at `at` are all plain. Strings are most of an answer, so their bytes are judged by
/// the word: of each byte the top bit of a sum tells.
bool eightPlain(const char *at)
{
    constexpr auto each = [](std::uint64_t byte) { return byte * 0x0101010101010101U; };
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    const auto hasZero = [each](std::uint64_t bytes) { return (bytes - each(1)) & ~bytes; };
    const std::uint64_t odd = word | (word - each(0x20)) | hasZero(word ^ each('"')) | hasZero(word ^ each('\\'));
    return (odd & each(0x80)) == 0;
}

class Check
{
public:
    explicit Check(QByteArrayView text)
        : m_at(text.data())
        , m_end(text.data() + text.size())
    {
    }

    bool wholeObject()
    {
        space();
        if (m_at == m_end || *m_at != '{' || !value(0))
            return false;
        space();
        return m_at == m_end;
    }
    /// True when a number was seen of which only a parser can tell whether it fits.
    [[nodiscard]] bool needsParser() const { return m_needsParser; }

private:
    void space()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\t' || *m_at == '\r'))
            ++m_at;
    }
    bool take(char wanted)
    {
        if (m_at == m_end || *m_at != wanted)
            return false;
        ++m_at;
        return true;
    }
    bool word(const char *text)
    {
        const auto length = static_cast<std::ptrdiff_t>(std::strlen(text));
        if (m_end - m_at < length || std::memcmp(m_at, text, static_cast<size_t>(length)) != 0)
            return false;
        m_at += length;
        return true;
    }
    bool value(int depth);
    bool container(int depth, char close);
    bool string();
    bool escape();
    bool codeUnit(unsigned &unit);
    bool multiByte();
    bool number();
    bool digits();

    const char *m_at;
    const char *m_end;
    bool m_needsParser = false;
};

bool Check::value(int depth)
{
    space();
    if (m_at == m_end)
        return false;
    switch (*m_at) {
    case '{':
        return depth < deepest && container(depth + 1, '}');
    case '[':
        return depth < deepest && container(depth + 1, ']');
    case '"':
        return string();
    case 't':
        return word("true");
    case 'f':
        return word("false");
    case 'n':
        return word("null");
    default:
        return number();
    }
}

bool Check::container(int depth, char close)
{
    ++m_at;
    space();
    if (take(close))
        return true;
    while (true) {
        if (close == '}') {
            space();
            if (!string())
                return false;
            space();
            if (!take(':'))
                return false;
        }
        if (!value(depth))
            return false;
        space();
        if (take(close))
            return true;
        if (!take(','))
            return false;
    }
}

bool Check::string()
{
    if (!take('"'))
        return false;
    while (m_at != m_end) {
        while (m_end - m_at >= 8 && eightPlain(m_at))
            m_at += 8;
        if (m_at == m_end)
            return false;
        const auto byte = static_cast<unsigned char>(*m_at);
        if (plain[byte]) {
            ++m_at;
        } else if (byte == '"') {
            ++m_at;
            return true;
        } else if (byte == '\\' ? !escape() : byte < 0x20 || !multiByte()) {
            return false;
        }
    }
    return false;
}

bool Check::escape()
{
    ++m_at;
    if (m_at == m_end)
        return false;
    const char kind = *m_at++;
    if (kind != 'u')
        return std::strchr("\"\\/bfnrt", kind) != nullptr && kind != '\0';
    unsigned unit = 0;
    if (!codeUnit(unit))
        return false;
    if (unit >= 0xDC00 && unit <= 0xDFFF)
        return false;
    if (unit < 0xD800 || unit > 0xDBFF)
        return true;
    unsigned low = 0;
    return take('\\') && take('u') && codeUnit(low) && low >= 0xDC00 && low <= 0xDFFF;
}

bool Check::codeUnit(unsigned &unit)
{
    if (m_end - m_at < 4)
        return false;
    for (int i = 0; i < 4; ++i, ++m_at) {
        const char c = *m_at;
        const bool isDigit = c >= '0' && c <= '9';
        const char lower = static_cast<char>(c | 0x20);
        if (!isDigit && (lower < 'a' || lower > 'f'))
            return false;
        unit = unit * 16 + static_cast<unsigned>(isDigit ? c - '0' : lower - 'a' + 10);
    }
    return true;
}

/// UTF-8 as RFC 3629 §4 has it: no overlong form, no surrogate, nothing above U+10FFFF.
bool Check::multiByte()
{
    const auto at = [this](std::ptrdiff_t offset) { return static_cast<unsigned char>(m_at[offset]); };
    const unsigned char first = at(0);
    const int length = first >= 0xC2 && first <= 0xDF ? 2
        : first >= 0xE0 && first <= 0xEF              ? 3
        : first >= 0xF0 && first <= 0xF4              ? 4
                                                      : 0;
    if (length == 0 || m_end - m_at < length)
        return false;
    const unsigned char least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const unsigned char most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (at(1) < least || at(1) > most)
        return false;
    for (int i = 2; i < length; ++i)
        if (at(i) < 0x80 || at(i) > 0xBF)
            return false;
    m_at += length;
    return true;
}

bool Check::digits()
{
    const char *begin = m_at;
    while (m_at != m_end && *m_at >= '0' && *m_at <= '9')
        ++m_at;
    return m_at != begin;
}

bool Check::number()
{
    const char *begin = m_at;
    take('-');
    if (!take('0') && !digits())
        return false;
    if (take('.') && !digits())
        return false;
    if (take('e') || take('E')) {
        m_needsParser = true;
        if (!take('+'))
            take('-');
        if (!digits())
            return false;
    }
    m_needsParser = m_needsParser || m_at - begin > longestPlainNumber;
    return true;
}

}  // namespace

bool isWholeJsonObject(QByteArrayView text)
{
    Check check(text);
    if (!check.wholeObject())
        return false;
    if (!check.needsParser())
        return true;
    const auto parsed = parseJson(text);
    return parsed && parsed->is_object();
}

}  // namespace bw::claude
