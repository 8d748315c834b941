// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/appspec.h"

#include <QHash>
#include <QStringView>

#include <memory>
#include <vector>

namespace bw::spec
{

/// An element of an XML-like text. People and models write such texts by hand, so bare "&" and "<" in prose are text,
/// and entities that XML does not know stay as they are; tags have to match.
struct XmlNode {
    QString name;
    QHash<QString, QString> attributes;
    QStringView text;  ///< of this element and everything below, without tags; lives as long as its tree
    LineRange lines;
    TextSpan whole;  ///< with its tags
    TextSpan inner;  ///< between its tags; null for an element that closes itself
    std::vector<std::unique_ptr<XmlNode>> children;

    [[nodiscard]] const XmlNode *child(const QString &tag) const;
    /// All elements below with this name, in order.
    void collect(const QString &tag, std::vector<const XmlNode *> &found) const;
};

struct XmlTree {
    QString text;                   ///< of all elements: each has a part of it, so that deep nesting costs no memory
    std::unique_ptr<XmlNode> root;  ///< nameless; its children are the top elements
    int errorLine = 0;              ///< 0 = no error
    QString error;                  ///< the tag that is wrong
};
XmlTree readXmlTree(const QString &text);
/// The text without the five entities of XML.
QString xmlPlain(QString text);

}  // namespace bw::spec
