// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/specservice.h"

#include "base/linediff.h"
#include "spec/specdocument.h"
#include "spec/specparser.h"
#include "spec/specwriter.h"
#include "store/database.h"

#include <algorithm>

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype longestName = 200;

/// What a text says of itself; a broken one says little.
struct Facts {
    QString name;
    store::SpecFacts facts;
};

Facts factsOf(const QByteArray &text)
{
    const spec::ParsedSpec parsed = spec::readSpec(text);
    Facts found;
    found.name = parsed.spec.name;
    found.facts.format = toKey(parsed.spec.format);
    found.facts.tier = parsed.spec.tier ? toKey(*parsed.spec.tier) : QString();
    found.facts.features = parsed.usable() ? static_cast<int>(parsed.spec.features.size()) : -1;
    return found;
}

/// As shown in lists: one line without control characters.
QString goodName(const QString &given, const QString &found)
{
    QString name;
    for (const QChar c : given.trimmed().isEmpty() ? found : given) {
        if (c.isSpace())
            name += u' ';
        else if (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format)
            name += c;
    }
    name = name.simplified().left(longestName);
    return name.isEmpty() ? u"Untitled App"_s : name;
}

Status checkText(const QByteArray &text, const QString &name)
{
    if (text.trimmed().isEmpty())
        return fail(ErrorCode::SpecEmpty, u"empty"_s, {{u"path"_s, name}});
    if (text.size() > spec::largestSpec)
        return fail(ErrorCode::TooLarge, u"specification"_s, {{u"what"_s, name}, {u"limit"_s, u"4 MB"_s}});
    return {};
}

std::unexpected<Error> missing(const QString &name)
{
    return fail(ErrorCode::NotFound, u"no such specification"_s, {{u"kind"_s, u"specification"_s}, {u"name"_s, name}});
}

}  // namespace

Result<QList<store::Spec>> SpecService::list(const store::SpecQuery &query) const
{
    const store::SpecStore store(m_database);
    auto found = store.list(query);
    if (!found)
        return found;
    for (store::Spec &spec : *found) {
        // Kept by a version that did not count yet, or broken.
        if (spec.features >= 0)
            continue;
        if (const auto version = store.version(spec.id)) {
            const Facts facts = factsOf(version->content);
            spec.features = facts.facts.features;
            spec.tier = facts.facts.tier;
        }
    }
    return found;
}

Result<store::Spec> SpecService::resolve(const QString &text, bool deleted) const
{
    const store::SpecStore store(m_database);
    const auto wanted = [deleted](const store::Spec &spec) { return (spec.deletedMs > 0) == deleted; };
    store::SpecQuery query {.deleted = deleted};
    if (text == "last"_L1) {
        query.limit = 1;
        auto newest = store.list(query);
        if (!newest)
            return fail(newest.error());
        return newest->isEmpty() ? Result<store::Spec>(missing(text)) : newest->constFirst();
    }
    if (text.isEmpty())
        return missing(text);
    auto found = store.withPrefix(text);
    if (!found)
        return fail(found.error());
    found->removeIf([&](const store::Spec &spec) { return !wanted(spec); });
    if (const auto exact = std::ranges::find(*found, SpecId {text}, &store::Spec::id); exact != found->end())
        return *exact;
    query.text = text;
    auto named = store.list(query);
    if (!named)
        return fail(named.error());
    for (const store::Spec &spec : std::as_const(*named)) {
        if (spec.name == text && !found->contains(spec))
            found->append(spec);
    }
    if (found->isEmpty())
        return missing(text);
    if (found->size() == 1)
        return found->constFirst();
    QStringList ids;
    for (const store::Spec &spec : std::as_const(*found))
        ids << spec.id.value;
    return fail(ErrorCode::Ambiguous, u"specification"_s,
                {{u"kind"_s, u"specification"_s}, {u"name"_s, text}, {u"matches"_s, ids.join(u", "_s)}});
}

Result<store::SpecVersion> SpecService::version(const SpecId &spec, int version) const
{
    return store::SpecStore(m_database).version(spec, version);
}

Result<QList<store::SpecVersion>> SpecService::history(const SpecId &spec) const
{
    return store::SpecStore(m_database).versions(spec);
}

Result<QList<spec::SpecDifference>> SpecService::diff(const SpecId &spec, int before, int after) const
{
    const auto old = version(spec, before);
    const auto now = version(spec, after);
    if (!old || !now)
        return fail(old ? now.error() : old.error());
    return spec::diffSpecs(spec::readSpec(old->content).spec, spec::readSpec(now->content).spec);
}

Result<QByteArray> SpecService::textDiff(const SpecId &spec, int before, int after) const
{
    const auto old = version(spec, before);
    const auto now = version(spec, after);
    if (!old || !now)
        return fail(old ? now.error() : old.error());
    return unifiedDiff(old->content, now->content);
}

Result<spec::SpecMerge> SpecService::merge(const SpecId &spec, int base, const QByteArray &theirs) const
{
    const auto old = version(spec, base);
    const auto mine = version(spec);
    if (!old || !mine)
        return fail(old ? mine.error() : old.error());
    return spec::mergeSpecs(old->content, mine->content, theirs);
}

Result<QByteArray> SpecService::exported(const SpecId &spec, const QString &form, int wanted) const
{
    const store::SpecStore store(m_database);
    if (form != "bwspec"_L1) {
        const auto format = spec::specFormatFromKey(form);
        if (!format && form != "source"_L1)
            return fail(ErrorCode::InvalidArgument, form,
                        {{u"what"_s, form}, {u"remedy"_s, u"bwspec, xml, markdown, source"_s}});
        auto found = store.version(spec, wanted);
        if (!found)
            return fail(found.error());
        if (!format)
            return found->content;
        const spec::ParsedSpec parsed = spec::readSpec(found->content);
        if (parsed.spec.format == *format)
            return found->content;
        // Of what cannot be read no other form can be made.
        const auto usable = spec::parseSpec(found->content, spec.value);
        return usable ? Result<QByteArray>(spec::writeSpec(*usable, *format)) : fail(usable.error());
    }
    const auto known = store.get(spec);
    const auto history = store.versions(spec);
    if (!known || !history)
        return fail(known ? history.error() : known.error());
    spec::SpecDocument document {.name = known->name, .origin = known->origin};
    for (const store::SpecVersion &entry : *history) {
        const auto full = store.version(spec, entry.version);
        if (!full)
            return fail(full.error());
        document.versions.append({.number = entry.version,
                                  .source = full->content,
                                  .author = entry.author,
                                  .reason = entry.note,
                                  .restored = entry.restored,
                                  .createdMs = entry.createdMs});
    }
    return spec::writeBwspec(document);
}

Result<store::Spec> SpecService::create(const QString &name, const QByteArray &text, const SpecAuthor &by,
                                        const ProjectId &project, const ChatId &chat)
{
    if (auto good = checkText(text, name.isEmpty() ? u"specification"_s : name); !good)
        return fail(good.error());
    const Facts facts = factsOf(text);
    store::Spec spec;
    spec.name = goodName(name, facts.name);
    spec.project = project;
    spec.chat = chat;
    spec.format = facts.facts.format;
    spec.tier = facts.facts.tier;
    spec.features = facts.facts.features;
    store::SpecVersion first;
    first.content = text;
    first.author = by.author;
    first.note = by.reason;
    return store::SpecStore(m_database).create(spec, first);
}

Result<store::Spec> SpecService::duplicate(const SpecId &spec)
{
    store::SpecStore store(m_database);
    auto original = store.get(spec);
    auto newest = store.version(spec);
    if (!original || !newest)
        return fail(original ? newest.error() : original.error());
    auto same = store.list({.text = original->name, .limit = 1000});
    if (!same)
        return fail(same.error());
    QString name;
    for (int n = 2; name.isEmpty(); ++n) {
        const QString tried = u"%1 (%2)"_s.arg(original->name).arg(n);
        if (std::ranges::find(*same, tried, &store::Spec::name) == same->end())
            name = tried;
    }
    return create(name, newest->content, {}, original->project);
}

Result<store::Spec> SpecService::import(const QByteArray &bytes, const QString &fileName, const ProjectId &project)
{
    if (!spec::looksLikeBwspec(bytes)) {
        if (auto good = checkText(bytes, fileName); !good)
            return fail(good.error());
        const spec::ParsedSpec parsed = spec::readSpec(bytes);
        for (const spec::Diagnostic &diagnostic : parsed.diagnostics) {
            if (diagnostic.key == "not_utf8"_L1)
                return fail(spec::parseSpec(bytes, fileName).error());
        }
        return create({}, bytes, {u"import"_s, fileName.section(u'/', -1)}, project);
    }
    const auto document = spec::readBwspec(bytes, fileName);
    if (!document)
        return fail(document.error());
    const Facts facts = factsOf(document->versions.constLast().source);
    store::Spec spec;
    spec.name = goodName(document->name, facts.name);
    spec.origin = u"import"_s;
    spec.project = project;
    spec.format = facts.facts.format;
    spec.tier = facts.facts.tier;
    spec.features = facts.facts.features;
    QList<store::SpecVersion> history;
    for (const spec::SpecDocument::Version &version : document->versions) {
        store::SpecVersion entry;
        entry.content = version.source;
        entry.author = version.author;
        entry.note = version.reason;
        entry.restored = version.restored;
        entry.createdMs = version.createdMs;
        history.append(entry);
    }
    return store::SpecStore(m_database).createWithHistory(spec, history);
}

Result<store::SpecVersion> SpecService::save(const SpecId &spec, int base, const QByteArray &text, const SpecAuthor &by)
{
    store::SpecStore store(m_database);
    if (auto good = checkText(text, spec.value); !good)
        return fail(good.error());
    auto newest = store.version(spec);
    if (!newest)
        return newest;
    if (newest->version == base && newest->content == text)
        return newest;
    if (newest->version != base)
        return fail(
            ErrorCode::WrongState, u"the newest version is %1, not %2"_s.arg(newest->version).arg(base),
            {{u"spec"_s, spec.value}, {u"state"_s, u"version %1"_s.arg(newest->version)}, {u"possible"_s, u"merge"_s}});
    store::SpecVersion next;
    next.content = text;
    next.author = by.author;
    next.note = by.reason;
    return store.addVersion(spec, base, next, factsOf(text).facts);
}

Result<store::SpecVersion> SpecService::restore(const SpecId &spec, int version)
{
    store::SpecStore store(m_database);
    // Zero would be the newest.
    auto old = version > 0 ? store.version(spec, version) : Result<store::SpecVersion>(missing(spec.value + u" 0"_s));
    auto newest = store.version(spec);
    if (!old || !newest)
        return fail(old ? newest.error() : old.error());
    if (old->content == newest->content)
        return newest;
    store::SpecVersion next;
    next.content = old->content;
    next.author = u"person"_s;
    next.restored = version;
    return store.addVersion(spec, newest->version, next, factsOf(old->content).facts);
}

Status SpecService::rename(const SpecId &spec, const QString &name)
{
    if (name.trimmed().isEmpty())
        return fail(ErrorCode::InvalidArgument, u"name"_s, {{u"what"_s, u"name"_s}, {u"remedy"_s, u"a name"_s}});
    return store::SpecStore(m_database).rename(spec, goodName(name, {}));
}

Status SpecService::setProject(const SpecId &spec, const ProjectId &project)
{
    return store::SpecStore(m_database).setProject(spec, project);
}

Status SpecService::remove(const SpecId &spec) { return store::SpecStore(m_database).setDeleted(spec, true); }

Status SpecService::undelete(const SpecId &spec) { return store::SpecStore(m_database).setDeleted(spec, false); }

}  // namespace bw::engine
