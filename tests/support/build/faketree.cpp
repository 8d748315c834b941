// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/build/faketree.h"

#include "artifact/tarreader.h"

#include <numeric>

namespace bw::test
{

using artifact::EntryType;

namespace
{

constexpr qsizetype block = 512;

void field(QByteArray &header, qsizetype at, const QByteArray &value) { header.replace(at, value.size(), value); }

QByteArray octal(qint64 value, int digits) { return QByteArray::number(value, 8).rightJustified(digits, '0'); }

QByteArray headerOf(const QByteArray &path, const FakeTree::Node &node)
{
    QByteArray header(block, '\0');
    const bool isFile = node.type == EntryType::File;
    field(header, 0, "./" + path + (node.type == EntryType::Directory ? "/" : ""));
    field(header, 100, octal(node.mode, 7));
    field(header, 108, octal(0, 7));
    field(header, 116, octal(0, 7));
    field(header, 124, octal(isFile ? node.content.size() : 0, 11));
    field(header, 136, octal(0, 11));
    field(header, 148, QByteArray(8, ' '));
    header[156] = isFile ? '0' : node.type == EntryType::Symlink ? '2' : '5';
    if (node.type == EntryType::Symlink)
        field(header, 157, node.content);
    field(header, 257, QByteArray("ustar\0", 6) + "00");
    const int sum = std::accumulate(header.cbegin(), header.cend(), 0,
                                    [](int total, char byte) { return total + static_cast<unsigned char>(byte); });
    field(header, 148, octal(sum, 6) + QByteArray("\0 ", 2));
    return header;
}

}  // namespace

void FakeTree::put(const QByteArray &path, Node node)
{
    for (qsizetype slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
        const QByteArray parent = path.left(slash);
        if (!m_nodes.contains(parent))
            m_nodes.insert(parent, {EntryType::Directory, 0755, {}});
    }
    m_nodes.insert(path, std::move(node));
}

const FakeTree::Node *FakeTree::find(const QByteArray &path) const
{
    const auto it = m_nodes.constFind(path);
    return it == m_nodes.cend() ? nullptr : &*it;
}

void FakeTree::remove(const QByteArray &path)
{
    m_nodes.removeIf([&](const auto &it) { return it.key() == path || it.key().startsWith(path + '/'); });
}

QMap<QByteArray, FakeTree::Node> FakeTree::below(const QByteArray &root) const
{
    QMap<QByteArray, Node> found;
    for (auto it = m_nodes.cbegin(); it != m_nodes.cend(); ++it)
        if (it.key().startsWith(root + '/'))
            found.insert(it.key().mid(root.size() + 1), it.value());
    return found;
}

QByteArray FakeTree::toTar(const QByteArray &root) const
{
    QByteArray tar;
    const auto nodes = below(root);
    for (auto it = nodes.cbegin(); it != nodes.cend(); ++it) {
        Q_ASSERT(it.key().size() < 98);
        tar += headerOf(it.key(), it.value());
        if (it->type == EntryType::File) {
            tar += it->content;
            tar.append((block - it->content.size() % block) % block, '\0');
        }
    }
    return tar + QByteArray(2 * block, '\0');
}

Status FakeTree::fromTar(const QByteArray &root, const artifact::ByteSource &source)
{
    artifact::TarReader reader(source);
    while (true) {
        auto entry = reader.next();
        if (!entry)
            return fail(entry.error());
        if (!*entry)
            return {};
        Node node {(*entry)->type, (*entry)->mode, (*entry)->target};
        while (node.type == EntryType::File) {
            auto piece = reader.read();
            if (!piece)
                return fail(piece.error());
            if (piece->isEmpty())
                break;
            node.content += *piece;
        }
        put(root + '/' + (*entry)->path, std::move(node));
    }
}

}  // namespace bw::test
