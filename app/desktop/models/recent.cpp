// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recent.h"

#include "models/jsonstate.h"

#include <QFileInfo>
#include <QJsonArray>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

Recent::Recent(JsonState &memory, QObject *parent)
    : QObject(parent)
    , m_memory(memory)
{
    const QJsonArray rows = memory.value(u"recent"_s).toArray();
    for (const QJsonValue &row : rows) {
        const Entry entry {.file = row[u"file"].toString(),
                           .page = row[u"page"].toString(),
                           .place = row[u"place"].toString(),
                           .title = row[u"title"].toString()};
        if (m_entries.size() < most && !entry.title.isEmpty()
            && (!entry.file.isEmpty() || (!entry.page.isEmpty() && !entry.place.isEmpty())))
            m_entries << entry;
    }
}

void Recent::addFile(const QString &path)
{
    const QFileInfo file(path);
    add({.file = file.absoluteFilePath(), .page = {}, .place = {}, .title = file.fileName()});
}

void Recent::addPlace(const QString &page, const QString &place, const QString &title)
{
    if (!place.isEmpty() && !title.isEmpty())
        add({.file = {}, .page = page, .place = place, .title = title});
}

void Recent::add(const Entry &entry)
{
    if (!m_entries.isEmpty() && m_entries.first() == entry)
        return;
    m_entries.removeIf([&entry](const Entry &old) {
        return old.file == entry.file && old.page == entry.page && old.place == entry.place;
    });
    m_entries.prepend(entry);
    m_entries.resize(std::min<qsizetype>(m_entries.size(), most));
    keep();
}

void Recent::clear()
{
    m_entries.clear();
    keep();
}

void Recent::keep()
{
    QJsonArray rows;
    for (const Entry &entry : std::as_const(m_entries))
        rows.append(entry.file.isEmpty()
                        ? QJsonObject {{u"page"_s, entry.page}, {u"place"_s, entry.place}, {u"title"_s, entry.title}}
                        : QJsonObject {{u"file"_s, entry.file}, {u"title"_s, entry.title}});
    m_memory.setValue(u"recent"_s, rows);
    Q_EMIT changed();
}

}  // namespace bw::desktop
