// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/specdrafts.h"

#include "base/json.h"
#include "base/paths.h"
#include "base/wholefile.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 largestFile = 32'000'000;  // 4 MB of text, each character escaped

bool isIdText(const QString &text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'-';
    });
}

}  // namespace

SpecDrafts::SpecDrafts(QString dataFolder, QObject *parent)
    : QObject(parent)
    , m_kept(std::make_shared<Kept>())
{
    m_kept->folder = std::move(dataFolder) + u"/drafts"_s;
}

SpecDrafts::~SpecDrafts() = default;

QString SpecDrafts::Kept::fileOf(const SpecId &spec) const { return folder + u'/' + spec.value + u".json"_s; }

void SpecDrafts::keep(const SpecId &spec, const SpecDraft &draft)
{
    put(spec, draft);
    if (m_told.contains(spec))
        return;
    m_told.insert(spec);
    Q_EMIT changed(spec);
}

void SpecDrafts::drop(const SpecId &spec)
{
    put(spec, std::nullopt);
    m_told.remove(spec);
    Q_EMIT changed(spec);
}

void SpecDrafts::put(const SpecId &spec, const std::optional<SpecDraft> &draft)
{
    if (!isIdText(spec.value))
        return;
    {
        const std::lock_guard lock(m_kept->mutex);
        m_kept->pending.insert(spec, {draft, ++m_kept->last});
    }
    m_disk.run([this, spec] { write(spec); });
}

/// The newest text alone: of many that wait, the first takes the last one's, and the others find nothing to do.
void SpecDrafts::write(const SpecId &spec)
{
    Pending now;
    {
        const std::lock_guard lock(m_kept->mutex);
        const auto found = m_kept->pending.constFind(spec);
        if (found == m_kept->pending.cend())
            return;
        now = *found;
    }
    Status done;
    if (now.draft) {
        done = paths::ensurePrivate(m_kept->folder);
        if (done)
            done = writeWhole(m_kept->fileOf(spec),
                              toBytes(Json {{"base", now.draft->base}, {"text", toStd(now.draft->text)}}),
                              FileRights::OwnerOnly);
    } else if (QFile file(m_kept->fileOf(spec)); file.exists() && !file.remove()) {
        done = fail(ErrorCode::FileUnwritable, file.errorString(),
                    {{u"path"_s, file.fileName()}, {u"why"_s, file.errorString()}});
    }
    if (!done) {
        QMetaObject::invokeMethod(this, [this, error = done.error()] { Q_EMIT failed(error); });
        return;
    }
    const std::lock_guard lock(m_kept->mutex);
    if (m_kept->pending.value(spec).no == now.no)
        m_kept->pending.remove(spec);
}

std::optional<SpecDraft> SpecDrafts::Reader::of(const SpecId &spec) const
{
    if (!isIdText(spec.value))
        return std::nullopt;
    // Held while the file is read, or what is written meanwhile would be neither here nor there.
    const std::lock_guard lock(m_kept->mutex);
    if (const auto now = m_kept->pending.constFind(spec); now != m_kept->pending.cend())
        return now->draft;
    QFile file(m_kept->fileOf(spec));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const auto json = parseJson(file.read(largestFile));
    if (!json || !json->is_object() || !json->contains("text") || !json->at("text").is_string())
        return std::nullopt;
    return SpecDraft {.base = static_cast<int>(jsonInt(*json, "base")), .text = jsonString(*json, "text")};
}

QSet<SpecId> SpecDrafts::Reader::all() const
{
    const std::lock_guard lock(m_kept->mutex);
    QSet<SpecId> found;
    for (const QString &name : QDir(m_kept->folder).entryList({u"*.json"_s}, QDir::Files))
        found.insert(SpecId {name.chopped(5)});
    for (auto now = m_kept->pending.cbegin(); now != m_kept->pending.cend(); ++now)
        now->draft ? (void)found.insert(now.key()) : (void)found.remove(now.key());
    return found;
}

}  // namespace bw::desktop
