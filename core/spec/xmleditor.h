// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/speceditor.h"

namespace bw::spec
{

/// Changes in the XML-like form.
class XmlEditor final : public SpecEditor
{
public:
    explicit XmlEditor(const AppSpec &spec)
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
    /// The opening tag of an element.
    [[nodiscard]] static TextSpan tagOf(const TextSpan &whole, const TextSpan &inner);
    [[nodiscard]] TextPlace behindClosing(const TextSpan &inner) const;
    [[nodiscard]] TextSpan elementOf(const TextSpan &inner) const;
    /// An element behind another one, or at the end of what is between tags.
    [[nodiscard]] TextEdit behind(const TextSpan &whole, const QString &element) const;
    [[nodiscard]] TextEdit atEndOf(const TextSpan &inner, const QString &element) const;
    [[nodiscard]] TextEdit intoGroup(const SpecGroup &group, const QString &element) const;
    [[nodiscard]] Result<Edits> intoArea(SpecArea area, const QString &element) const;
    [[nodiscard]] Result<Edits> placeFeature(const SpecChange &change, const QString &id, const QString &element,
                                             const QString &bullet) const;
    [[nodiscard]] bool isBullet(const TextSpan &whole) const;
};

}  // namespace bw::spec
