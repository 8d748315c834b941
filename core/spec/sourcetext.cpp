// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/sourcetext.h"

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView mark("\xEF\xBB\xBF", 3);

struct Step {
    int bytes;
    int units;
};

// By the first byte of a sequence in UTF-8; four bytes are a surrogate pair.
Step stepAt(char first)
{
    const auto byte = static_cast<unsigned char>(first);
    if (byte < 0xC0)
        return {1, 1};
    if (byte < 0xE0)
        return {2, 1};
    return byte < 0xF0 ? Step {3, 1} : Step {4, 2};
}

}  // namespace

SourceText::SourceText(const QByteArray &bytes)
    : m_bytes(bytes)
{
    m_starts.push_back(bytes.startsWith(mark) ? mark.size() : 0);
    for (qsizetype at = bytes.indexOf('\n'); at >= 0; at = bytes.indexOf('\n', at + 1))
        m_starts.push_back(at + 1);
}

QByteArrayView SourceText::bytesOf(int number) const
{
    if (number < 1 || number > lineCount())
        return {};
    const auto index = static_cast<size_t>(number - 1);
    const qsizetype from = m_starts[index];
    const qsizetype to = number == lineCount() ? m_bytes.size() : m_starts[index + 1] - 1;
    QByteArrayView line = QByteArrayView(m_bytes).sliced(from, to - from);
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

QString SourceText::line(int number) const { return QString::fromUtf8(bytesOf(number)); }

int SourceText::columns(int number) const
{
    const QByteArrayView line = bytesOf(number);
    int units = 0;
    for (qsizetype at = 0; at < line.size();) {
        const Step step = stepAt(line[at]);
        at += step.bytes;
        units += step.units;
    }
    return units;
}

TextPlace SourceText::end() const { return {lineCount(), columns(lineCount())}; }

bool SourceText::usesCrLf() const
{
    const qsizetype first = m_bytes.indexOf('\n');
    return first > 0 && m_bytes[first - 1] == '\r';
}

std::optional<qsizetype> SourceText::offset(const TextPlace &place) const
{
    if (place.line < 1 || place.line > lineCount() || place.column < 0)
        return std::nullopt;
    const QByteArrayView line = bytesOf(place.line);
    qsizetype at = 0;
    int column = 0;
    while (column < place.column && at < line.size()) {
        const Step step = stepAt(line[at]);
        at += step.bytes;
        column += step.units;
    }
    if (column != place.column || at > line.size())
        return std::nullopt;
    return m_starts[static_cast<size_t>(place.line - 1)] + at;
}

QString SourceText::text(const TextSpan &span) const
{
    const auto from = offset(span.from);
    const auto to = offset(span.to);
    if (!from || !to || *to < *from)
        return {};
    return QString::fromUtf8(QByteArrayView(m_bytes).sliced(*from, *to - *from)).replace(u"\r\n"_s, u"\n"_s);
}

QString SourceText::indent(int number) const
{
    const QString text = line(number);
    qsizetype blanks = 0;
    while (blanks < text.size() && (text[blanks] == u' ' || text[blanks] == u'\t'))
        ++blanks;
    return text.left(blanks);
}

bool SourceText::standsAlone(const TextSpan &span) const
{
    return QStringView(line(span.from.line)).left(span.from.column).trimmed().isEmpty()
        && QStringView(line(span.to.line)).mid(span.to.column).trimmed().isEmpty();
}

TextEdit SourceText::removal(const TextSpan &span) const
{
    if (!standsAlone(span))
        return {span, {}};
    if (span.to.line < lineCount())
        return {{{span.from.line, 0}, {span.to.line + 1, 0}}, {}};
    if (span.from.line > 1)
        return {{{span.from.line - 1, columns(span.from.line - 1)}, {span.to.line, columns(span.to.line)}}, {}};
    return {{{1, 0}, {span.to.line, columns(span.to.line)}}, {}};
}

TextPlace SourceText::lastText(const TextSpan &span) const
{
    for (int number = span.to.line; number >= span.from.line; --number) {
        QString text = line(number);
        if (number == span.to.line)
            text.truncate(span.to.column);
        const qsizetype from = number == span.from.line ? span.from.column : 0;
        while (text.size() > from && text.back().isSpace())
            text.chop(1);
        if (text.size() > from)
            return {number, static_cast<int>(text.size())};
    }
    return span.from;
}

}  // namespace bw::spec
