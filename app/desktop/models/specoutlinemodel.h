// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/specoutline.h"

#include <QAbstractItemModel>

namespace bw::desktop
{

/// The parts of a specification as a tree of one column. A newer reading is taken over in place: what is the same one
/// in both keeps its index, so that selection and what is unfolded stay, and what was moved moves.
class SpecOutlineModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role { KindRole = Qt::UserRole, AreaRole, LineRole };

    explicit SpecOutlineModel(QObject *parent = nullptr);
    ~SpecOutlineModel() override;

    /// One that cannot be read leaves the last good one in its place.
    void update(const std::shared_ptr<const CheckedSpec> &checked);
    /// Before another specification is shown.
    void clear();
    /// The last good one; null before that.
    [[nodiscard]] const CheckedSpec *checked() const { return m_checked.get(); }
    /// Whether what is shown is the newest that update() got.
    [[nodiscard]] bool isCurrent() const { return m_current; }

    /// While signals of update() are heard: rows may still have the places of the reading before.
    [[nodiscard]] bool isUpdating() const { return m_updating; }

    /// Without its children. Of an index that is not valid: the root.
    [[nodiscard]] const OutlineNode &node(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex areaIndex(spec::SpecArea area) const;
    [[nodiscard]] QModelIndex featureIndex(const QString &id) const;
    [[nodiscard]] QModelIndex groupIndex(spec::SpecArea area, const QString &name) const;
    /// The innermost part that the line belongs to.
    [[nodiscard]] QModelIndex atLine(int line) const;
    /// Title of a kind or an area: "Data Model".
    static QString kindTitle(const OutlineNode &node);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    /// After update(), whether or not it could be read.
    void updated();

private:
    struct Entry;
    struct Rows {
        int from, count;
    };

    static std::unique_ptr<Entry> emptyRoot();
    [[nodiscard]] Entry *entry(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const Entry &entry) const;
    void sync(Entry &parent, const std::vector<OutlineNode> &next);
    void arrange(Entry &parent, const std::vector<OutlineNode> &next);
    bool moveSame(Entry &parent, const std::vector<OutlineNode> &next, int from, int count);
    void move(Entry &parent, int from, int to);
    void insert(Entry &parent, int at, const std::vector<OutlineNode> &next, Rows rows);
    void replace(Entry &parent, const std::vector<OutlineNode> &next, Rows old, Rows with);
    void remove(Entry &parent, int from, int count);

    std::unique_ptr<Entry> m_root;
    std::shared_ptr<const CheckedSpec> m_checked;
    bool m_current = true, m_updating = false;
};

}  // namespace bw::desktop
