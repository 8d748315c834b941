// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/testreport.h"

#include <QRegularExpression>

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

/// Sum over all matches of the first captured number; nothing: no match.
std::optional<int> sum(const QString &output, const QRegularExpression &pattern)
{
    std::optional<int> total;
    for (auto it = pattern.globalMatch(output); it.hasNext();)
        total = total.value_or(0) + it.next().captured(1).toInt();
    return total;
}

}  // namespace

QString whyReportProvesNothing(const QString &output)
{
    constexpr auto lines = QRegularExpression::MultilineOption;
    static const QRegularExpression nodeTests(u"^(?:#|\\x{2139}) tests (\\d+)\\s*$"_s, lines);
    static const QRegularExpression nodePasses(u"^(?:#|\\x{2139}) pass (\\d+)\\s*$"_s, lines);
    static const QRegularExpression cargo(u"^running (\\d+) tests?\\s*$"_s, lines);
    static const QRegularExpression unittest(u"^Ran (\\d+) tests? in "_s, lines);
    static const QRegularExpression unittestSkips(u"^OK \\(skipped=(\\d+)\\)"_s, lines);
    static const QRegularExpression mocha(u"^\\s*(\\d+) passing\\b"_s, lines);
    static const QRegularExpression jest(u"^\\s*Tests:?\\s+.*\\b(?:skipped|todo)\\b"_s, lines);
    static const QRegularExpression jestPasses(u"^\\s*Tests:?\\s+.*\\b(\\d+) passed\\b"_s, lines);
    static const QRegularExpression pytest(
        u"\\b(?:\\d+ (?:skipped|xfailed|deselected)\\b.*|no tests ran) in [\\d.]+s"_s);
    static const QRegularExpression pytestPasses(u"\\b(\\d+) passed\\b.* in [\\d.]+s"_s);
    static const QRegularExpression none(
        u"\\b(no test files found|no tests found|collected 0 items|no tests to run|no test suite found|no test files)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QString nothing = u"the runner found no test"_s;
    const QString skipped = u"the runner skipped every test"_s;
    if (const auto passes = sum(output, nodePasses); passes == 0)
        return sum(output, nodeTests).value_or(0) == 0 ? nothing : skipped;
    if (sum(output, cargo) == 0 || sum(output, unittest) == 0 || sum(output, mocha) == 0)
        return nothing;
    if (const auto skips = sum(output, unittestSkips); skips && skips == sum(output, unittest))
        return skipped;
    if (jest.match(output).hasMatch() && sum(output, jestPasses).value_or(0) == 0)
        return skipped;
    if (pytest.match(output).hasMatch() && sum(output, pytestPasses).value_or(0) == 0)
        return skipped;
    // Of several parts of a project some may have no tests.
    if (none.match(output).hasMatch() && sum(output, nodePasses).value_or(0) == 0
        && sum(output, jestPasses).value_or(0) == 0 && sum(output, pytestPasses).value_or(0) == 0
        && !output.contains("\nok  \t"_L1) && !output.startsWith("ok  \t"_L1))
        return nothing;
    return {};
}

}  // namespace bw::agent
