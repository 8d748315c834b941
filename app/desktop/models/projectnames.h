// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QList>
#include <QObject>
#include <QString>

namespace bw::desktop
{

class DataSession;

/// Names of the projects, for menus and filters; the newest hundred. Lives on the thread of the user interface. Where
/// they cannot be read, the list is the one of before.
class ProjectNames final : public QObject
{
    Q_OBJECT
public:
    struct Name {
        ProjectId id;
        QString name;
        friend bool operator==(const Name &, const Name &) = default;
    };
    explicit ProjectNames(DataSession &session, QObject *parent = nullptr);

    [[nodiscard]] const QList<Name> &all() const { return m_all; }

Q_SIGNALS:
    void changed();

private:
    void reload();

    DataSession &m_session;
    QList<Name> m_all;
};

}  // namespace bw::desktop
