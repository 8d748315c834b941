// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/startchoices.h"
#include "models/startfields.h"

#include <QHash>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

struct Remembered {
    QString key;
    QString &(*of)(StartChoices &);
};

// What is text, or is kept as its key.
const QList<Remembered> &texts()
{
    static const QList<Remembered> all = [] {
        QList<Remembered> made {
            {u"model"_s, [](StartChoices &c) -> QString & { return c.model; }},
            {u"model.plan"_s, [](StartChoices &c) -> QString & { return c.roleModels.plan; }},
            {u"model.code"_s, [](StartChoices &c) -> QString & { return c.roleModels.code; }},
            {u"model.verify"_s, [](StartChoices &c) -> QString & { return c.roleModels.verify; }},
            {u"model.review"_s, [](StartChoices &c) -> QString & { return c.roleModels.review; }},
            {u"effort"_s, [](StartChoices &c) -> QString & { return c.effort; }},
            {u"effort.plan"_s, [](StartChoices &c) -> QString & { return c.roleEfforts.plan; }},
            {u"effort.code"_s, [](StartChoices &c) -> QString & { return c.roleEfforts.code; }},
            {u"effort.verify"_s, [](StartChoices &c) -> QString & { return c.roleEfforts.verify; }},
            {u"effort.review"_s, [](StartChoices &c) -> QString & { return c.roleEfforts.review; }},
            {u"sandbox"_s, [](StartChoices &c) -> QString & { return c.sandbox; }},
            {u"policy"_s, [](StartChoices &c) -> QString & { return c.policy; }},
        };
        for (const StartField &field : startFields())
            made << Remembered {QString::fromLatin1(field.key), field.of};
        return made;
    }();
    return all;
}

}  // namespace

QJsonObject rememberedOf(const StartChoices &choices)
{
    StartChoices copy = choices;
    QJsonObject object;
    for (const Remembered &entry : texts())
        object.insert(entry.key, entry.of(copy).trimmed());
    object.insert(u"network"_s, toKey(choices.network));
    object.insert(u"gates"_s, toText(choices.gates));
    object.insert(u"retries"_s, choices.retries);
    return object;
}

StartChoices withRemembered(const StartChoices &given, const QJsonObject &remembered)
{
    StartChoices made = given;
    StartChoices usual = defaultChoices();
    for (const Remembered &entry : texts()) {
        QString &value = entry.of(made);
        if (const QJsonValue known = remembered.value(entry.key); known.isString() && value == entry.of(usual))
            value = known.toString();
    }
    if (made.sandbox != "local"_L1 && made.sandbox != "e2b"_L1)
        made.sandbox = usual.sandbox;
    if (const auto network = networkPolicyFromKey(remembered.value(u"network"_s).toString());
        network && made.network == usual.network)
        made.network = *network;
    const QJsonValue gates = remembered.value(u"gates"_s);
    if (const auto known = gatesFromText(gates.toString()); known && gates.isString() && made.gates == usual.gates)
        made.gates = *known;
    if (made.retries == usual.retries)
        made.retries = remembered.value(u"retries"_s).toInt(usual.retries);
    return made;
}

}  // namespace bw::desktop
