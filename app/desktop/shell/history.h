// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace bw::desktop
{

/// Where one was, for back and forward; at most a hundred places.
class History final
{
public:
    struct Place {
        QString page, place;
        friend bool operator==(const Place &, const Place &) = default;
    };
    void visit(const Place &place)
    {
        if (m_at >= 0 && m_places.at(m_at) == place)
            return;
        m_places.resize(m_at + 1);
        m_places << place;
        if (m_places.size() > 100)
            m_places.removeFirst();
        m_at = m_places.size() - 1;
    }
    [[nodiscard]] bool canGoBack() const { return m_at > 0; }
    [[nodiscard]] bool canGoForward() const { return m_at + 1 < m_places.size(); }
    Place back() { return m_places.at(--m_at); }
    Place forward() { return m_places.at(++m_at); }

private:
    QList<Place> m_places;
    qsizetype m_at = -1;
};

}  // namespace bw::desktop
