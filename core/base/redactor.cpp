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

// Shapes of well-known keys. Text is matched as Latin-1, so that any bytes pass through unchanged.
constexpr std::array patterns {
    Pattern {{"sk-", nullptr, nullptr}, R"(()\bsk-(?:ant-[A-Za-z0-9_\-]{8,}|(?:proj-)?[A-Za-z0-9_\-]{20,}))"},
    Pattern {{"e2b_", nullptr, nullptr}, R"(()\be2b_[A-Za-z0-9]{12,})"},
    Pattern {{"AKIA", "ASIA", nullptr}, R"(()\bA(?:K|S)IA[0-9A-Z]{16}\b)"},
    Pattern {{"eyJ", nullptr, nullptr}, R"(()\beyJ[A-Za-z0-9_\-]{6,}\.[A-Za-z0-9_\-]{6,}\.[A-Za-z0-9_\-]{6,})"},
    Pattern {{"gh", "github_pat_", nullptr}, R"(()\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,}))"},
    Pattern {{"xox", nullptr, nullptr}, R"(()\bxox[abeprs]-[A-Za-z0-9\-]{10,})"},
    Pattern {{"AIza", nullptr, nullptr}, R"(()\bAIza[0-9A-Za-z_\-]{35})"},
    Pattern {{"uthorization", "UTHORIZATION", nullptr},
             R"((?i)(\bauthorization["']?\s*[:=]\s*["']?(?:(?:bearer|basic|token)\s+)?)[^\s"',;]+)"},
    Pattern {{"api-key", "API-KEY", "Api-Key"}, R"((?i)(\bx-api-key["']?\s*[:=]\s*["']?)[^\s"',;]+)"},
    Pattern {{"PRIVATE KEY", nullptr, nullptr},
             R"(()-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$))"},
};

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

}  // namespace

void Redactor::registerSecret(const QByteArray &secret)
{
    if (secret.size() < 6)
        return;
    QList<QByteArray> forms {QByteArray(secret.constData(), secret.size()), withoutPadding(secret.toBase64()),
                             withoutPadding(secret.toBase64(QByteArray::Base64UrlEncoding)),
                             secret.toPercentEncoding()};
    // "user:secret" in Basic authorisation shifts the alignment: the part that does not depend on the neighbours.
    for (const qsizetype shift : {1, 2}) {
        QByteArray encoded = withoutPadding((QByteArray(shift, 'x') + secret).toBase64());
        encoded = encoded.mid(shift + 1, encoded.size() - shift - 2);
        if (encoded.size() >= 8)
            forms << encoded;
    }
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
