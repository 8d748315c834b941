// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/codecolors.h"

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/State>
#include <KSyntaxHighlighting/Theme>

#include <utility>

namespace bw::desktop
{

namespace
{

constexpr qsizetype longestLine = 2000;  // minified code would take seconds

/// Reads the index of all languages when the first code is shown.
KSyntaxHighlighting::Repository &repository()
{
    static KSyntaxHighlighting::Repository repository;
    return repository;
}

KSyntaxHighlighting::Definition definitionOf(const QString &language)
{
    if (language.isEmpty())
        return {};
    auto definition = repository().definitionForName(language);
    if (!definition.isValid())
        definition = repository().definitionForFileName(QStringLiteral("x.") + language);
    return definition;
}

}  // namespace

class CodeColors::Highlighter final : public KSyntaxHighlighting::AbstractHighlighter
{
public:
    Highlighter(const QString &language, bool dark)
    {
        setDefinition(definitionOf(language));
        setTheme(repository().defaultTheme(dark ? KSyntaxHighlighting::Repository::DarkTheme
                                                : KSyntaxHighlighting::Repository::LightTheme));
    }

    QList<QTextLayout::FormatRange> next(const QString &line)
    {
        m_before = m_state;
        m_ranges.clear();
        if (definition().isValid() && line.size() <= longestLine)
            m_state = highlightLine(line, m_state);
        return std::exchange(m_ranges, {});
    }
    void stepBack() { m_state = m_before; }

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override
    {
        if (length <= 0 || format.isDefaultTextStyle(theme()))
            return;
        QTextCharFormat shown;
        if (format.hasTextColor(theme()))
            shown.setForeground(format.textColor(theme()));
        if (format.isBold(theme()))
            shown.setFontWeight(QFont::DemiBold);
        if (format.isItalic(theme()))
            shown.setFontItalic(true);
        m_ranges.append({offset, length, shown});
    }

private:
    KSyntaxHighlighting::State m_state;
    KSyntaxHighlighting::State m_before;
    QList<QTextLayout::FormatRange> m_ranges;
};

CodeColors::CodeColors(const QString &language, bool dark)
    : m_highlighter(std::make_unique<Highlighter>(language, dark))
{
}

CodeColors::~CodeColors() = default;

QList<QTextLayout::FormatRange> CodeColors::nextLine(const QString &line) { return m_highlighter->next(line); }

void CodeColors::stepBack() { m_highlighter->stepBack(); }

}  // namespace bw::desktop
