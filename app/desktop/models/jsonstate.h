// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QTimer>

namespace bw::desktop
{

/// A small JSON file that remembers something between runs, such as where the window stood. Written to a temporary file
/// and renamed, a moment after a change, so that a crash loses at most that moment. A broken file counts as none.
class JsonState final : public QObject
{
    Q_OBJECT
public:
    /// Reads the file if there is one.
    explicit JsonState(QString path, QObject *parent = nullptr);
    /// Writes what is not written yet.
    ~JsonState() override;

    [[nodiscard]] QJsonValue value(const QString &key) const { return m_values.value(key); }
    void setValue(const QString &key, const QJsonValue &value);
    /// At once. Errors: FileUnwritable, DiskFull (also of the timed writes, which log them).
    Status save();
    [[nodiscard]] QString path() const { return m_path; }

private:
    QString m_path;
    QJsonObject m_values;
    QTimer m_later;
    bool m_dirty = false;
};

}  // namespace bw::desktop
