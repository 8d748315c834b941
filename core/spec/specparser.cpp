// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/specparser.h"

#include "spec/featureids.h"
#include "spec/markdownspec.h"
#include "spec/xmlspec.h"

#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

// The line of the first byte sequence that is no UTF-8; 0 = there is none.
int firstBadLine(const QByteArray &bytes)
{
    // Stateless: a sequence that the end cuts is an error, too.
    QStringDecoder whole(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = whole.decode(bytes);
    if (!whole.hasError() && !text.contains(QChar::ReplacementCharacter) && !text.contains(QChar(0)))
        return 0;
    int number = 1;
    for (qsizetype at = 0; at < bytes.size(); ++number) {
        qsizetype end = bytes.indexOf('\n', at);
        if (end < 0)
            end = bytes.size();
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString line = decoder.decode(QByteArrayView(bytes).mid(at, end - at));
        if (decoder.hasError() || line.contains(QChar::ReplacementCharacter) || line.contains(QChar(0)))
            return number;
        at = end + 1;
    }
    return 0;
}

// Markdown may begin with a comment or with HTML, but then it has headings.
bool looksLikeXml(const QString &text)
{
    if (text.contains(u"<project_specification>"_s) || text.contains(u"<project_name>"_s))
        return true;
    static const QRegularExpression heading(u"^#{1,6}[ \\t]"_s, QRegularExpression::MultilineOption);
    return text.trimmed().startsWith(u'<') && !heading.match(text).hasMatch();
}

std::optional<Error> errorOf(const ParsedSpec &parsed, const QString &source)
{
    const auto bad = std::ranges::find(parsed.diagnostics, Diagnostic::Level::Error, &Diagnostic::level);
    if (bad == parsed.diagnostics.end())
        return std::nullopt;
    if (bad->key == "empty"_L1)
        return Error {ErrorCode::SpecEmpty, u"empty"_s, {{u"path"_s, source}}, std::nullopt};
    if (bad->key == "too_large"_L1)
        return Error {
            ErrorCode::TooLarge, u"specification"_s, {{u"what"_s, source}, {u"limit"_s, u"4 MB"_s}}, std::nullopt};
    const QString why = bad->detail.isEmpty() ? bad->key : bad->key + u": "_s + bad->detail;
    return Error {ErrorCode::SpecInvalid,
                  why,
                  {{u"path"_s, source},
                   {u"line"_s, QString::number(bad->line)},
                   {u"why"_s, bad->key},
                   {u"detail"_s, bad->detail}},
                  std::nullopt};
}

}  // namespace

bool ParsedSpec::usable() const
{
    return std::ranges::none_of(diagnostics, [](const Diagnostic &d) { return d.level == Diagnostic::Level::Error; });
}

ParsedSpec readSpec(const QByteArray &bytes)
{
    ParsedSpec parsed;
    parsed.spec.source = bytes;
    const auto stop = [&parsed](int line, const QString &key, const QString &detail = {}) {
        parsed.diagnostics.append({Diagnostic::Level::Error, line, key, detail});
        return parsed;
    };
    if (bytes.size() > largestSpec)
        return stop(0, u"too_large"_s);
    if (bytes.trimmed().isEmpty())
        return stop(0, u"empty"_s);
    if (const int line = firstBadLine(bytes); line > 0)
        return stop(line, u"not_utf8"_s);
    QString text = QString::fromUtf8(bytes);
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    if (looksLikeXml(text)) {
        parsed.spec.format = SpecFormat::Xml;
        readXmlSpec(text, parsed);
    } else {
        parsed.spec.format = SpecFormat::Markdown;
        readMarkdownSpec(text, parsed);
    }
    giveIds(parsed.spec.features);
    if (parsed.usable() && parsed.spec.features.isEmpty())
        return stop(1, u"no_features"_s);
    if (parsed.usable() && parsed.spec.name.isEmpty()) {
        parsed.spec.name = u"Untitled App"_s;
        parsed.diagnostics.append({Diagnostic::Level::Warning, 1, u"no_name"_s, {}});
    }
    std::ranges::stable_sort(parsed.diagnostics, {}, &Diagnostic::line);
    return parsed;
}

Result<AppSpec> parseSpec(const QByteArray &bytes, const QString &source)
{
    ParsedSpec parsed = readSpec(bytes);
    if (auto error = errorOf(parsed, source))
        return fail(*error);
    return std::move(parsed.spec);
}

}  // namespace bw::spec
