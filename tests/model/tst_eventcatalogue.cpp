// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/event.h"

#include <QFile>
#include <QSet>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;

class tst_EventCatalogue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTypeIsDescribedInItsPlace();
    void everyKeyLeadsBack();
    void fieldsHaveNamesKindsAndMeanings();
    void theDocumentSaysTheSame();
};

namespace
{

struct Described {
    QString what;
    QStringList fields;  // "name|kind|meaning"
    friend bool operator==(const Described &, const Described &) = default;
};

// The document's "### `type`" parts: one sentence, then a table of members.
QHash<QString, Described> readDocument(QStringList &order)
{
    QFile file(QStringLiteral(BW_SOURCE_DIR "/docs/events.md"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression heading(u"^### `([^`]+)`$"_s);
    static const QRegularExpression row(u"^\\| `([^`]+)` \\| ([^|]+) \\| (.*) \\|$"_s);
    QHash<QString, Described> found;
    QString type;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (line.startsWith(u"## "_s)) {
            type.clear();
        } else if (const auto match = heading.match(line); match.hasMatch()) {
            type = match.captured(1);
            order << type;
        } else if (type.isEmpty() || line.isEmpty()) {
            continue;
        } else if (const auto member = row.match(line); member.hasMatch()) {
            found[type].fields << member.captured(1) + u'|' + member.captured(2) + u'|' + member.captured(3);
        } else if (!line.startsWith(u'|')) {
            QString &what = found[type].what;
            what += (what.isEmpty() ? QString() : u" "_s) + line;
        }
    }
    return found;
}

}  // namespace

void tst_EventCatalogue::everyTypeIsDescribedInItsPlace()
{
    const auto &catalogue = eventCatalogue();
    QCOMPARE(catalogue.size(), static_cast<qsizetype>(EventType::PersonRequest) + 1);
    for (qsizetype i = 0; i < catalogue.size(); ++i) {
        QCOMPARE(static_cast<qsizetype>(catalogue.at(i).type), i);
        QCOMPARE(QString::fromLatin1(catalogue.at(i).key), toKey(catalogue.at(i).type));
        QVERIFY(QString::fromUtf8(catalogue.at(i).what).endsWith(u'.'));
    }
}

void tst_EventCatalogue::everyKeyLeadsBack()
{
    static const QRegularExpression form(u"^[a-z_]+\\.[a-z_]+$"_s);
    QSet<QString> seen;
    for (const EventDescription &entry : eventCatalogue()) {
        const QString key = toKey(entry.type);
        QVERIFY2(form.match(key).hasMatch(), qPrintable(key));
        QVERIFY2(!seen.contains(key), qPrintable(key));
        seen.insert(key);
        QVERIFY(eventTypeFromKey(key) == entry.type);
    }
    QVERIFY(!eventTypeFromKey(u"of.later"_s));
    QVERIFY(!eventTypeFromKey({}));
}

void tst_EventCatalogue::fieldsHaveNamesKindsAndMeanings()
{
    const QSet<QString> kinds {u"string"_s, u"int"_s, u"bool"_s, u"object"_s, u"array"_s, u"blob"_s};
    static const QRegularExpression form(u"^[a-z][a-z0-9_]*$"_s);
    for (const EventDescription &entry : eventCatalogue()) {
        QSet<QString> names;
        for (const EventField &field : entry.fields) {
            const QString name = QString::fromLatin1(field.name);
            QVERIFY2(form.match(name).hasMatch(), field.name);
            QVERIFY2(!names.contains(name), field.name);
            names.insert(name);
            QVERIFY2(kinds.contains(QString::fromLatin1(field.type)), field.type);
            QVERIFY2(*field.what != '\0', field.name);
        }
    }
}

void tst_EventCatalogue::theDocumentSaysTheSame()
{
    QStringList order;
    const auto document = readDocument(order);
    QStringList keys;
    for (const EventDescription &entry : eventCatalogue()) {
        const QString key = QString::fromLatin1(entry.key);
        keys << key;
        Described expected {QString::fromUtf8(entry.what), {}};
        for (const EventField &field : entry.fields)
            expected.fields << QString::fromUtf8(field.name) + u'|' + QString::fromUtf8(field.type) + u'|'
                    + QString::fromUtf8(field.what);
        QVERIFY2(document.contains(key), qPrintable(key + u" is not in docs/events.md"_s));
        QCOMPARE(document.value(key).what, expected.what);
        QCOMPARE(document.value(key).fields.join(u'\n'), expected.fields.join(u'\n'));
    }
    QCOMPARE(order.join(u'\n'), keys.join(u'\n'));
}

QTEST_GUILESS_MAIN(tst_EventCatalogue)
#include "tst_eventcatalogue.moc"
