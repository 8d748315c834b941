// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/sourcetext.h"
#include "spec/specchange.h"

#include <memory>

namespace bw::spec
{

/// Makes edits for one source; one for many changes, as a validator needs them. The specification has to live longer.
/// One implementation for each form.
class SpecEditor
{
public:
    static std::unique_ptr<SpecEditor> of(const AppSpec &spec);
    virtual ~SpecEditor() = default;
    /// As editsFor().
    Result<QList<TextEdit>> edits(const SpecChange &change);

protected:
    explicit SpecEditor(const AppSpec &spec)
        : m_spec(spec)
        , m_source(spec.source)
    {
    }
    using Edits = QList<TextEdit>;

    virtual Result<Edits> setOnce(const SpecChange &change) = 0;
    virtual Result<Edits> addFeature(const SpecChange &change) = 0;
    virtual Result<Edits> setFeature(const SpecFeature &feature, const SpecChange &change) = 0;
    virtual Result<Edits> setDependencies(const SpecFeature &feature, const QStringList &ids) = 0;
    virtual Result<Edits> moveFeature(const SpecFeature &feature, const SpecChange &change) = 0;
    virtual Result<Edits> addGroup(const SpecChange &change) = 0;
    virtual Result<Edits> renameGroup(const SpecGroup &group, const QString &name) = 0;
    virtual Result<Edits> addItem(const SpecChange &change) = 0;
    virtual Result<Edits> setItem(const SpecItem &item, const SpecChange &change) = 0;

    [[nodiscard]] const SpecGroup *group(SpecArea area, const QString &name) const;
    /// The feature that a new one of this group comes behind; nothing: the group has none, or it shall be the first.
    [[nodiscard]] const SpecFeature *before(const SpecChange &change, const QString &without = {}) const;
    [[nodiscard]] const SpecFeature *firstOf(const QString &group, const QString &without = {}) const;
    [[nodiscard]] const SpecItem *lastOf(SpecArea area, const QString &group) const;
    [[nodiscard]] QString textOf(const TextSpan &span) const { return m_source.text(span); }
    static std::unexpected<Error> unsupported(const QString &what);
    static TextEdit insertion(const TextPlace &place, const QString &text) { return {{place, place}, text}; }

    const AppSpec &m_spec;
    const SourceText m_source;

private:
    Result<Edits> featureEdits(const SpecChange &change);
    Result<Edits> groupEdits(const SpecChange &change);
    Result<Edits> itemEdits(const SpecChange &change);
};

}  // namespace bw::spec
