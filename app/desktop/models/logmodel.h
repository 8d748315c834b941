// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "store/records.h"

#include <QAbstractListModel>

#include <optional>

namespace bw::desktop
{

class DataSession;

/// A part of the log of one build: at most `mostLines` lines, those around where the person reads. Follows the end
/// while it is there; goes back and forth by pages. With a query only lines with its words.
class LogModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr int mostLines = 20'000;
    enum Role { LevelRole = Qt::UserRole, TimeRole, SourceRole };

    explicit LogModel(DataSession &session, QObject *parent = nullptr);

    void setBuild(const BuildId &build);
    void setQuery(const QString &query);
    [[nodiscard]] bool isLoading() const { return m_loading; }
    /// Why nothing is shown; nothing = it could be read.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    [[nodiscard]] bool atEnd() const { return m_atEnd; }
    [[nodiscard]] QString textOf(const QModelIndexList &rows) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    void fetchOlder();
    void fetchNewer();
    /// Lets go of what is shown and loads the end.
    void goToEnd();

Q_SIGNALS:
    void loaded();
    void olderInserted(int rows);
    void appended();

private:
    void catchUp(const QList<BuildId> &builds);
    void append(const QList<store::LogLine> &lines);
    void prepend(const QList<store::LogLine> &lines);

    DataSession &m_session;
    BuildId m_build;
    QString m_query;
    QList<store::LogLine> m_lines;
    std::optional<Error> m_error;
    bool m_loading = false, m_again = false, m_atEnd = true, m_atStart = false;
    int m_generation = 0;
};

}  // namespace bw::desktop
