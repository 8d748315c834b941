// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QString>

namespace bw::desktop
{

class JsonState;

/// What was open last, newest first: files, and what pages showed. Remembered between runs; ten of them.
class Recent final : public QObject
{
    Q_OBJECT
public:
    struct Entry {
        QString file;  ///< absolute path; empty = a place
        QString page, place;
        QString title;
        friend bool operator==(const Entry &, const Entry &) = default;
    };
    static constexpr int most = 10;

    /// `memory` outlives this.
    explicit Recent(JsonState &memory, QObject *parent = nullptr);

    [[nodiscard]] const QList<Entry> &all() const { return m_entries; }
    void addFile(const QString &path);
    void addPlace(const QString &page, const QString &place, const QString &title);
    void clear();

Q_SIGNALS:
    void changed();

private:
    void add(const Entry &entry);
    void keep();

    JsonState &m_memory;
    QList<Entry> m_entries;
};

}  // namespace bw::desktop
