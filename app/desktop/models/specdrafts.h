// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "base/threadexecutor.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <memory>
#include <mutex>
#include <optional>

namespace bw::desktop
{

/// Text of a specification that was typed and not saved yet.
struct SpecDraft {
    int base = 0;  ///< the version that it was made from
    QString text;
    friend bool operator==(const SpecDraft &, const SpecDraft &) = default;
};

/// Unsaved texts, one file each in the data directory (drafts/ID.json, for this person only), so that they survive
/// kill -9 and travel with the directory. What is kept or dropped here counts at once; the disk follows on a thread of
/// its own, in that order, and the destructor waits for it. For the thread of the user interface.
class SpecDrafts final : public QObject
{
    Q_OBJECT
    struct Kept;

public:
    explicit SpecDrafts(QString dataFolder, QObject *parent = nullptr);
    ~SpecDrafts() override;

    void keep(const SpecId &spec, const SpecDraft &draft);
    void drop(const SpecId &spec);

    /// What workers read with. Thread-safe, blocking for the disk; may outlive the object.
    class Reader
    {
    public:
        explicit Reader(std::shared_ptr<Kept> kept)
            : m_kept(std::move(kept))
        {
        }
        /// A file that cannot be read counts as none.
        [[nodiscard]] std::optional<SpecDraft> of(const SpecId &spec) const;
        /// Of which there are drafts.
        [[nodiscard]] QSet<SpecId> all() const;

    private:
        std::shared_ptr<Kept> m_kept;
    };
    [[nodiscard]] Reader reader() const { return Reader(m_kept); }

Q_SIGNALS:
    /// One came or went; not told for each change of its text.
    void changed(const bw::SpecId &spec);
    /// The disk did not take one; it is kept in memory until the program ends.
    void failed(const bw::Error &error);

private:
    /// Ahead of the disk.
    struct Pending {
        std::optional<SpecDraft> draft {};  ///< nothing = dropped
        qint64 no = 0;
    };
    struct Kept {
        QString folder {};
        std::mutex mutex {};
        QHash<SpecId, Pending> pending {};
        qint64 last = 0;
        [[nodiscard]] QString fileOf(const SpecId &spec) const;
    };
    void put(const SpecId &spec, const std::optional<SpecDraft> &draft);
    void write(const SpecId &spec);

    std::shared_ptr<Kept> m_kept;
    QSet<SpecId> m_told;
    ThreadExecutor m_disk {1};  // ends first
};

}  // namespace bw::desktop
