// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/specoutlinemodel.h"

#include "models/rowmatch.h"

#include <algorithm>
#include <utility>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using Kind = OutlineNode::Kind;

namespace
{

// More are seldom moved at once, and finding out how takes the square of them.
constexpr int mostMoved = 64;

bool looksSame(const OutlineNode &a, const OutlineNode &b)
{
    return a.kind == b.kind && a.area == b.area && a.title == b.title;
}

}  // namespace

struct SpecOutlineModel::Entry {
    const OutlineNode *node = nullptr;  // in the reading that is shown
    Entry *parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Entry>> children {};

    [[nodiscard]] int count() const { return static_cast<int>(children.size()); }
    [[nodiscard]] Entry &at(int position) const { return *children[static_cast<size_t>(position)]; }
    void number(int from)
    {
        for (int i = from; i < count(); ++i)
            at(i).row = i;
    }
    /// Of an area: features or entries, in groups or not.
    static size_t leavesOf(const Entry &own)
    {
        size_t count = 0;
        for (const auto &child : own.children)
            count += child->node->kind == Kind::Group ? child->children.size() : 1;
        return count;
    }
    static size_t leavesOf(const OutlineNode &own)
    {
        size_t count = 0;
        for (const OutlineNode &child : own.children)
            count += child.kind == Kind::Group ? child.children.size() : 1;
        return count;
    }
    static std::unique_ptr<Entry> of(const OutlineNode &from, Entry *parent)
    {
        auto made = std::make_unique<Entry>();
        made->node = &from;
        made->parent = parent;
        for (const OutlineNode &child : from.children)
            made->children.push_back(of(child, made.get()));
        made->number(0);
        return made;
    }
};

std::unique_ptr<SpecOutlineModel::Entry> SpecOutlineModel::emptyRoot()
{
    static const OutlineNode nothing;
    return Entry::of(nothing, nullptr);
}

SpecOutlineModel::SpecOutlineModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(emptyRoot())
{
}

SpecOutlineModel::~SpecOutlineModel() = default;

void SpecOutlineModel::update(const std::shared_ptr<const CheckedSpec> &checked)
{
    m_current = checked && checked->readable;
    if (m_current) {
        // Rows are of the one before until they are synced, and whoever hears of a change looks at both.
        const auto before = std::exchange(m_checked, checked);
        m_updating = true;
        sync(*m_root, checked->outline.children);
        m_updating = false;
    }
    Q_EMIT updated();
}

void SpecOutlineModel::clear()
{
    beginResetModel();
    m_root = emptyRoot();
    m_checked.reset();
    m_current = true;
    endResetModel();
}

void SpecOutlineModel::sync(Entry &parent, const std::vector<OutlineNode> &next)
{
    arrange(parent, next);
    int changedFrom = -1;
    const auto tell = [&](int to) {
        if (changedFrom >= 0)
            Q_EMIT dataChanged(indexOf(parent.at(changedFrom)), indexOf(parent.at(to)));
        changedFrom = -1;
    };
    for (int i = 0; i < parent.count(); ++i) {
        const OutlineNode &from = next[static_cast<size_t>(i)];
        Entry &own = parent.at(i);
        // The row of an area tells how many are in it.
        const bool same = looksSame(*own.node, from) && Entry::leavesOf(own) == Entry::leavesOf(from);
        own.node = &from;
        if (same)
            tell(i - 1);
        else if (changedFrom < 0)
            changedFrom = i;
    }
    tell(parent.count() - 1);
    for (int i = 0; i < parent.count(); ++i)
        sync(parent.at(i), next[static_cast<size_t>(i)].children);
}

/// Makes the rows those of `next`: as many, each in the place of its like.
void SpecOutlineModel::arrange(Entry &parent, const std::vector<OutlineNode> &next)
{
    const int size = static_cast<int>(next.size());
    const auto same = [&](int own, int other) {
        return parent.at(own).node->key == next[static_cast<size_t>(other)].key;
    };
    int head = 0;
    while (head < parent.count() && head < size && same(head, head))
        ++head;
    int tail = 0;
    while (tail < parent.count() - head && tail < size - head && same(parent.count() - 1 - tail, size - 1 - tail))
        ++tail;
    const int old = parent.count() - head - tail;
    const int wanted = size - head - tail;
    if (old == wanted && moveSame(parent, next, head, old))
        return;
    QStringList before, after;
    for (int i = 0; i < old; ++i)
        before << parent.at(head + i).node->key;
    for (int i = 0; i < wanted; ++i)
        after << next[static_cast<size_t>(head + i)].key;
    // From the end, so that the rows before keep their places.
    auto matches = matchRows(before, after);
    matches.prepend({-1, -1});
    int oldEnd = old, newEnd = wanted;
    for (qsizetype i = matches.size() - 1; i >= 0; --i) {
        const auto [oldAt, newAt] = matches.at(i);
        replace(parent, next, {head + oldAt + 1, oldEnd - oldAt - 1}, {head + newAt + 1, newEnd - newAt - 1});
        oldEnd = oldAt;
        newEnd = newAt;
    }
}

/// What is not the same, but stands where the other stood, became the other: such as a text that is being typed.
void SpecOutlineModel::replace(Entry &parent, const std::vector<OutlineNode> &next, Rows old, Rows with)
{
    int kept = 0;
    while (kept < std::min(old.count, with.count)
           && parent.at(old.from + kept).node->kind == next[static_cast<size_t>(with.from + kept)].kind)
        ++kept;
    remove(parent, old.from + kept, old.count - kept);
    insert(parent, old.from + kept, next, {with.from + kept, with.count - kept});
}

/// False: these are not the same ones in another order.
bool SpecOutlineModel::moveSame(Entry &parent, const std::vector<OutlineNode> &next, int from, int count)
{
    if (count < 2)
        return false;
    const auto key = [&](int i) { return next[static_cast<size_t>(i)].key; };
    const auto own = [&](int i) { return parent.at(i).node->key; };
    const int last = from + count - 1;
    const auto shifted = [&](int step) {
        for (int i = from; i < last; ++i)
            if (step > 0 ? own(i) != key(i + 1) : own(i + 1) != key(i))
                return false;
        return true;
    };
    if (own(last) == key(from) && shifted(1)) {
        move(parent, last, from);
        return true;
    }
    if (own(from) == key(last) && shifted(-1)) {
        move(parent, from, last);
        return true;
    }
    if (count > mostMoved)
        return false;
    QStringList before, after;
    for (int i = from; i <= last; ++i) {
        before << own(i);
        after << key(i);
    }
    before.sort();
    after.sort();
    if (before != after)
        return false;
    for (int i = from; i <= last; ++i) {
        int at = i;
        while (own(at) != key(i))
            ++at;
        move(parent, at, i);
    }
    return true;
}

void SpecOutlineModel::move(Entry &parent, int from, int to)
{
    if (from == to)
        return;
    const QModelIndex index = indexOf(parent);
    beginMoveRows(index, from, from, index, to > from ? to + 1 : to);
    const auto begin = parent.children.begin();
    if (to > from)
        std::rotate(begin + from, begin + from + 1, begin + to + 1);
    else
        std::rotate(begin + to, begin + from, begin + from + 1);
    parent.number(std::min(from, to));
    endMoveRows();
}

void SpecOutlineModel::insert(Entry &parent, int at, const std::vector<OutlineNode> &next, Rows rows)
{
    if (rows.count <= 0)
        return;
    beginInsertRows(indexOf(parent), at, at + rows.count - 1);
    std::vector<std::unique_ptr<Entry>> made;
    made.reserve(static_cast<size_t>(rows.count));
    for (int i = 0; i < rows.count; ++i)
        made.push_back(Entry::of(next[static_cast<size_t>(rows.from + i)], &parent));
    parent.children.insert(parent.children.begin() + at, std::make_move_iterator(made.begin()),
                           std::make_move_iterator(made.end()));
    parent.number(at);
    endInsertRows();
}

void SpecOutlineModel::remove(Entry &parent, int from, int count)
{
    if (count <= 0)
        return;
    beginRemoveRows(indexOf(parent), from, from + count - 1);
    parent.children.erase(parent.children.begin() + from, parent.children.begin() + from + count);
    parent.number(from);
    endRemoveRows();
}

SpecOutlineModel::Entry *SpecOutlineModel::entry(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Entry *>(index.internalPointer()) : m_root.get();
}

QModelIndex SpecOutlineModel::indexOf(const Entry &entry) const
{
    return entry.parent == nullptr ? QModelIndex() : createIndex(entry.row, 0, &entry);
}

const OutlineNode &SpecOutlineModel::node(const QModelIndex &index) const { return *entry(index)->node; }

QModelIndex SpecOutlineModel::areaIndex(spec::SpecArea area) const
{
    for (const auto &child : m_root->children)
        if (child->node->kind == Kind::Area && child->node->area == area)
            return indexOf(*child);
    return {};
}

QModelIndex SpecOutlineModel::groupIndex(spec::SpecArea area, const QString &name) const
{
    for (const auto &child : entry(areaIndex(area))->children)
        if (child->node->kind == Kind::Group && child->node->title == name)
            return indexOf(*child);
    return {};
}

QModelIndex SpecOutlineModel::featureIndex(const QString &id) const
{
    const QString key = u"f:"_s + id;
    for (const auto &child : entry(areaIndex(spec::SpecArea::Features))->children) {
        if (child->node->key == key)
            return indexOf(*child);
        for (const auto &feature : child->children)
            if (feature->node->key == key)
                return indexOf(*feature);
    }
    return {};
}

QModelIndex SpecOutlineModel::atLine(int line) const
{
    const Entry *found = m_root.get();
    for (bool deeper = true; deeper;) {
        deeper = false;
        for (const auto &child : found->children) {
            if (child->node->line > 0 && child->node->line <= line
                && line <= std::max(child->node->last, child->node->line)) {
                found = child.get();
                deeper = true;
                break;
            }
        }
    }
    return indexOf(*found);
}

QModelIndex SpecOutlineModel::index(int row, int column, const QModelIndex &parent) const
{
    const Entry *above = entry(parent);
    if (column != 0 || row < 0 || row >= above->count())
        return {};
    return createIndex(row, 0, &above->at(row));
}

QModelIndex SpecOutlineModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOf(*entry(index)->parent) : QModelIndex();
}

int SpecOutlineModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : entry(parent)->count();
}

int SpecOutlineModel::columnCount(const QModelIndex & /*parent*/) const { return 1; }

QString SpecOutlineModel::kindTitle(const OutlineNode &node)
{
    if (node.kind == Kind::Overview)
        return tr("Overview");
    if (node.kind == Kind::Sections)
        return tr("Other Sections");
    switch (node.area) {
    case spec::SpecArea::Features:
        return tr("Features");
    case spec::SpecArea::Stack:
        return tr("Technology");
    case spec::SpecArea::DataModel:
        return tr("Data Model");
    case spec::SpecArea::Endpoints:
        return tr("Endpoints");
    case spec::SpecArea::Pages:
        return tr("Pages");
    case spec::SpecArea::Design:
        return tr("Design");
    case spec::SpecArea::Priorities:
        return tr("Priorities");
    case spec::SpecArea::Criteria:
        return tr("Success Criteria");
    }
    return {};
}

QVariant SpecOutlineModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Entry &own = *entry(index);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        if (own.node->kind == Kind::Overview)
            return own.node->title.isEmpty() ? kindTitle(*own.node) : own.node->title;
        if (own.node->kind != Kind::Area && own.node->kind != Kind::Sections)
            return own.node->title.isEmpty() ? tr("(nameless)") : own.node->title;
        const size_t count = Entry::leavesOf(own);
        return count == 0 ? kindTitle(*own.node) : tr("%1 (%2)").arg(kindTitle(*own.node)).arg(count);
    }
    case Qt::ToolTipRole:
        return own.node->title;
    case KindRole:
        return QVariant::fromValue(static_cast<int>(own.node->kind));
    case AreaRole:
        return QVariant::fromValue(static_cast<int>(own.node->area));
    case LineRole:
        return own.node->line;
    default:
        return {};
    }
}

}  // namespace bw::desktop
