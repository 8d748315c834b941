// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/projectservice.h"

#include "engine/rememberedanswers.h"
#include "store/database.h"

#include <algorithm>

namespace bw::engine
{

using namespace Qt::StringLiterals;

Result<QString> ProjectService::goodName(const QString &given, const ProjectId &own) const
{
    QString name = given.simplified();
    const auto bad = [&given](const QString &remedy) {
        return fail(ErrorCode::InvalidArgument, u"name of a project"_s, {{u"what"_s, given}, {u"remedy"_s, remedy}});
    };
    if (name.isEmpty() || name.size() > longestName
        || !std::ranges::all_of(name, [](QChar c) { return c.isPrint() || c.isSurrogate(); }))
        return bad(u"a name of 1 to %1 letters"_s.arg(longestName));
    // A name stands for its project wherever one is asked for.
    const auto known = store::ProjectStore(m_database).find(name);
    if (known && known->id != own)
        return bad(u"another name; there is a project of this one"_s);
    if (!known && known.error().code != ErrorCode::NotFound)
        return fail(known.error());
    return name;
}

Result<store::Project> ProjectService::create(const QString &name)
{
    auto good = goodName(name, {});
    if (!good)
        return fail(good.error());
    store::Project project;
    project.name = std::move(*good);
    return store::ProjectStore(m_database).create(std::move(project));
}

Result<store::Project> ProjectService::rename(const ProjectId &project, const QString &name)
{
    auto good = goodName(name, project);
    if (!good)
        return fail(good.error());
    store::ProjectStore projects(m_database);
    auto known = projects.get(project);
    if (!known)
        return known;
    known->name = std::move(*good);
    return projects.update(*known);
}

Status ProjectService::remove(const ProjectId &project)
{
    store::ProjectStore projects(m_database);
    if (const auto known = projects.get(project); !known)
        return fail(known.error());
    // First what was allowed for it: nothing may be allowed for a project that is gone.
    RememberedAnswers answers(m_database.directory().path());
    const auto all = answers.all();
    if (!all)
        return fail(all.error());
    for (auto number = static_cast<int>(all->size()); number > 0; --number)
        if (all->at(number - 1).project == project.value)
            if (const Status forgotten = answers.forget(number); !forgotten)
                return forgotten;
    return projects.remove(project);
}

}  // namespace bw::engine
