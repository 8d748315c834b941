// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/rememberedanswers.h"
#include "base/wholefile.h"

#include <QFile>

#include <algorithm>

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 largestFile = 16 << 20;

bool isSame(const RememberedAnswers::Answer &one, const QString &project, const QString &kind, const QString &subject)
{
    return one.project == project && one.kind == kind && one.subject == subject;
}

}  // namespace

QString projectKey(const Build &build)
{
    return build.options.project.isEmpty() ? u"app:"_s + build.name : build.options.project;
}

RememberedAnswers::RememberedAnswers(QString folder)
    : m_path(std::move(folder) + u"/answers.json"_s)
{
}

Result<QList<RememberedAnswers::Answer>> RememberedAnswers::all() const
{
    QFile file(m_path);
    if (!file.exists())
        return QList<Answer>();
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, m_path, {{u"path"_s, m_path}, {u"why"_s, file.errorString()}});
    const auto json = parseJson(file.read(largestFile));
    if (!json || !json->is_array())
        return fail(ErrorCode::FileUnreadable, m_path,
                    {{u"path"_s, m_path}, {u"why"_s, u"it is not a list of answers; remove it"_s}});
    QList<Answer> answers;
    for (const Json &entry : *json)
        answers.append({jsonString(entry, "project"), jsonString(entry, "kind"), jsonString(entry, "subject"),
                        jsonString(entry, "answer"), jsonInt(entry, "time_ms")});
    return answers;
}

std::optional<QString> RememberedAnswers::find(const QString &project, const QString &kind,
                                               const QString &subject) const
{
    const std::scoped_lock lock(m_mutex);
    const auto answers = all();
    if (!answers)
        return std::nullopt;
    const auto found =
        std::ranges::find_if(*answers, [&](const Answer &answer) { return isSame(answer, project, kind, subject); });
    return found == answers->end() ? std::nullopt : std::optional(found->answer);
}

QStringList RememberedAnswers::allowedHosts(const QString &project) const
{
    const std::scoped_lock lock(m_mutex);
    QStringList hosts;
    if (const auto answers = all())
        for (const Answer &answer : *answers)
            if (answer.project == project && answer.kind == "host"_L1 && answer.answer == "project"_L1)
                hosts.append(answer.subject);
    return hosts;
}

Status RememberedAnswers::remember(const Answer &answer)
{
    const std::scoped_lock lock(m_mutex);
    auto answers = all();
    if (!answers)
        return fail(answers.error());
    answers->removeIf([&](const Answer &known) { return isSame(known, answer.project, answer.kind, answer.subject); });
    answers->append(answer);
    return write(*answers);
}

Status RememberedAnswers::forget(int number)
{
    const std::scoped_lock lock(m_mutex);
    auto answers = all();
    if (!answers)
        return fail(answers.error());
    if (number < 1 || number > answers->size())
        return fail(ErrorCode::NotFound, u"answer"_s, {{u"kind"_s, u"answer"_s}, {u"name"_s, QString::number(number)}});
    answers->removeAt(number - 1);
    return write(*answers);
}

Status RememberedAnswers::write(const QList<Answer> &answers) const
{
    Json json = Json::array();
    for (const Answer &answer : answers)
        json.push_back(Json {{"project", toStd(answer.project)},
                             {"kind", toStd(answer.kind)},
                             {"subject", toStd(answer.subject)},
                             {"answer", toStd(answer.answer)},
                             {"time_ms", answer.timeMs}});
    return writeWhole(m_path, toBytes(json));
}

}  // namespace bw::engine
