// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/featureids.h"

#include <QCryptographicHash>
#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

/// Small letters and digits; a hyphen for all that stands between them.
QString hyphenated(const QString &text)
{
    QString id;
    id.reserve(text.size());
    for (const QChar c : text) {
        // Ids are made anew with every key that is pressed: plain text needs no tables of Unicode.
        if (c.unicode() >= 0x80) {
            static const QRegularExpression other(u"[^a-z0-9]+"_s);
            return text.normalized(QString::NormalizationForm_KD).toLower().replace(other, u"-"_s);
        }
        if (c.isLetterOrNumber())
            id += QChar(c.unicode() | (c.isUpper() ? 0x20 : 0));
        else if (!id.endsWith(u'-'))
            id += u'-';
    }
    return id;
}

QString slug(const QString &text)
{
    QString id = hyphenated(text);
    while (id.startsWith(u'-'))
        id.remove(0, 1);
    if (id.size() > 40) {
        id.truncate(40);
        id = id.left(std::max<qsizetype>(id.lastIndexOf(u'-'), 20));
    }
    while (id.endsWith(u'-'))
        id.chop(1);
    if (!id.isEmpty())
        return id;
    // Nothing of it is Latin: a hash is as stable, only less readable.
    return u"f-"_s
        + QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().left(10));
}

}  // namespace

QString featureIdOf(const QString &text) { return slug(text); }

void giveIds(QList<SpecFeature> &features)
{
    QSet<QString> taken;
    QHash<QString, int>
        next;  // number to try for a base, so that a file of equal lines does not count from 2 each time
    for (SpecFeature &feature : features) {
        const QString base = slug(feature.id.isEmpty() ? feature.text : feature.id);
        feature.id = base;
        for (int &n = next[base]; taken.contains(feature.id);) {
            n = std::max(n + 1, 2);
            feature.id = base + u'-' + QString::number(n);
        }
        taken.insert(feature.id);
    }
}

}  // namespace bw::spec
