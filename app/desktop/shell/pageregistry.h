// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/page.h"

namespace bw::desktop
{

/// The pages that exist, in the order of the navigation. Filled before the window is made.
class PageRegistry final
{
public:
    void add(PageEntry entry) { m_entries << std::move(entry); }
    [[nodiscard]] const QList<PageEntry> &all() const { return m_entries; }
    /// -1 = there is no such page.
    [[nodiscard]] int indexOf(const QString &id) const
    {
        for (int i = 0; i < m_entries.size(); ++i)
            if (m_entries.at(i).id == id)
                return i;
        return -1;
    }

private:
    QList<PageEntry> m_entries;
};

}  // namespace bw::desktop
