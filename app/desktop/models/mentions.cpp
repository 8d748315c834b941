// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mentions.h"

#include "agent/attachment.h"
#include "engine/chatexport.h"
#include "engine/specservice.h"
#include "models/fuzzymatch.h"
#include "spec/specparser.h"
#include "store/chatstore.h"
#include "usertext/terminaltext.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype mostOfAKind = 5;
constexpr int mostLookedAt = 200;        // newest chats and specifications
constexpr int mostSpecsRead = 8;         // for their features
constexpr qint64 largestRead = 300'000;  // of those: bytes
constexpr int mostEntries = 5000;        // of one folder

QString text(const char *source) { return QCoreApplication::translate("bw::desktop::Mentions", source); }

struct Scored {
    int score = 0;
    Mention mention;
};

/// The best of one kind, the best first.
QList<Mention> best(QList<Scored> all)
{
    std::ranges::stable_sort(all, std::ranges::greater(), &Scored::score);
    QList<Mention> found;
    for (const Scored &one : all.first(qMin(all.size(), mostOfAKind)))
        found << one.mention;
    return found;
}

Result<QList<Mention>> chatsLike(store::Database &database, const QString &typed, const ChatId &except)
{
    store::ChatQuery query;
    query.limit = mostLookedAt;
    const auto chats = store::ChatStore(database).list(query);
    if (!chats)
        return fail(chats.error());
    QList<Scored> all;
    for (const store::Chat &chat : *chats)
        if (const int score = fuzzyScore(typed, chat.title);
            score > 0 && chat.id != except && chat.messages > 0 && !chat.title.isEmpty())
            all.append({score,
                        {.kind = Mention::Kind::Chat,
                         .id = chat.id.value,
                         .part = {},
                         .title = usertext::plainTerminalText(chat.title),
                         .detail = text(QT_TRANSLATE_NOOP("bw::desktop::Mentions", "chat"))}});
    return best(all);
}

QList<Mention> specsLike(const QList<store::Spec> &specs, const QString &typed)
{
    QList<Scored> all;
    for (const store::Spec &spec : specs)
        if (const int score = fuzzyScore(typed, spec.name); score > 0)
            all.append({score,
                        {.kind = Mention::Kind::Spec,
                         .id = spec.id.value,
                         .part = {},
                         .title = usertext::plainTerminalText(spec.name),
                         .detail = text(QT_TRANSLATE_NOOP("bw::desktop::Mentions", "specification, version %1"))
                                       .arg(spec.version)}});
    return best(all);
}

QList<Mention> featuresLike(const engine::SpecService &library, const QList<store::Spec> &specs, const QString &typed)
{
    QList<Scored> all;
    int read = 0;
    for (const store::Spec &spec : specs) {
        if (spec.bytes > largestRead)
            continue;
        if (++read > mostSpecsRead)
            break;
        const auto version = library.version(spec.id);
        const auto parsed =
            version ? spec::parseSpec(version->content, spec.name) : Result<spec::AppSpec>(fail(version.error()));
        if (!parsed)
            continue;
        for (const spec::SpecFeature &feature : parsed->features)
            if (const int score = fuzzyScore(typed, feature.text); score > 0)
                all.append({score,
                            {.kind = Mention::Kind::Feature,
                             .id = spec.id.value,
                             .part = feature.id,
                             .title = usertext::plainTerminalText(feature.text).left(100),
                             .detail = text(QT_TRANSLATE_NOOP("bw::desktop::Mentions", "feature of %1"))
                                           .arg(usertext::plainTerminalText(spec.name))}});
    }
    return best(all);
}

/// A name that keeps its suffix wherever it is stored.
QString fileName(const QString &title, const QString &kind)
{
    QString name = title.simplified().left(80);
    for (const char16_t bad : {u'/', u'\\', u':'})
        name.replace(QChar(bad), u'-');
    return u"%1 (%2).md"_s.arg(name, kind);
}

Result<MentionContent> featureContent(engine::ReadSide &side, const Mention &mention)
{
    const engine::SpecService library(side.database());
    const SpecId id {mention.id};
    const auto spec = library.resolve(mention.id);
    const auto version = spec ? library.version(id) : Result<store::SpecVersion>(fail(spec.error()));
    if (!version)
        return fail(version.error());
    const auto parsed = spec::parseSpec(version->content, spec->name);
    if (!parsed)
        return fail(parsed.error());
    const auto feature = std::ranges::find(parsed->features, mention.part, &spec::SpecFeature::id);
    if (feature == parsed->features.end())
        return fail(ErrorCode::NotFound, mention.part, {{u"kind"_s, u"feature"_s}, {u"id"_s, mention.part}});
    QString made = u"# Feature %1 of %2, version %3\n\n"_s.arg(feature->id, spec->name).arg(version->version);
    if (!feature->group.isEmpty())
        made += u"Group: %1\n\n"_s.arg(feature->group);
    made += feature->text + u'\n';
    return MentionContent {.name = fileName(mention.title.left(40), u"feature"_s), .bytes = made.toUtf8()};
}

}  // namespace

QList<Mention> findMentionedFiles(const QString &typed)
{
    QString path = typed;
    if (path.startsWith("~/"_L1))
        path.replace(0, 1, QDir::homePath());
    if (!path.startsWith(u'/'))
        return {};
    const qsizetype slash = path.lastIndexOf(u'/');
    const QString folder = path.left(slash + 1);
    const QString begin = path.sliced(slash + 1);
    QDir::Filters filters = QDir::AllEntries | QDir::NoDotAndDotDot;
    if (begin.startsWith(u'.'))
        filters |= QDir::Hidden;
    QDirIterator entries(folder, filters);
    QList<Mention> found;
    for (int seen = 0; entries.hasNext() && seen < mostEntries; ++seen) {
        const QFileInfo entry = entries.nextFileInfo();
        if (!entry.fileName().startsWith(begin, Qt::CaseInsensitive) || !entry.isReadable())
            continue;
        const bool isFolder = entry.isDir();
        if (!isFolder && !entry.isFile())
            continue;
        found.append({.kind = isFolder ? Mention::Kind::Folder : Mention::Kind::File,
                      .id = entry.filePath(),
                      .part = {},
                      .title = isFolder ? entry.fileName() + u'/' : entry.fileName(),
                      .detail = isFolder ? text(QT_TRANSLATE_NOOP("bw::desktop::Mentions", "folder"))
                                         : text(QT_TRANSLATE_NOOP("bw::desktop::Mentions", "file"))});
    }
    std::ranges::sort(found, {}, [](const Mention &one) {
        return std::pair(one.kind != Mention::Kind::Folder, one.title.toLower());
    });
    return found.first(qMin(found.size(), 3 * mostOfAKind));
}

Result<QList<Mention>> findMentions(engine::ReadSide &side, const QString &typed, const ChatId &except)
{
    const auto chats = chatsLike(side.database(), typed, except);
    if (!chats)
        return engine::isNothingYet(chats.error()) ? Result<QList<Mention>>(QList<Mention>()) : chats;
    const engine::SpecService library(side.database());
    store::SpecQuery query;
    query.limit = mostLookedAt;
    const auto specs = library.list(query);
    if (!specs)
        return fail(specs.error());
    QList<Mention> found = *chats + specsLike(*specs, typed);
    // One letter is in nearly every feature.
    if (typed.size() >= 2)
        found += featuresLike(library, *specs, typed);
    return found;
}

Result<MentionContent> mentionContent(engine::ReadSide &side, const Mention &mention)
{
    if (mention.kind == Mention::Kind::Feature)
        return featureContent(side, mention);
    if (mention.kind == Mention::Kind::File || mention.kind == Mention::Kind::Folder) {
        auto bytes = readChosenFile(mention.id);
        if (!bytes)
            return fail(bytes.error());
        return MentionContent {.name = QFileInfo(mention.id).fileName(), .bytes = std::move(*bytes)};
    }
    const bool isChat = mention.kind == Mention::Kind::Chat;
    auto bytes = isChat ? engine::exportChat(side.database(), {mention.id}, engine::ChatFormat::Markdown)
                        : engine::SpecService(side.database()).exported({mention.id}, u"markdown"_s);
    if (!bytes)
        return fail(bytes.error());
    return MentionContent {.name = fileName(mention.title, isChat ? u"chat"_s : u"specification"_s),
                           .bytes = std::move(*bytes)};
}

Result<QByteArray> readChosenFile(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, file.errorString(), {{u"path"_s, path}, {u"why"_s, file.errorString()}});
    if (file.size() > agent::largestAttachment)
        return fail(ErrorCode::TooLarge, path,
                    {{u"what"_s, path}, {u"limit"_s, QString::number(agent::largestAttachment)}});
    return file.readAll();
}

}  // namespace bw::desktop
