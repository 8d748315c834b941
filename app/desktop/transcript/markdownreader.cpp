// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/markdownreader.h"

#include <QUrl>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <memory>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

struct NodeEnd {
    void operator()(cmark_node *node) const { cmark_node_free(node); }
};
struct ParserEnd {
    void operator()(cmark_parser *parser) const { cmark_parser_free(parser); }
};

QString literalOf(cmark_node *node)
{
    const char *text = cmark_node_get_literal(node);
    return text ? QString::fromUtf8(text) : QString();
}

bool isNamed(cmark_node *node, const char *type) { return qstrcmp(cmark_node_get_type_string(node), type) == 0; }

QString safeLink(cmark_node *node)
{
    const QUrl url(QString::fromUtf8(cmark_node_get_url(node)), QUrl::TolerantMode);
    const QString scheme = url.scheme().toLower();
    if (scheme == u"mailto" || ((scheme == u"http" || scheme == u"https") && !url.host().isEmpty()))
        return url.toString(QUrl::FullyEncoded);
    return {};
}

void add(MarkdownRuns &runs, MarkdownRun run)
{
    if (run.text.isEmpty())
        return;
    if (!runs.isEmpty()) {
        MarkdownRun &last = runs.last();
        MarkdownRun same = run;
        same.text = last.text;
        if (same == last) {
            last.text += run.text;
            return;
        }
    }
    runs.append(std::move(run));
}

void addInlines(cmark_node *parent, const MarkdownRun &style, MarkdownRuns &runs);

void addInline(cmark_node *node, MarkdownRun style, MarkdownRuns &runs)
{
    switch (static_cast<int>(cmark_node_get_type(node))) {  // most of the types stand nowhere in a document
    case CMARK_NODE_TEXT:
    case CMARK_NODE_HTML_INLINE:
        style.text = literalOf(node);
        return add(runs, std::move(style));
    case CMARK_NODE_CODE:
        style.text = literalOf(node);
        style.code = true;
        return add(runs, std::move(style));
    case CMARK_NODE_SOFTBREAK:
        style.text = u" "_s;
        return add(runs, std::move(style));
    case CMARK_NODE_LINEBREAK:
        style.text = QChar(QChar::LineSeparator);
        return add(runs, std::move(style));
    case CMARK_NODE_EMPH:
        style.emphasis = true;
        return addInlines(node, style, runs);
    case CMARK_NODE_STRONG:
        style.strong = true;
        return addInlines(node, style, runs);
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:  // its description leads to it; it is never loaded
        style.link = safeLink(node);
        if (cmark_node_first_child(node))
            return addInlines(node, style, runs);
        style.text = QString::fromUtf8(cmark_node_get_url(node));
        return add(runs, std::move(style));
    default:
        break;
    }
    if (isNamed(node, "strikethrough"))
        style.struck = true;
    addInlines(node, style, runs);
}

void addInlines(cmark_node *parent, const MarkdownRun &style, MarkdownRuns &runs)
{
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node))
        addInline(node, style, runs);
}

MarkdownRuns inlinesOf(cmark_node *parent)
{
    MarkdownRuns runs;
    addInlines(parent, {}, runs);
    return runs;
}

/// Walks the blocks and lays the leaves in a row.
class Flattener final
{
public:
    explicit Flattener(QList<MarkdownBlock> &blocks)
        : m_blocks(blocks)
    {
    }

    void addBlock(cmark_node *node)
    {
        switch (static_cast<int>(cmark_node_get_type(node))) {  // most of the types stand nowhere in a document
        case CMARK_NODE_BLOCK_QUOTE:
            ++m_quotes;
            addChildren(node);
            --m_quotes;
            return;
        case CMARK_NODE_LIST:
            return addList(node);
        case CMARK_NODE_PARAGRAPH:
            return addText(node, MarkdownBlock::Kind::Paragraph, 0);
        case CMARK_NODE_HEADING:
            return addText(node, MarkdownBlock::Kind::Heading, cmark_node_get_heading_level(node));
        case CMARK_NODE_CODE_BLOCK:
            return addCode(node, QString::fromUtf8(cmark_node_get_fence_info(node)).section(u' ', 0, 0));
        case CMARK_NODE_HTML_BLOCK:
            return addCode(node, u"html"_s);
        case CMARK_NODE_THEMATIC_BREAK:
            return push(MarkdownBlock {.kind = MarkdownBlock::Kind::Rule});
        default:
            return isNamed(node, "table") ? addTable(node) : addChildren(node);
        }
    }

private:
    void addChildren(cmark_node *parent)
    {
        for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node))
            addBlock(node);
    }

    void addList(cmark_node *list)
    {
        const bool numbered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
        const bool wasTight = std::exchange(m_tight, cmark_node_get_list_tight(list) != 0);
        int number = cmark_node_get_list_start(list);
        ++m_lists;
        bool first = true;
        for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
            m_marker = numbered ? QString::number(number++) + u'.' : u"\u2022"_s;
            if (isNamed(item, "tasklist"))
                m_marker = cmark_gfm_extensions_get_tasklist_item_checked(item) ? u"\u2611"_s : u"\u2610"_s;
            m_firstOfList = std::exchange(first, false) && m_lists == 1;
            if (cmark_node_first_child(item))
                addChildren(item);
            else
                push({});
            m_marker.clear();
        }
        --m_lists;
        m_tight = wasTight;
    }

    void addText(cmark_node *node, MarkdownBlock::Kind kind, int level)
    {
        push(MarkdownBlock {.kind = kind, .level = level, .text = inlinesOf(node)});
    }

    void addCode(cmark_node *node, const QString &language)
    {
        QString code = literalOf(node);
        if (code.endsWith(u'\n'))
            code.chop(1);
        push(MarkdownBlock {.kind = MarkdownBlock::Kind::Code, .language = language, .code = std::move(code)});
    }

    void addTable(cmark_node *table)
    {
        MarkdownBlock block {.kind = MarkdownBlock::Kind::Table};
        const quint16 columns = cmark_gfm_extensions_get_table_columns(table);
        const quint8 *aligns = cmark_gfm_extensions_get_table_alignments(table);
        for (quint16 i = 0; i < columns; ++i)
            block.columns.append(aligns && aligns[i] == 'r'       ? MarkdownBlock::Align::Right
                                     : aligns && aligns[i] == 'c' ? MarkdownBlock::Align::Centre
                                                                  : MarkdownBlock::Align::Left);
        for (cmark_node *row = cmark_node_first_child(table); row; row = cmark_node_next(row)) {
            QList<MarkdownRuns> cells;
            for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell))
                cells.append(inlinesOf(cell));
            block.rows.append(std::move(cells));
        }
        push(std::move(block));
    }

    void push(MarkdownBlock block)
    {
        block.quotes = m_quotes;
        block.lists = m_lists;
        block.marker = std::exchange(m_marker, {});
        block.tight = m_tight && m_lists > 0 && !std::exchange(m_firstOfList, false);
        m_blocks.append(std::move(block));
    }

    QList<MarkdownBlock> &m_blocks;
    QString m_marker;
    int m_quotes = 0;
    int m_lists = 0;
    bool m_tight = false;
    bool m_firstOfList = false;
};

std::unique_ptr<cmark_node, NodeEnd> parse(const QByteArray &bytes)
{
    static const bool registered = [] {
        cmark_gfm_core_extensions_ensure_registered();
        return true;
    }();
    Q_UNUSED(registered)
    const std::unique_ptr<cmark_parser, ParserEnd> parser(cmark_parser_new(CMARK_OPT_VALIDATE_UTF8));
    for (const char *name : {"table", "strikethrough", "tasklist", "autolink"})
        if (cmark_syntax_extension *extension = cmark_find_syntax_extension(name))
            cmark_parser_attach_syntax_extension(parser.get(), extension);
    cmark_parser_feed(parser.get(), bytes.constData(), static_cast<size_t>(bytes.size()));
    return std::unique_ptr<cmark_node, NodeEnd>(cmark_parser_finish(parser.get()));
}

}  // namespace

MarkdownReading readMarkdown(const QByteArray &bytes)
{
    MarkdownReading reading;
    const auto document = parse(bytes);
    Flattener flattener(reading.blocks);
    for (cmark_node *node = cmark_node_first_child(document.get()); node; node = cmark_node_next(node)) {
        reading.lastBlock = reading.blocks.size();
        reading.lastLine = cmark_node_get_start_line(node);
        flattener.addBlock(node);
    }
    return reading;
}

}  // namespace bw::desktop
