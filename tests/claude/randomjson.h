// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <random>

namespace bw::test
{

/// Writes random, valid JSON text the way no serialiser would: odd spaces, escapes of every kind, odd numbers.
class RandomJson
{
public:
    explicit RandomJson(unsigned seed)
        : m_random(seed)
    {
    }

    unsigned below(unsigned limit) { return static_cast<unsigned>(m_random()) % limit; }

    QByteArray space()
    {
        static const QList<QByteArray> kinds {"", "", "", " ", "\n", "\t ", "\r\n"};
        return kinds[static_cast<qsizetype>(below(7))];
    }

    /// With its quotes.
    QByteArray string()
    {
        static const QList<QByteArray> parts {"a",           "Z",
                                              " ",           "\\\"",
                                              "\\\\",        "\\/",
                                              "\\n",         "\\t",
                                              "\\b",         "\\u00e4",
                                              "\\u0000",     "\\ud83c\\udf0d",
                                              "\xC3\xA4",    "\xF0\x9F\x8C\x8D",
                                              "{",           "}",
                                              "[",           "]",
                                              ",",           ":",
                                              "\xE2\x80\xA8"};
        QByteArray out = "\"";
        for (unsigned i = below(8); i > 0; --i)
            out += parts[static_cast<qsizetype>(below(static_cast<unsigned>(parts.size())))];
        return out + '"';
    }

    QByteArray value(int depth = 3)
    {
        static const QList<QByteArray> plain {
            "0", "-0", "1.50", "1e5", "-12.5E-3", "true", "false", "null", "12345678901234567890"};
        switch (below(depth > 0 ? 4 : 2)) {
        case 0:
            return plain[static_cast<qsizetype>(below(static_cast<unsigned>(plain.size())))];
        case 1:
            return string();
        case 2:
            return array(depth);
        default:
            return object(depth);
        }
    }

    QByteArray array(int depth)
    {
        QByteArray out = "[" + space();
        for (unsigned i = 0, n = below(4); i < n; ++i)
            out += (i > 0 ? "," + space() : QByteArray()) + value(depth - 1) + space();
        return out + "]";
    }

    /// Keys are unique: a number is part of each.
    QByteArray object(int depth)
    {
        QByteArray out = "{" + space();
        for (unsigned i = 0, n = below(5); i < n; ++i) {
            QByteArray key = string();
            key.insert(key.size() - 1, QByteArray::number(i));
            out += (i > 0 ? "," + space() : QByteArray()) + key + space() + ":" + space() + value(depth - 1) + space();
        }
        return out + "}";
    }

private:
    std::mt19937 m_random;
};

}  // namespace bw::test
