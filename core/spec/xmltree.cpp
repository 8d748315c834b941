// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/xmltree.h"

#include <QRegularExpression>

namespace bw::spec
{

using namespace Qt::StringLiterals;

QString xmlPlain(QString text)
{
    if (!text.contains(u'&'))
        return text;
    static const QList<std::pair<QString, QString>> entities {
        {u"&lt;"_s, u"<"_s}, {u"&gt;"_s, u">"_s}, {u"&quot;"_s, u"\""_s}, {u"&apos;"_s, u"'"_s}, {u"&amp;"_s, u"&"_s}};
    for (const auto &[entity, character] : entities)
        text.replace(entity, character);
    return text;
}

namespace
{

constexpr int deepest = 100;

class Scanner
{
public:
    explicit Scanner(const QString &text)
        : m_text(text)
    {
        m_tree.root = std::make_unique<XmlNode>();
        m_tree.root->lines = {1, 1};
        m_tree.root->inner.from = {1, 0};
        // Never more than the source: the views into it stay good.
        m_tree.text.reserve(m_text.size());
        m_open.push_back({m_tree.root.get(), 0});
    }

    XmlTree run()
    {
        while (m_at < m_text.size() && m_tree.errorLine == 0)
            step();
        if (m_tree.errorLine == 0 && m_open.size() > 1)
            wrong(m_open.back().node->lines.first, u'<' + m_open.back().node->name + u'>');
        m_tree.root->lines.last = m_line;
        m_tree.root->inner.to = place();
        m_tree.root->whole = m_tree.root->inner;
        m_tree.root->text = m_tree.text;
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
        else if (rest.startsWith(u"</") && rest.size() > 2 && isLatinLetter(rest[2]))
            closeTag();
        else if (rest.startsWith(u'<') && rest.size() > 1 && isLatinLetter(rest[1]) && isTag())
            openTag();
        else
            addText(m_text.mid(m_at, 1));
    }

    // "<" in prose ("a <b and c") has no ">" before the next "<".
    [[nodiscard]] bool isTag() const
    {
        qsizetype end = m_at + 1;
        while (end < m_text.size() && m_text[end] != u'<' && m_text[end] != u'>')
            ++end;
        if (end == m_text.size() || m_text[end] != u'>')
            return false;
        qsizetype at = m_at + 1;
        while (isNameCharacter(m_text[at]))
            ++at;
        const QStringView rest = QStringView(m_text).sliced(at, end - at);
        if (rest.isEmpty() || rest == u"/")
            return true;
        const QStringView attributes = rest.trimmed();
        return rest.first().isSpace()
            && (attributes.isEmpty() || attributes == u"/" || attributes.first().isLetter()
                || attributes.first() == u'_');
    }

    static bool isLatinLetter(QChar c) { return c.unicode() < 0x80 && c.isLetter(); }
    static bool isNameCharacter(QChar c)
    {
        return (c.unicode() < 0x80 && c.isLetterOrNumber()) || c == u'_' || c == u'.' || c == u':' || c == u'-';
    }

    void advance(qsizetype count)
    {
        const QStringView passed = QStringView(m_text).mid(m_at, count);
        if (const qsizetype last = passed.lastIndexOf(u'\n'); last >= 0) {
            m_line += static_cast<int>(passed.count(u'\n'));
            m_lineStart = m_at + last + 1;
        }
        m_at += count;
    }

    [[nodiscard]] TextPlace place() const { return {m_line, static_cast<int>(m_at - m_lineStart)}; }

    void addText(const QString &text)
    {
        // One piece up to the next "<", not character by character.
        const qsizetype next = m_text.indexOf(u'<', m_at + 1);
        const QString piece = text + m_text.mid(m_at + 1, (next < 0 ? m_text.size() : next) - m_at - 1);
        m_tree.text += xmlPlain(piece);
        advance(piece.size());
    }

    void takeCdata()
    {
        const qsizetype end = m_text.indexOf(u"]]>"_s, m_at);
        if (end < 0)
            return wrong(m_line, u"<![CDATA["_s);
        m_tree.text += QStringView(m_text).sliced(m_at + 9, end - m_at - 9);
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
        if (end < 0 || m_open.size() < 2 || m_open.back().node->name != name)
            return wrong(m_line, u"</"_s + name.left(60) + u'>');
        XmlNode &node = *m_open.back().node;
        node.inner.to = place();
        advance(end + 1 - m_at);
        node.whole.to = place();
        node.lines.last = m_line;
        node.text = QStringView(m_tree.text).sliced(m_open.back().textFrom);
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
        node->whole.from = place();
        static const QRegularExpression attribute(u"([A-Za-z_:][\\w:.-]*)\\s*=\\s*(\"([^\"]*)\"|'([^']*)')"_s);
        qsizetype name = 0;
        while (name < inner.size() && isNameCharacter(inner[name]))
            ++name;
        node->name = inner.left(name);
        if (inner.contains(u'=')) {
            for (auto it = attribute.globalMatch(inner); it.hasNext();) {
                const auto match = it.next();
                node->attributes.insert(match.captured(1), xmlPlain(match.captured(3) + match.captured(4)));
            }
        }
        XmlNode *added = node.get();
        m_open.back().node->children.push_back(std::move(node));
        if (!empty)
            m_open.push_back({added, m_tree.text.size()});
        if (m_open.size() > deepest)
            return wrong(m_line, u'<' + added->name + u'>');
        advance(end + 1 - m_at);
        if (empty)
            added->whole.to = place();
        else
            added->inner.from = place();
    }

    void wrong(int line, const QString &what)
    {
        m_tree.errorLine = line;
        m_tree.error = what;
    }

    const QString &m_text;
    qsizetype m_at = 0;
    qsizetype m_lineStart = 0;
    int m_line = 1;
    XmlTree m_tree;
    struct Open {
        XmlNode *node;
        qsizetype textFrom;
    };
    std::vector<Open> m_open;
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

XmlTree readXmlTree(const QString &text) { return Scanner(text).run(); }

}  // namespace bw::spec
