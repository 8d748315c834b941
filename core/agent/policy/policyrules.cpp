// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/policy/policyrules.h"

#include "agent/policy/policychecks.h"
#include "base/keytable.h"

#include <QFile>

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto answerKeys = keyTable<PolicyAnswer>({
    {PolicyAnswer::Allow, "allow"},
    {PolicyAnswer::Ask, "ask"},
    {PolicyAnswer::Deny, "deny"},
});
static_assert(answerKeys.inOrder());

std::unexpected<Error> invalid(const QString &name, const QString &key, const QString &why)
{
    return fail(ErrorCode::SettingsInvalid, why,
                {{u"path"_s, name}, {u"line"_s, {}}, {u"key"_s, key}, {u"why"_s, why}});
}

QStringList strings(const Json &object, const char *key)
{
    QStringList result;
    if (const auto found = object.find(key); found != object.end() && found->is_array())
        for (const Json &item : *found)
            if (item.is_string())
                result.append(toQString(item.get<std::string>()));
    return result;
}

Json items(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_array() ? *found : Json::array();
}

Status readRule(const Json &json, const QString &name, PolicyRules &rules)
{
    PolicyRule rule;
    rule.id = jsonString(json, "id");
    rule.programs = strings(json, "programs");
    rule.first = strings(json, "first");
    rule.options = strings(json, "options");
    rule.without = strings(json, "without");
    rule.check = jsonString(json, "check");
    rule.why = jsonString(json, "why");
    const auto answer = policyAnswerFromKey(jsonString(json, "answer"));
    if (rule.id.isEmpty() || rule.programs.isEmpty())
        return invalid(name, rule.id, u"a rule needs an id and programs"_s);
    if (!answer)
        return invalid(name, rule.id, u"the answer is allow, ask or deny"_s);
    if (!rule.check.isEmpty() && !isPolicyCheck(rule.check))
        return invalid(name, rule.id, u"there is no check of the name %1"_s.arg(rule.check));
    rule.answer = *answer;
    rules.rules.append(rule);
    return {};
}

Result<QByteArray> resource(const QString &name)
{
    QFile file(u":/buildwright/policy/%1.json"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, name, {{u"kind"_s, u"policy"_s}, {u"name"_s, name}});
    return file.readAll();
}

Status addRules(const QByteArray &bytes, const QString &name, PolicyRules &rules)
{
    const auto json = parseJson(bytes);
    if (!json || !json->is_object() || jsonInt(*json, "buildwright_policy") != 1)
        return invalid(name, u"buildwright_policy"_s, u"this is no policy of version 1"_s);
    for (const Json &base : items(*json, "extends")) {
        const QString other = base.is_string() ? toQString(base.get<std::string>()) : QString();
        const auto text = resource(other);
        if (!text || other == name)
            return invalid(name, u"extends"_s, u"there is no policy of the name %1"_s.arg(other));
        if (auto added = addRules(*text, other, rules); !added)
            return added;
    }
    rules.name = jsonString(*json, "name", name);
    rules.title = jsonString(*json, "title");
    rules.unknown = policyAnswerFromKey(jsonString(*json, "unknown")).value_or(rules.unknown);
    rules.unreadable = policyAnswerFromKey(jsonString(*json, "unreadable")).value_or(rules.unreadable);
    rules.writable += strings(*json, "writable");
    rules.variables += strings(*json, "variables");
    for (const Json &wrapper : items(*json, "wrappers"))
        rules.wrappers.append({jsonString(wrapper, "program"), strings(wrapper, "value_options"),
                               static_cast<int>(jsonInt(wrapper, "positional")), jsonBool(wrapper, "assignments"),
                               jsonBool(wrapper, "adds_arguments")});
    for (const Json &rule : items(*json, "rules"))
        if (auto read = readRule(rule, name, rules); !read)
            return read;
    return {};
}

}  // namespace

QString toKey(PolicyAnswer answer) { return answerKeys.key(answer); }
std::optional<PolicyAnswer> policyAnswerFromKey(const QString &key) { return answerKeys.value(key); }

Result<PolicyRules> policyRulesFromJson(const QByteArray &bytes, const QString &nameForErrors)
{
    PolicyRules rules;
    if (auto added = addRules(bytes, nameForErrors, rules); !added)
        return fail(added.error());
    return rules;
}

Result<PolicyRules> policyPreset(const QString &name)
{
    if (!policyPresets().contains(name))
        return fail(ErrorCode::NotFound, name, {{u"kind"_s, u"policy"_s}, {u"name"_s, name}});
    const auto text = resource(name);
    return text ? policyRulesFromJson(*text, name) : fail(text.error());
}

QStringList policyPresets() { return {u"strict"_s, u"balanced"_s, u"permissive"_s}; }

}  // namespace bw::agent
