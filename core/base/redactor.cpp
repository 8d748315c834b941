// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redactor.h"

#include <QList>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <array>
#include <mutex>
#include <shared_mutex>

using namespace Qt::StringLiterals;

namespace bw
{

namespace
{

struct Values {
    std::shared_mutex mutex;
    QList<QByteArray> forms;  // longest first, so that a form inside another never leaves a rest
};

Values &values()
{
    static Values list;
    return list;
}

struct Pattern {
    std::array<const char *, 3> marks;  // cheap test before the expression runs; nullptr = unused
    const char *expression;             // group 1, if any, is kept
};

// Where a key may begin: not inside a word, but behind the letter of an escape ("\n") in JSON.
#define BW_BEGIN R"((?:(?<![A-Za-z0-9_])|(?<=\\[bfnrt])))"

// Shapes of well-known keys. Text is matched as Latin-1, so that any bytes pass through unchanged.
constexpr std::array patterns {
    Pattern {{"sk-", nullptr, nullptr}, BW_BEGIN R"(()sk-(?:ant-[A-Za-z0-9_\-]{8,}|(?:proj-)?[A-Za-z0-9_\-]{20,}))"},
    Pattern {{"e2b_", nullptr, nullptr}, BW_BEGIN R"(()e2b_[A-Za-z0-9]{12,})"},
    Pattern {{"AKIA", "ASIA", nullptr}, BW_BEGIN R"(()A(?:K|S)IA[0-9A-Z]{16}\b)"},
    Pattern {{"eyJ", nullptr, nullptr}, BW_BEGIN R"(()eyJ[A-Za-z0-9_\-]{6,}\.[A-Za-z0-9_\-]{6,}\.[A-Za-z0-9_\-]{6,})"},
    Pattern {{"gh", "github_pat_", nullptr},
             BW_BEGIN R"(()(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,}))"},
    Pattern {{"glpat-", nullptr, nullptr}, BW_BEGIN R"(()glpat-[A-Za-z0-9_\-]{20,})"},
    Pattern {{"npm_", nullptr, nullptr}, BW_BEGIN R"(()npm_[A-Za-z0-9]{36,})"},
    Pattern {{"xox", nullptr, nullptr}, BW_BEGIN R"(()xox[abeprs]-[A-Za-z0-9\-]{10,})"},
    Pattern {{"AIza", nullptr, nullptr}, BW_BEGIN R"(()AIza[0-9A-Za-z_\-]{35})"},
    Pattern {{"uthorization", "UTHORIZATION", nullptr},
             R"((?i)(\bauthorization["']?\s*[:=]\s*["']?(?:(?:bearer|basic|token)\s+)?)[^\s"',;]+)"},
    Pattern {{"pi-key", "PI-KEY", "pi-Key"}, R"((?i)(\bx-api-key["']?\s*[:=]\s*["']?)[^\s"',;]+)"},
    Pattern {{"PI-Key", nullptr, nullptr}, R"((?i)(\bx-api-key["']?\s*[:=]\s*["']?)[^\s"',;]+)"},
    Pattern {{"ccess-token", "ccess-Token", "CCESS-TOKEN"},
             R"((?i)(\b(?:x|e2b-traffic)-access-token["']?\s*[:=]\s*["']?)[^\s"',;@]+)"},
    // The password of an address: https://name:password@host
    Pattern {{"://", nullptr, nullptr}, R"((://[^\s/:@"']{0,200}:)[^\s/@"']+(?=@))"},
    Pattern {{"PRIVATE KEY", nullptr, nullptr},
             R"(()-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$))"},
};
#undef BW_BEGIN

const std::array<QRegularExpression, patterns.size()> &expressions()
{
    static const auto list = [] {
        std::array<QRegularExpression, patterns.size()> made;
        for (size_t i = 0; i < made.size(); ++i) {
            made[i].setPattern(QString::fromLatin1(patterns[i].expression));
            made[i].optimize();
        }
        return made;
    }();
    return list;
}

bool mayMatch(const Pattern &pattern, const QByteArray &text)
{
    return std::ranges::any_of(pattern.marks, [&](const char *mark) { return mark && text.contains(mark); });
}

QByteArray redactShapes(const QByteArray &text)
{
    QByteArray result = text;
    for (size_t i = 0; i < patterns.size(); ++i) {
        if (!mayMatch(patterns[i], result))
            continue;
        QString wide = QString::fromLatin1(result);
        wide.replace(expressions()[i], u"\\1[redacted]"_s);
        result = wide.toLatin1();
    }
    return result;
}

QByteArray withoutPadding(QByteArray base64)
{
    while (base64.endsWith('='))
        base64.chop(1);
    return base64;
}

// How the secret looks inside of longer encoded text ("user:secret"): the characters that do not depend on its
// neighbours, for each of the three alignments.
QList<QByteArray> base64Forms(const QByteArray &secret, QByteArray::Base64Option alphabet)
{
    QList<QByteArray> forms {withoutPadding(secret.toBase64(alphabet))};
    for (const qsizetype shift : {0, 1, 2}) {
        const QByteArray encoded = withoutPadding((QByteArray(shift, 'x') + secret).toBase64(alphabet));
        const qsizetype first = shift == 0 ? 0 : shift + 1;
        const QByteArray form = encoded.sliced(first, encoded.size() - first - 1);
        if (form.size() >= 7)
            forms << form;
    }
    return forms;
}

// "%2F" may also be written "%2f".
QByteArray withSmallHexDigits(QByteArray encoded)
{
    for (qsizetype at = encoded.indexOf('%'); at >= 0; at = encoded.indexOf('%', at + 1))
        for (qsizetype digit = at + 1; digit <= at + 2 && digit < encoded.size(); ++digit)
            if (encoded[digit] >= 'A' && encoded[digit] <= 'F')
                encoded[digit] = static_cast<char>(encoded[digit] - 'A' + 'a');
    return encoded;
}

}  // namespace

void Redactor::registerSecret(const QByteArray &secret)
{
    if (secret.size() < 6)
        return;
    const QByteArray percent = secret.toPercentEncoding();
    QList<QByteArray> forms {QByteArray(secret.constData(), secret.size()), percent, withSmallHexDigits(percent)};
    for (const auto alphabet : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding})
        forms += base64Forms(secret, alphabet);
    Values &known = values();
    const std::unique_lock lock(known.mutex);
    for (const QByteArray &form : std::as_const(forms))
        if (form.size() >= 6 && !known.forms.contains(form))
            known.forms << form;
    std::ranges::stable_sort(known.forms, [](const auto &a, const auto &b) { return a.size() > b.size(); });
}

QByteArray Redactor::redact(const QByteArray &text)
{
    QByteArray result = text;
    {
        Values &known = values();
        const std::shared_lock lock(known.mutex);
        for (const QByteArray &form : std::as_const(known.forms))
            if (result.contains(form))
                result.replace(form, "[redacted]");
    }
    return redactShapes(result);
}

QString Redactor::redact(const QString &text) { return QString::fromUtf8(redact(text.toUtf8())); }

}  // namespace bw
