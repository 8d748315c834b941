// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "artifact/tarentry.h"

#include <QByteArray>
#include <QMap>

namespace bw::test
{

/// Files of a sandbox that has no disk: by absolute path, parents always there. A value; not thread-safe.
class FakeTree final
{
public:
    struct Node {
        artifact::EntryType type = artifact::EntryType::File;
        quint32 mode = 0644;
        QByteArray content;  ///< of a symlink its target
        friend bool operator==(const Node &, const Node &) = default;
    };

    void put(const QByteArray &path, Node node);
    void write(const QByteArray &path, const QByteArray &content)
    {
        put(path, {artifact::EntryType::File, 0644, content});
    }
    [[nodiscard]] const Node *find(const QByteArray &path) const;
    [[nodiscard]] const QMap<QByteArray, Node> &nodes() const { return m_nodes; }
    void remove(const QByteArray &path);

    /// Everything below `root`, by relative path: for comparing.
    [[nodiscard]] QMap<QByteArray, Node> below(const QByteArray &root) const;
    /// The same as a ustar stream, names "./…" of at most 100 bytes.
    [[nodiscard]] QByteArray toTar(const QByteArray &root) const;
    Status fromTar(const QByteArray &root, const artifact::ByteSource &source);

private:
    QMap<QByteArray, Node> m_nodes;
};

}  // namespace bw::test
