// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bw::sandbox
{

/// Names in the metadata of our sandboxes. What lacks `product` = `ours` is somebody else's and never touched.
struct CloudMarks {
    static inline const QString product = QStringLiteral("product");
    static inline const QString ours = QStringLiteral("buildwright");
    static inline const QString data = QStringLiteral("data");    ///< directory
    static inline const QString owner = QStringLiteral("owner");  ///< process
    static inline const QString build = QStringLiteral("build");
};

}  // namespace bw::sandbox
