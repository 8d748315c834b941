// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/buildstate.h"

#include <QByteArray>
#include <QList>

namespace bw::spec
{

struct Template {
    QString id;
    QString name;
    QString description;
    QString stack;
    Tier tier = Tier::Simple;
    QString recording;  ///< empty = none
    QString specFile;   ///< "spec.md"
    QByteArray spec;
};

/// The built-in templates: a folder each, with template.json and a specification. Values; immutable.
class TemplateCatalogue final
{
public:
    /// `folder`: of the resources, or on disk. Errors: FileUnreadable, SpecInvalid naming the template.
    static Result<TemplateCatalogue> load(const QString &folder = QStringLiteral(":/buildwright/templates"));
    [[nodiscard]] const QList<Template> &all() const { return m_templates; }  ///< by id
    [[nodiscard]] Result<Template> get(const QString &id) const;              ///< NotFound, kind "template"

private:
    QList<Template> m_templates;
};

}  // namespace bw::spec
