// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/speceditor.h"

namespace bw::spec
{

/// Changes in Markdown.
class MarkdownEditor final : public SpecEditor
{
public:
    explicit MarkdownEditor(const AppSpec &spec)
        : SpecEditor(spec)
    {
    }

protected:
    Result<Edits> setOnce(const SpecChange &change) override;
    Result<Edits> addFeature(const SpecChange &change) override;
    Result<Edits> setFeature(const SpecFeature &feature, const SpecChange &change) override;
    Result<Edits> setDependencies(const SpecFeature &feature, const QStringList &ids) override;
    Result<Edits> moveFeature(const SpecFeature &feature, const SpecChange &change) override;
    Result<Edits> addGroup(const SpecChange &change) override;
    Result<Edits> renameGroup(const SpecGroup &group, const QString &name) override;
    Result<Edits> addItem(const SpecChange &change) override;
    Result<Edits> setItem(const SpecItem &item, const SpecChange &change) override;

private:
    [[nodiscard]] bool headed() const;  ///< features are headings, not entries of lists
    [[nodiscard]] QString markOf(const TextSpan &whole) const;
    [[nodiscard]] TextEdit line(const TextPlace &after, const QString &text) const;
    [[nodiscard]] TextEdit intoArea(SpecArea area, const QString &group, const QString &lines) const;
    [[nodiscard]] TextPlace behindTitle() const;
    [[nodiscard]] QString linesWithin(const TextSpan &span) const;
    [[nodiscard]] Result<Edits> placeFeature(const SpecChange &change, const QString &id, const QString &lines) const;
};

}  // namespace bw::spec
