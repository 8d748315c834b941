// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/specsource.h"

#include "engine/parts.h"
#include "spec/specdocument.h"
#include "spec/specparser.h"
#include "spec/templatecatalogue.h"

#include <QFileInfo>

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

// A name for lists, out of what a person wrote in a sentence or a page.
QString nameOfPrompt(const QString &prompt)
{
    constexpr qsizetype longest = 50;
    const QString simple = prompt.simplified();
    return simple.size() <= longest ? simple : simple.left(longest - 1) + u'…';
}

QString formatKey(const SpecSource &source)
{
    return source.spec->format == spec::SpecFormat::Xml ? u"xml"_s : u"markdown"_s;
}

Result<SpecSource> fromTemplate(const QString &id)
{
    auto catalogue = spec::TemplateCatalogue::load();
    if (!catalogue)
        return fail(catalogue.error());
    auto found = catalogue->get(id);
    if (!found)
        return fail(found.error());
    auto source = parseSpecSource(found->spec, found->specFile);
    if (source)
        source->author = u"template"_s;
    return source;
}

}  // namespace

Result<SpecSource> parseSpecSource(const QByteArray &text, const QString &fileName)
{
    QByteArray newest = text;
    const bool document = spec::looksLikeBwspec(text);
    if (document) {
        auto read = spec::readBwspec(text, fileName);
        if (!read)
            return fail(read.error());
        newest = read->versions.constLast().source;
    }
    auto parsed = spec::parseSpec(newest, fileName);
    if (!parsed)
        return fail(parsed.error());
    const QFileInfo file(fileName);
    SpecSource source;
    source.name = parsed->name;
    source.fileName = document
        ? file.completeBaseName() + (parsed->format == spec::SpecFormat::Xml ? u".xml"_s : u".md"_s)
        : file.fileName();
    source.text = newest;
    source.author = u"person"_s;
    source.spec = std::make_shared<const spec::AppSpec>(std::move(*parsed));
    return source;
}

Result<SpecSource> readSpecSource(const BuildRequest &request)
{
    if (!request.templateId.isEmpty())
        return fromTemplate(request.templateId);
    if (request.prompt.isEmpty()) {
        auto source = parseSpecSource(request.specText, request.specName);
        if (source)
            source->kept = {request.spec, request.specVersion};
        return source;
    }
    SpecSource source;
    source.name = nameOfPrompt(request.prompt);
    source.author = u"model"_s;
    source.prompt = request.prompt;
    return source;
}

Result<KeptSpec> keepSpec(Parts &parts, const SpecSource &source)
{
    store::SpecStore specs = parts.specs();
    auto known = specs.withContent(source.text);
    if (!known)
        return fail(known.error());
    // The one that a person chose, else the newest: another build of the same text belongs to the same specification.
    for (const store::SpecVersion &version : std::as_const(*known)) {
        if (version.spec == source.kept.spec && version.version == source.kept.version)
            return KeptSpec {version.spec, version.version};
    }
    if (!known->isEmpty())
        return KeptSpec {known->constFirst().spec, known->constFirst().version};
    store::Spec spec;
    spec.name = source.name;
    spec.format = formatKey(source);
    spec.tier = source.spec->tier ? toKey(*source.spec->tier) : QString();
    spec.features = static_cast<int>(source.spec->features.size());
    store::SpecVersion first;
    first.content = source.text;
    first.author = source.author;
    auto kept = specs.create(spec, first);
    if (!kept)
        return fail(kept.error());
    return KeptSpec {kept->id, kept->version};
}

Result<BuildOrigin> loadOrigin(Parts &parts, const BuildId &build)
{
    auto events = parts.events().ofTypes(build, {EventType::BuildCreated, EventType::SpecGenerated});
    if (!events)
        return fail(events.error());
    if (events->isEmpty())
        return fail(ErrorCode::NotFound, u"build"_s, {{u"kind"_s, u"build"_s}, {u"name"_s, build.value}});
    const Json &created = events->constFirst().payload;
    BuildOrigin origin;
    origin.templateId = jsonString(created, "template");
    origin.prompt = jsonString(created, "prompt");
    origin.specName = jsonString(created, "spec_name");
    QString blob = jsonString(created, "spec_blob");
    // A build that was stopped while the model wrote may have written more than one: the newest counts.
    for (const Event &event : std::as_const(*events)) {
        if (event.type != toKey(EventType::SpecGenerated))
            continue;
        blob = jsonString(event.payload, "spec_blob");
        origin.specName = jsonString(event.payload, "file", u"app_spec.xml"_s);
    }
    if (blob.isEmpty())
        return origin;
    auto text = parts.database->blobs().get(BlobHash {blob}, spec::largestSpec);
    if (!text)
        return fail(text.error());
    origin.specText = *text;
    return origin;
}

}  // namespace bw::engine
