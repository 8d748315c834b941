// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redactor.h"

#include <QList>
#include <QRegularExpression>

#include <mutex>
#include <shared_mutex>

namespace bw {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortest = 6;

struct Values {
    std::shared_mutex mutex;
    QList<QByteArray> known;
};

Values &values()
{
    static Values instance;
    return instance;
}

const QRegularExpression &keyPattern()
{
    static const QRegularExpression pattern(
        u"sk-ant-[A-Za-z0-9_-]{6,}|\\be2b_[0-9a-fA-F]{8,}|\\bAKIA[0-9A-Z]{12,}|\\bgh[pousr]_[A-Za-z0-9]{20,}"
        u"|\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{4,}\\.[A-Za-z0-9_-]*"
        u"|(?<=authorization: )[^\\r\\n\"]+|(?<=x-api-key: )[^\\r\\n\"]+|(?<=x-access-token: )[^\\r\\n\"]+"_s,
        QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

}  // namespace

void Redactor::registerSecret(const QByteArray &secret)
{
    if (secret.size() < shortest)
        return;
    std::unique_lock lock(values().mutex);
    for (const QByteArray &form : {QByteArray(secret.constData(), secret.size()), secret.toBase64(), secret.toPercentEncoding()}) {
        if (!values().known.contains(form))
            values().known.append(form);
    }
}

QByteArray Redactor::redact(const QByteArray &text)
{
    QByteArray result = text;
    {
        std::shared_lock lock(values().mutex);
        for (const QByteArray &value : values().known)
            result.replace(value, "[redacted]");
    }
    // Bytes that are no UTF-8 must not be changed: the pattern is looked for in Latin-1, where every byte is a character.
    static const QList<QByteArray> hints {"sk-", "e2b_", "akia", "gh", "eyj", "authorization", "x-api-key", "x-access-token"};
    const QByteArray lower = result.toLower();
    for (const QByteArray &hint : hints) {
        if (lower.contains(hint)) {
            QString wide = QString::fromLatin1(result);
            wide.replace(keyPattern(), u"[redacted]"_s);
            return wide.toLatin1();
        }
    }
    return result;
}

QString Redactor::redact(const QString &text)
{
    return QString::fromUtf8(redact(text.toUtf8()));
}

}  // namespace bw
