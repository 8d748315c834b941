// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/speccomparison.h"

#include "spec/specparser.h"
#include "usertext/usertext.h"

#include <QCoreApplication>

#include <algorithm>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using spec::SpecArea;
using spec::SpecDifference;
using spec::WordPiece;
using Kind = SpecDifference::Kind;
using What = SpecDifference::What;

namespace
{

constexpr int mostShown = 600;           // differences
constexpr qsizetype longestShown = 800;  // characters of one
constexpr qsizetype around = 60;         // characters of what is the same, beside what differs

QString text(const char *source) { return QCoreApplication::translate("bw::desktop::SpecComparison", source); }
QString counted(const char *source, int n)
{
    return QCoreApplication::translate("bw::desktop::SpecComparison", source, nullptr, n);
}

QString areaText(SpecArea area)
{
    switch (area) {
    case SpecArea::Features:
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "Feature"));
    case SpecArea::Stack:
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "Stack"));
    case SpecArea::DataModel:
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "Data model"));
    case SpecArea::Endpoints:
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "Endpoint"));
    case SpecArea::Pages:
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "Page"));
    case SpecArea::Design:
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "Design"));
    case SpecArea::Priorities:
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "Priority"));
    case SpecArea::Criteria:
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "Criterion"));
    }
    return {};
}

QString titleOf(const SpecDifference &difference)
{
    switch (difference.what) {
    case What::Name:
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "Name"));
    case What::Overview:
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "Overview"));
    case What::Tier:
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "Tier"));
    case What::Target:
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "Number of features"));
    case What::Feature:
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "Feature %1")).arg(difference.key);
    case What::Group:
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "Group %1 (%2)"))
            .arg(difference.key, areaText(difference.area));
    case What::Item:
        return u"%1 %2"_s.arg(areaText(difference.area), difference.key.section(u'\n', 0, 0));
    case What::Section:
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "Section %1")).arg(difference.key);
    }
    return {};
}

QString placeOf(const SpecDifference &difference)
{
    const QString none = text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "no group"));
    const auto named = [&none](const QString &group) { return group.isEmpty() ? none : group; };
    if (difference.kind == Kind::Moved)
        return difference.groupBefore == difference.groupAfter
            ? text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "in another order"))
            : text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "from %1 to %2"))
                  .arg(named(difference.groupBefore), named(difference.groupAfter));
    const QString group = difference.groupAfter.isEmpty() ? difference.groupBefore : difference.groupAfter;
    return group.isEmpty() || difference.what != What::Feature
        ? QString()
        : text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "in %1")).arg(group);
}

/// The end, or the beginning, of what is the same: cut between words.
QString tail(const QString &words) { return u"\u2026 "_s + words.last(around).section(u' ', 1); }
QString head(const QString &words) { return words.first(around).section(u' ', 0, -2) + u" \u2026 "_s; }

QList<WordPiece> shortened(const QList<WordPiece> &pieces)
{
    QList<WordPiece> shown;
    qsizetype length = 0;
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        WordPiece piece = pieces.at(i);
        const bool first = i == 0, last = i == pieces.size() - 1;
        if (piece.kind == WordPiece::Kind::Same && pieces.size() > 1 && piece.text.size() > 3 * around) {
            const QString whole = piece.text;
            piece.text = first ? tail(whole) : last ? head(whole) : head(whole) + tail(whole).sliced(2);
        }
        if (length + piece.text.size() > longestShown) {
            piece.text = piece.text.left(longestShown - length) + u'\u2026';
            shown << piece;
            break;
        }
        length += piece.text.size();
        shown << piece;
    }
    for (WordPiece &piece : shown)
        piece.text.replace(u'\n', u' ').replace(u'\r', u' ').replace(u'\t', u' ');
    return shown;
}

QList<WordPiece> wordsOf(const SpecDifference &difference)
{
    switch (difference.kind) {
    case Kind::Added:
        return shortened({{WordPiece::Kind::Added, difference.after}});
    case Kind::Removed:
        return shortened({{WordPiece::Kind::Removed, difference.before}});
    case Kind::Changed:
        return shortened(difference.words);
    case Kind::Moved:
        return shortened({{WordPiece::Kind::Same, difference.after}});
    }
    return {};
}

/// In Markdown the overview is a section, too; it is read once.
void dropSaidTwice(QList<SpecDifference> &differences)
{
    const auto overview = std::ranges::find(differences, What::Overview, &SpecDifference::what);
    if (overview == differences.cend())
        return;
    const QString before = overview->before.trimmed(), after = overview->after.trimmed();
    differences.removeIf([&](const SpecDifference &one) {
        return one.what == What::Section && one.before.trimmed() == before && one.after.trimmed() == after;
    });
}

void takeProblem(SpecComparison &comparison, const spec::ParsedSpec &parsed)
{
    const auto problem =
        std::ranges::find(parsed.diagnostics, spec::Diagnostic::Level::Error, &spec::Diagnostic::level);
    if (problem == parsed.diagnostics.cend() || !comparison.whyUnreadable.isEmpty())
        return;
    comparison.unreadable = problem->line;
    comparison.whyUnreadable = usertext::specProblemText(problem->key, problem->detail);
}

}  // namespace

MeantDifference meantDifference(const SpecDifference &difference)
{
    return {difference.kind, titleOf(difference), placeOf(difference), wordsOf(difference)};
}

SpecComparison compareSpecs(const QByteArray &before, const QByteArray &after)
{
    SpecComparison comparison;
    comparison.text = spec::diffTexts(before, after);
    if (comparison.isEmpty())
        return comparison;
    const spec::ParsedSpec old = spec::readSpec(before), fresh = spec::readSpec(after);
    // An empty text is where a first version comes from.
    if (!before.trimmed().isEmpty())
        takeProblem(comparison, old);
    if (!after.trimmed().isEmpty())
        takeProblem(comparison, fresh);
    QList<SpecDifference> differences = spec::diffSpecs(old.spec, fresh.spec);
    dropSaidTwice(differences);
    std::ranges::stable_sort(differences, {}, &SpecDifference::kind);
    for (const SpecDifference &difference : std::as_const(differences)) {
        ++comparison.count[static_cast<int>(difference.kind)];
        if (comparison.meant.size() < mostShown)
            comparison.meant << meantDifference(difference);
        else
            ++comparison.meantLeft;
    }
    return comparison;
}

QString kindText(Kind kind)
{
    switch (kind) {
    case Kind::Added:
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "Added"));
    case Kind::Removed:
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "Removed"));
    case Kind::Changed:
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "Changed"));
    case Kind::Moved:
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "Moved"));
    }
    return {};
}

QString meantText(const SpecComparison &comparison)
{
    const auto count = [&comparison](Kind kind) { return comparison.count[static_cast<int>(kind)]; };
    QStringList parts;
    if (const int n = count(Kind::Added))
        parts << counted(QT_TRANSLATE_N_NOOP("bw::desktop::SpecComparison", "%n added"), n);
    if (const int n = count(Kind::Removed))
        parts << counted(QT_TRANSLATE_N_NOOP("bw::desktop::SpecComparison", "%n removed"), n);
    if (const int n = count(Kind::Changed))
        parts << counted(QT_TRANSLATE_N_NOOP("bw::desktop::SpecComparison", "%n changed"), n);
    if (const int n = count(Kind::Moved))
        parts << counted(QT_TRANSLATE_N_NOOP("bw::desktop::SpecComparison", "%n moved"), n);
    return parts.isEmpty()
        ? text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "Nothing that is built differs; the text does."))
        : parts.join(u", "_s);
}

QString linesText(const spec::TextDiff &diff)
{
    const QString added = counted(QT_TRANSLATE_N_NOOP("bw::desktop::SpecComparison", "%n line(s) added"), diff.added);
    const QString removed =
        counted(QT_TRANSLATE_N_NOOP("bw::desktop::SpecComparison", "%n line(s) removed"), diff.removed);
    return diff.removed == 0 ? added : diff.added == 0 ? removed : added + u", "_s + removed;
}

QString authorText(const QString &author)
{
    if (author == "person"_L1)
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "you"));
    if (author == "chat"_L1)
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "chat"));
    if (author == "wizard"_L1)
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "wizard"));
    if (author == "import"_L1)
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "import"));
    if (author == "template"_L1)
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "template"));
    if (author == "model"_L1)
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecComparison", "model"));
    return author;
}

}  // namespace bw::desktop
