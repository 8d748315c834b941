// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifact/manifest.h"

#include <QStringDecoder>

#include <algorithm>
#include <utility>

namespace bw::artifact
{

using namespace Qt::StringLiterals;

namespace
{

std::unexpected<Error> invalid(const QString &why)
{
    return fail(ErrorCode::ArchiveInvalid, u"manifest: "_s + why, {{u"why"_s, why}});
}

bool isUtf8(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    return !text.isEmpty() && !decoder.hasError();
}

void putBytes(Json &object, const char *key, const QByteArray &bytes)
{
    if (isUtf8(bytes))
        object[key] = bytes.toStdString();
    else
        object[std::string(key) + "_base64"] = bytes.toBase64().toStdString();
}

QByteArray getBytes(const Json &object, const std::string &key)
{
    if (const auto found = object.find(key); found != object.end() && found->is_string())
        return QByteArray::fromStdString(found->get<std::string>());
    return QByteArray::fromBase64(jsonString(object, (key + "_base64").c_str()).toLatin1());
}

bool isHash(const QString &text)
{
    return text.size() == 64
        && std::ranges::all_of(text, [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

Result<ManifestEntry> entryFromJson(const Json &json)
{
    ManifestEntry entry;
    const QByteArray name = getBytes(json, "path");
    auto path = cleanEntryPath(name);
    if (!path)
        return fail(path.error());
    if (path->isEmpty() || *path != name)
        return invalid(u"an entry without a clean path"_s);
    entry.path = *path;
    bool octal = false;
    entry.mode = jsonString(json, "mode").toUInt(&octal, 8);
    if (!octal || entry.mode > 07777)
        return invalid(u"a mode that is not octal"_s);
    const QString type = jsonString(json, "type");
    if (type == toKey(EntryType::File)) {
        entry.size = jsonInt(json, "size", -1);
        entry.hash.value = jsonString(json, "sha256");
        if (entry.size < 0 || !isHash(entry.hash.value))
            return invalid(u"a file without size and hash"_s);
    } else if (type == toKey(EntryType::Directory)) {
        entry.type = EntryType::Directory;
    } else if (type == toKey(EntryType::Symlink)) {
        entry.type = EntryType::Symlink;
        entry.target = getBytes(json, "target");
        if (entry.target.isEmpty())
            return invalid(u"a symbolic link without a target"_s);
    } else {
        return invalid(u"an unknown type of entry"_s);
    }
    return entry;
}

}  // namespace

qint64 Manifest::bytes() const
{
    qint64 sum = 0;
    for (const ManifestEntry &entry : entries)
        sum += entry.size;
    return sum;
}

qint64 Manifest::files() const { return std::ranges::count(entries, EntryType::File, &ManifestEntry::type); }

const ManifestEntry *Manifest::find(const QByteArray &path) const
{
    const auto found = std::ranges::lower_bound(entries, path, {}, &ManifestEntry::path);
    return found != entries.end() && found->path == path ? &*found : nullptr;
}

Status checkTree(const Manifest &manifest)
{
    const ManifestEntry *before = nullptr;
    for (const ManifestEntry &entry : manifest.entries) {
        if (before != nullptr && before->path == entry.path)
            return invalid(u"%1 is there twice"_s.arg(QString::fromUtf8(entry.path)));
        before = &entry;
        for (qsizetype slash = entry.path.indexOf('/'); slash >= 0; slash = entry.path.indexOf('/', slash + 1)) {
            const ManifestEntry *parent = manifest.find(entry.path.left(slash));
            if (parent != nullptr && parent->type != EntryType::Directory)
                return invalid(u"%1 lies below something that is not a folder"_s.arg(QString::fromUtf8(entry.path)));
        }
    }
    return {};
}

QByteArray toBytes(const Manifest &manifest)
{
    Json entries = Json::array();
    for (const ManifestEntry &entry : manifest.entries) {
        Json json = Json::object();
        putBytes(json, "path", entry.path);
        json["type"] = toStd(toKey(entry.type));
        json["mode"] = QByteArray::number(entry.mode, 8).toStdString();
        if (entry.type == EntryType::File) {
            json["size"] = entry.size;
            json["sha256"] = toStd(entry.hash.value);
        } else if (entry.type == EntryType::Symlink) {
            putBytes(json, "target", entry.target);
        }
        entries.push_back(std::move(json));
    }
    return bw::toBytes(Json {{"version", 1}, {"entries", std::move(entries)}});
}

Result<Manifest> manifestFromBytes(const QByteArray &bytes)
{
    auto json = parseJson(bytes);
    if (!json)
        return invalid(json.error().detail);
    if (jsonInt(*json, "version") != 1 || !json->contains("entries") || !json->at("entries").is_array())
        return invalid(u"not a manifest of version 1"_s);
    Manifest manifest;
    for (const Json &item : json->at("entries")) {
        auto entry = entryFromJson(item);
        if (!entry)
            return fail(entry.error());
        if (!manifest.entries.isEmpty() && !(manifest.entries.constLast().path < entry->path))
            return invalid(u"entries out of order"_s);
        manifest.entries.append(std::move(*entry));
    }
    if (auto sound = checkTree(manifest); !sound)
        return fail(sound.error());
    return manifest;
}

ManifestDiff difference(const Manifest &before, const Manifest &after)
{
    ManifestDiff diff;
    auto old = before.entries.cbegin();
    auto now = after.entries.cbegin();
    while (old != before.entries.cend() || now != after.entries.cend()) {
        if (now == after.entries.cend() || (old != before.entries.cend() && old->path < now->path)) {
            diff.removed.append((old++)->path);
        } else if (old == before.entries.cend() || now->path < old->path) {
            diff.added.append((now++)->path);
        } else {
            if (*old != *now)
                diff.changed.append(now->path);
            ++old;
            ++now;
        }
    }
    return diff;
}

}  // namespace bw::artifact
