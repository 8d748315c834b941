// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/xmltree.h"

#include <QRegularExpression>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int deepest = 100;

QString withoutEntities(QString text)
{
    static const QList<std::pair<QString, QString>> entities {
        {u"&lt;"_s, u"<"_s}, {u"&gt;"_s, u">"_s}, {u"&quot;"_s, u"\""_s}, {u"&apos;"_s, u"'"_s}, {u"&amp;"_s, u"&"_s}};
    for (const auto &[entity, character] : entities)
        text.replace(entity, character);
    return text;
}

class Scanner
{
public:
    explicit Scanner(const QString &text)
        : m_text(text)
    {
        m_tree.root = std::make_unique<XmlNode>();
        m_tree.root->lines = {1, 1};
        m_open.push_back(m_tree.root.get());
    }

    XmlTree run()
    {
        while (m_at < m_text.size() && m_tree.errorLine == 0)
            step();
        if (m_tree.errorLine == 0 && m_open.size() > 1)
            wrong(m_open.back()->lines.first, u'<' + m_open.back()->name + u'>');
        m_tree.root->lines.last = m_line;
        return std::move(m_tree);
    }

private:
    void step()
    {
        const QStringView rest = QStringView(m_text).mid(m_at);
        if (rest.startsWith(u"<!--"))
            skipTo(u"-->", u"<!--"_s);
        else if (rest.startsWith(u"<![CDATA["))
            takeCdata();
        else if (rest.startsWith(u"<?"))
            skipTo(u"?>", u"<?"_s);
        else if (rest.startsWith(u"</") && rest.size() > 2 && rest[2].isLetter())
            closeTag();
        else if (rest.startsWith(u'<') && rest.size() > 1 && rest[1].isLetter() && isTag())
            openTag();
        else
            addText(m_text.mid(m_at, 1));
    }

    // "<" in prose ("a <b and c") has no ">" before the next "<" or the end of its line.
    [[nodiscard]] bool isTag() const
    {
        static const QRegularExpression tag(u"\\G<[A-Za-z][A-Za-z0-9_.:-]*(\\s+[A-Za-z_:][^<>]*|\\s*)/?>"_s);
        return tag.matchView(m_text, m_at).hasMatch();
    }

    void advance(qsizetype count)
    {
        m_line += static_cast<int>(QStringView(m_text).mid(m_at, count).count(u'\n'));
        m_at += count;
    }

    void addText(const QString &text)
    {
        // One piece up to the next "<", not character by character.
        const qsizetype next = m_text.indexOf(u'<', m_at + 1);
        const QString piece = text + m_text.mid(m_at + 1, (next < 0 ? m_text.size() : next) - m_at - 1);
        for (XmlNode *node : m_open)
            node->text += withoutEntities(piece);
        advance(piece.size());
    }

    void takeCdata()
    {
        const qsizetype end = m_text.indexOf(u"]]>"_s, m_at);
        if (end < 0)
            return wrong(m_line, u"<![CDATA["_s);
        for (XmlNode *node : m_open)
            node->text += m_text.mid(m_at + 9, end - m_at - 9);
        advance(end + 3 - m_at);
    }

    void skipTo(QStringView end, const QString &what)
    {
        const qsizetype found = m_text.indexOf(end, m_at);
        if (found < 0)
            return wrong(m_line, what);
        advance(found + end.size() - m_at);
    }

    void closeTag()
    {
        const qsizetype end = m_text.indexOf(u'>', m_at);
        const QString name = m_text.mid(m_at + 2, (end < 0 ? m_text.size() : end) - m_at - 2).trimmed();
        if (end < 0 || m_open.size() < 2 || m_open.back()->name != name)
            return wrong(m_line, u"</"_s + name.left(60) + u'>');
        advance(end + 1 - m_at);
        m_open.back()->lines.last = m_line;
        m_open.pop_back();
    }

    void openTag()
    {
        const qsizetype end = m_text.indexOf(u'>', m_at);
        QString inner = m_text.mid(m_at + 1, end - m_at - 1);
        const bool empty = inner.endsWith(u'/');
        if (empty)
            inner.chop(1);
        auto node = std::make_unique<XmlNode>();
        node->lines = {m_line, m_line};
        static const QRegularExpression attribute(u"([A-Za-z_:][\\w:.-]*)\\s*=\\s*(\"([^\"]*)\"|'([^']*)')"_s);
        node->name = inner.section(QRegularExpression(u"\\s"_s), 0, 0);
        for (auto it = attribute.globalMatch(inner); it.hasNext();) {
            const auto match = it.next();
            node->attributes.insert(match.captured(1), withoutEntities(match.captured(3) + match.captured(4)));
        }
        XmlNode *added = node.get();
        m_open.back()->children.push_back(std::move(node));
        if (!empty)
            m_open.push_back(added);
        if (m_open.size() > deepest)
            return wrong(m_line, u'<' + added->name + u'>');
        advance(end + 1 - m_at);
    }

    void wrong(int line, const QString &what)
    {
        m_tree.errorLine = line;
        m_tree.error = what;
    }

    const QString &m_text;
    qsizetype m_at = 0;
    int m_line = 1;
    XmlTree m_tree;
    std::vector<XmlNode *> m_open;
};

}  // namespace

const XmlNode *XmlNode::child(const QString &tag) const
{
    for (const auto &node : children) {
        if (node->name == tag)
            return node.get();
    }
    return nullptr;
}

void XmlNode::collect(const QString &tag, std::vector<const XmlNode *> &found) const
{
    for (const auto &node : children) {
        if (node->name == tag)
            found.push_back(node.get());
        node->collect(tag, found);
    }
}

XmlTree readXmlTree(const QString &text)
{
    return Scanner(text).run();
}

}  // namespace bw::spec
