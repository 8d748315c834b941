// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/specservice.h"

namespace bw::engine
{

namespace
{

Result<SpecOutcome> outcome(const Result<store::Spec> &spec)
{
    if (!spec)
        return fail(spec.error());
    return SpecOutcome {spec->id, spec->version};
}

Result<SpecOutcome> outcome(const Result<store::SpecVersion> &version)
{
    if (!version)
        return fail(version.error());
    return SpecOutcome {version->spec, version->version};
}

}  // namespace

Result<SpecOutcome> SpecService::act(const SpecAction &action)
{
    using Kind = SpecAction::Kind;
    Status done;
    switch (action.kind) {
    case Kind::Create:
        return outcome(create(action.name, action.text, action.by, action.project, action.chat));
    case Kind::Duplicate:
        return outcome(duplicate(action.spec));
    case Kind::Import:
        return outcome(import(action.text, action.name, action.project));
    case Kind::Save:
        return outcome(save(action.spec, action.version, action.text, action.by));
    case Kind::Restore:
        return outcome(restore(action.spec, action.version));
    case Kind::Rename:
        done = rename(action.spec, action.name);
        break;
    case Kind::SetProject:
        done = setProject(action.spec, action.project);
        break;
    case Kind::Delete:
        done = remove(action.spec);
        break;
    case Kind::Undelete:
        done = undelete(action.spec);
        break;
    }
    if (!done)
        return fail(done.error());
    return outcome(store::SpecStore(m_database).get(action.spec));
}

}  // namespace bw::engine
