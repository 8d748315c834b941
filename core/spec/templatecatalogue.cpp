// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/templatecatalogue.h"

#include "base/json.h"

#include <QDir>
#include <QFile>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, u"template"_s, {{u"path"_s, path}, {u"why"_s, file.errorString()}});
    return file.readAll();
}

Result<Template> readTemplate(const QString &folder)
{
    const QString path = folder + u"/template.json"_s;
    auto bytes = readFile(path);
    if (!bytes)
        return fail(bytes.error());
    auto json = parseJson(*bytes);
    const auto tier = json ? tierFromKey(jsonString(*json, "tier", u"simple"_s)) : std::nullopt;
    if (!json || jsonString(*json, "id").isEmpty() || !tier)
        return fail(ErrorCode::SpecInvalid, u"template"_s,
                    {{u"path"_s, path},
                     {u"line"_s, u"1"_s},
                     {u"why"_s, u"template"_s},
                     {u"detail"_s, json ? u"id, tier"_s : json.error().detail}});
    Template found;
    found.id = jsonString(*json, "id");
    found.name = jsonString(*json, "name", found.id);
    found.description = jsonString(*json, "description");
    found.stack = jsonString(*json, "stack");
    found.tier = *tier;
    found.recording = jsonString(*json, "recording");
    found.specFile = jsonString(*json, "spec", u"spec.md"_s);
    auto spec = readFile(folder + u'/' + found.specFile);
    if (!spec)
        return fail(spec.error());
    found.spec = *spec;
    return found;
}

}  // namespace

Result<TemplateCatalogue> TemplateCatalogue::load(const QString &folder)
{
    TemplateCatalogue catalogue;
    const QDir dir(folder);
    for (const QString &name : dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        if (!QFile::exists(dir.filePath(name + u"/template.json"_s)))
            continue;
        auto found = readTemplate(dir.filePath(name));
        if (!found)
            return fail(found.error());
        catalogue.m_templates.append(*found);
    }
    return catalogue;
}

Result<Template> TemplateCatalogue::get(const QString &id) const
{
    for (const Template &entry : m_templates) {
        if (entry.id == id)
            return entry;
    }
    return fail(ErrorCode::NotFound, u"template"_s, {{u"kind"_s, u"template"_s}, {u"name"_s, id}});
}

}  // namespace bw::spec
