// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/appspec.h"

namespace bw::spec
{

/// Pieces of the XML-like form.
QString xmlText(QString text);       ///< with entities for &, < and >
QString xmlAttribute(QString text);  ///< for the quotes, too
QString xmlElement(const QString &tag, const QString &text, const QList<std::pair<QString, QString>> &attributes = {});
/// An opening tag with this attribute set to another value, added, or taken away (empty value). Everything else in it
/// stays as it is.
QString withAttribute(QString tag, const QString &name, const QString &value);
/// A name for an element, made from words.
QString xmlName(const QString &words);
/// An entry of an area as an element of the form.
QString xmlItem(SpecArea area, const QString &name, const QString &text);
/// A group; `content` stands in lines of its own between the tags.
QString xmlGroup(SpecArea area, const QString &name, const QString &content);
QString xmlFeature(const SpecFeature &feature);

}  // namespace bw::spec
