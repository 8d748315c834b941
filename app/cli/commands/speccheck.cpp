// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/speccheck.h"

#include "commands/commands.h"
#include "usertext/terminaltext.h"
#include "usertext/usertext.h"

#include <QCoreApplication>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

QString findingLine(const QString &path, const spec::Finding &finding)
{
    const QString level = finding.level == spec::Diagnostic::Level::Error
        ? text(QT_TRANSLATE_NOOP("bw::cli", "error"))
        : text(QT_TRANSLATE_NOOP("bw::cli", "warning"));
    return u"%1:%2: %3: %4"_s.arg(path)
        .arg(finding.span.from.line)
        .arg(level, usertext::plainTerminalText(usertext::specProblemText(finding.key, finding.detail)));
}

// More than the first error: whoever mends a file wants to hear everything at once.
ExitCode showUnusable(const Invocation &invocation, const QString &path, const QList<spec::Finding> &findings,
                      const Error &error, Json object)
{
    const QString message = usertext::errorText(error);
    object["error"] = Json {{"code", toStd(toKey(error.code))}, {"message", toStd(message)}};
    invocation.out().object(object);
    for (const spec::Finding &finding : findings)
        invocation.out().note(findingLine(path, finding));
    invocation.out().note(message);
    return ExitCode::Usage;
}

}  // namespace

Json findingsArray(const QList<spec::Finding> &findings)
{
    Json array = Json::array();
    for (const spec::Finding &finding : findings) {
        Json fixes = Json::array();
        for (const spec::QuickFix &fix : finding.fixes)
            fixes.push_back({{"key", toStd(fix.key)}, {"text", toStd(usertext::specFixText(fix.key, fix.detail))}});
        array.push_back({{"level", finding.level == spec::Diagnostic::Level::Error ? "error" : "warning"},
                         {"line", finding.span.from.line},
                         {"key", toStd(finding.key)},
                         {"text", toStd(usertext::specProblemText(finding.key, finding.detail))},
                         {"fixes", std::move(fixes)}});
    }
    return array;
}

void showFindings(const Invocation &invocation, const QString &name, const QList<spec::Finding> &findings)
{
    Terminal &out = invocation.out();
    for (const spec::Finding &finding : findings) {
        out.line(findingLine(name, finding));
        for (const spec::QuickFix &fix : finding.fixes)
            out.line(out.faint(u"    "_s + usertext::plainTerminalText(usertext::specFixText(fix.key, fix.detail))));
    }
}

ExitCode checkSpecFile(const Invocation &invocation, const QString &path)
{
    const auto bytes = readSpecFile(path);
    if (!bytes)
        return report(invocation, bytes.error());
    const spec::ParsedSpec parsed = spec::readSpec(*bytes);
    const QList<spec::Finding> findings = spec::validateSpec(parsed);
    Json object {{"path", toStd(path)}, {"usable", parsed.usable()}, {"diagnostics", findingsArray(findings)}};
    if (const auto good = spec::parseSpec(*bytes, path); !good)
        return showUnusable(invocation, path, findings, good.error(), std::move(object));
    object["name"] = toStd(parsed.spec.name);
    object["format"] = toStd(toKey(parsed.spec.format));
    object["tier"] = parsed.spec.tier ? Json(toStd(toKey(*parsed.spec.tier))) : Json(nullptr);
    Json features = Json::array();
    for (const spec::SpecFeature &feature : parsed.spec.features)
        features.push_back(
            Json {{"id", toStd(feature.id)}, {"text", toStd(feature.text)}, {"line", feature.lines.first}});
    object["features"] = std::move(features);
    Terminal &out = invocation.out();
    out.object(object);
    out.line(out.good(u"✓ "_s)
             + text(QT_TRANSLATE_NOOP("bw::cli", "%1: features found: %2"))
                   .arg(usertext::plainTerminalText(parsed.spec.name), QString::number(parsed.spec.features.size())));
    showFindings(invocation, path, findings);
    return ExitCode::Done;
}

}  // namespace bw::cli
