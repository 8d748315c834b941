// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <functional>
#include <optional>

namespace bw::agent
{

/// A project as it is judged by somebody who opens nothing of it: what is there, and contents on demand. Made from a
/// checkpoint, so nothing changes meanwhile.
struct ProjectFiles {
    QStringList paths;                                                  ///< of files, below the workspace, sorted
    std::function<std::optional<QByteArray>(const QString &)> read {};  ///< nothing: not there, or too large to judge

    [[nodiscard]] bool has(const QString &path) const;
    /// Everything below a folder; of "" or "." everything.
    [[nodiscard]] QStringList below(const QString &folder) const;
    [[nodiscard]] QString text(const QString &path) const;  ///< empty when it cannot be read
};

/// "tests/a.js" for ("tests", "./a.js"); empty when it leads out of the workspace, or is the workspace itself.
QString projectPath(const QString &folder, const QString &name);

/// A file or folder that by its name holds tests: "tests/x", "x.test.js", "test_x.py", "x_test.go", "check.sh".
bool looksLikeTest(const QString &path);
/// The outermost folder of tests that a path lies in; empty = none.
QString testFolderOf(const QString &path);

}  // namespace bw::agent
