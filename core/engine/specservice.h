// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/specaction.h"
#include "spec/specdiff.h"
#include "spec/specmerge.h"
#include "store/specstore.h"

namespace bw::store
{
class Database;
}

namespace bw::engine
{

/// The library of specifications, for every front end alike. Over a database that is open for reading only, everything
/// works that reads; what acts gives DataDirUnusable, and goes through the owner's control socket instead.
///
/// Thread-safe. Calls block for the disk (some milliseconds; diff and merge of 1 MB some tens), so the user-interface
/// thread makes them on a worker. After a change the database announces changed("spec", id, version).
class SpecService final
{
public:
    explicit SpecService(store::Database &database)
        : m_database(database)
    {
    }

    // Reading.
    /// With what the query asks for, newest change first.
    Result<QList<store::Spec>> list(const store::SpecQuery &query) const;
    /// A full id, a unique prefix, "last", or the whole name of one specification. Errors: NotFound, Ambiguous.
    Result<store::Spec> resolve(const QString &text, bool deleted = false) const;
    Result<store::SpecVersion> version(const SpecId &spec, int version = 0) const;  ///< 0 = newest
    Result<QList<store::SpecVersion>> history(const SpecId &spec) const;            ///< oldest first, without content
    Result<QList<spec::SpecDifference>> diff(const SpecId &spec, int before, int after) const;
    /// The unified form of the same.
    Result<QByteArray> textDiff(const SpecId &spec, int before, int after) const;
    /// A new text on top of version `base`, against the newest version, which is mine. Nothing is saved: choose, then
    /// save the result.
    Result<spec::SpecMerge> merge(const SpecId &spec, int base, const QByteArray &theirs) const;
    /// A file for a person: "bwspec" with the whole history, "xml" or "markdown" of one version (0 = newest), "source"
    /// as it stands. Errors: InvalidArgument for another form.
    Result<QByteArray> exported(const SpecId &spec, const QString &form, int version = 0) const;

    // Acting.
    /// One door for all that acts, which the control socket uses, too.
    Result<SpecOutcome> act(const SpecAction &action);
    /// A new one. Broken texts are kept, too: a person goes on with them. Errors: TooLarge, InvalidArgument (empty).
    Result<store::Spec> create(const QString &name, const QByteArray &text, const SpecAuthor &by,
                               const ProjectId &project = {}, const ChatId &chat = {});
    Result<store::Spec> duplicate(const SpecId &spec);
    /// A .bwspec file with its history, or a text in one of our two forms. Errors: SpecInvalid, SpecEmpty, TooLarge.
    Result<store::Spec> import(const QByteArray &bytes, const QString &fileName, const ProjectId &project = {});
    /// The next version, on top of `base`, which has to be the newest: else WrongState, and merge() is the way. A text
    /// that is the same as the newest makes no version.
    Result<store::SpecVersion> save(const SpecId &spec, int base, const QByteArray &text, const SpecAuthor &by);
    /// The text of an older version as the next one.
    Result<store::SpecVersion> restore(const SpecId &spec, int version);
    Status rename(const SpecId &spec, const QString &name);
    Status setProject(const SpecId &spec, const ProjectId &project);
    /// Out of all lists; can be taken back for 30 days.
    Status remove(const SpecId &spec);
    Status undelete(const SpecId &spec);

private:
    store::Database &m_database;
};

}  // namespace bw::engine
