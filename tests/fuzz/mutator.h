// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <random>

namespace bwtest
{

/// Spoils good inputs in the ways that break parsers. The same seed gives the same inputs on every machine (no
/// distribution of the standard library is used: those differ).
class Mutator final
{
public:
    Mutator(QList<QByteArray> seeds, QList<QByteArray> tokens, quint32 seed = 20260101)
        : m_seeds(std::move(seeds))
        , m_tokens(std::move(tokens))
        , m_random(seed)
    {
    }

    QByteArray next()
    {
        QByteArray text = pick(m_seeds);
        for (qsizetype changes = 1 + below(8); changes > 0; --changes)
            change(text);
        return text;
    }

    /// A number from 0 to limit - 1; 0 for a limit of 0.
    qsizetype below(qsizetype limit)
    {
        return limit <= 0 ? 0 : static_cast<qsizetype>(m_random() % static_cast<quint32>(limit));
    }

private:
    const QByteArray &pick(const QList<QByteArray> &list) { return list.at(below(list.size())); }

    void change(QByteArray &text)
    {
        const qsizetype at = below(text.size() + 1);
        const qsizetype length = below(qMin<qsizetype>(text.size() - at, 40) + 1);
        switch (below(8)) {
        case 0:
            if (at < text.size())
                text[at] = static_cast<char>(m_random());
            break;
        case 1:
            if (at < text.size())
                text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
            break;
        case 2:
            text.remove(at, length);
            break;
        case 3:
            text.insert(at, text.mid(below(text.size() + 1), length));
            break;
        case 4:
            text.insert(at, pick(m_tokens));
            break;
        case 5:
            text.truncate(at);
            break;
        case 6:
            text.insert(at, pick(m_tokens).repeated(below(300)));
            break;
        default:
            text = text.left(at) + pick(m_seeds).mid(at);
        }
        text.truncate(1 << 16);
    }

    QList<QByteArray> m_seeds, m_tokens;
    std::mt19937 m_random;
};

inline constexpr int fuzzRounds = 20'000;

}  // namespace bwtest
