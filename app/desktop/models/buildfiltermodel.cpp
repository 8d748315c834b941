// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/buildfiltermodel.h"

#include "models/buildlistmodel.h"
#include "usertext/statelook.h"

#include <algorithm>

namespace bw::desktop
{

void BuildFilterModel::setText(const QString &text)
{
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void BuildFilterModel::setGroup(Group group)
{
    m_group = group;
    invalidateFilter();
}

bool BuildFilterModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    const auto state = static_cast<BuildState>(index.data(BuildListModel::StateRole).toInt());
    const usertext::Tone tone = usertext::stateLook(state).tone;
    if (m_group == Group::AtWork && tone != usertext::Tone::Busy && state != BuildState::Pending)
        return false;
    if (m_group == Group::NeedsYou && tone != usertext::Tone::Waiting)
        return false;
    if (m_group == Group::Ended && !isEnded(state))
        return false;
    const QString searched = index.data(BuildListModel::SearchRole).toString();
    return std::ranges::all_of(
        m_words, [&searched](const QString &word) { return searched.contains(word, Qt::CaseInsensitive); });
}

}  // namespace bw::desktop
