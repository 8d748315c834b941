// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QString>

namespace bw::desktop
{

/// A part of a message that can be reached alone: by the keyboard (those that do something), or by a screen reader.
struct MessageElement {
    enum class Kind {
        Thoughts,  ///< folds and unfolds the thoughts
        Text,
        Heading,
        Link,
        Code,
        Copy,  ///< copies the code before it
        Problem,
    };
    Kind kind = Kind::Text;
    int block = 0;
    QString text {};
    QString detail {};  ///< target of a link, language of code
    QRectF rect {};     ///< in the message
    [[nodiscard]] bool isActive() const { return kind == Kind::Thoughts || kind == Kind::Link || kind == Kind::Copy; }
};

}  // namespace bw::desktop
