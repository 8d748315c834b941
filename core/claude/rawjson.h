// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

/// Looks at JSON text without changing it. The API wants content back byte for byte (claude-api reference §1.8), and a
/// tree loses spaces, escapes and the spelling of numbers; so values are cut out of the text and spliced into new text.
/// The scanner finds the borders of values; it does not prove that they are valid: parseJson() does, once, at the end.
namespace bw::claude::rawjson
{

struct Member {
    QByteArrayView key;    ///< between the quotes, escapes as they stand
    QByteArrayView value;  ///< without surrounding space
};

/// Walks over an object or an array without copying. Ends early on text that is neither.
class Walker
{
public:
    /// container: text whose first character that is not space is { or [.
    explicit Walker(QByteArrayView container);
    /// The next member of an object (key empty in an array); nothing at the end or when the text is broken.
    std::optional<Member> next();
    /// True when the closing bracket was reached and only space follows it.
    [[nodiscard]] bool complete() const { return m_complete; }

private:
    void finish();

    const char *m_at;
    const char *m_end;
    char m_close = 0;
    bool m_first = true;
    bool m_complete = false;
};

/// The value of a member, or an empty view.
QByteArrayView member(QByteArrayView object, QByteArrayView key);
/// The elements of an array; empty when it is none.
QList<QByteArrayView> elements(QByteArrayView array);
bool isString(QByteArrayView value);
bool isObject(QByteArrayView value);
bool isNull(QByteArrayView value);
/// What stands between the quotes of a string value, escapes untouched; empty if it is no string.
QByteArrayView inner(QByteArrayView stringValue);
/// UTF-8 of what stands between quotes. Lone surrogates become U+FFFD.
QByteArray unescaped(QByteArrayView inner);
QString text(QByteArrayView inner);
/// A JSON string, quotes included, of UTF-8 text; invalid bytes become U+FFFD.
QByteArray quoted(QByteArrayView utf8);
/// The object with the member set to the raw value: in its place if it is there, else at the end.
QByteArray withMember(QByteArrayView object, QByteArrayView key, QByteArrayView rawValue);

}  // namespace bw::claude::rawjson
