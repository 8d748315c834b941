// SPDX-License-Identifier: GPL-3.0-or-later
#include "usertext/detailtext.h"
#include "usertext/usertext.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace bw::usertext
{

namespace
{

// One line a code; {name} stands for an argument of the error. No default: a new code does not compile without a text.
// clang-format off
const char *source(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Internal: return QT_TRANSLATE_NOOP("bw::usertext", "A defect of Buildwright: {detail}. Nothing that was saved is lost; please report it with the log.");
    case ErrorCode::Cancelled: return QT_TRANSLATE_NOOP("bw::usertext", "Stopped, as asked. What was done is kept.");
    case ErrorCode::InvalidArgument: return QT_TRANSLATE_NOOP("bw::usertext", "Not valid: {what}. {remedy}");
    case ErrorCode::NotFound: return QT_TRANSLATE_NOOP("bw::usertext", "There is no {kind} \"{name}\". Lists show what there is.");
    case ErrorCode::Ambiguous: return QT_TRANSLATE_NOOP("bw::usertext", "\"{name}\" fits more than one {kind}: {matches}. Give more characters.");
    case ErrorCode::Unsupported: return QT_TRANSLATE_NOOP("bw::usertext", "Not supported: {what}. Nothing was done; see --help for what there is.");
    case ErrorCode::Timeout: return QT_TRANSLATE_NOOP("bw::usertext", "{what} took longer than {limit} and was ended. What was done before is kept; try again, or raise the limit.");
    case ErrorCode::WrongState: return QT_TRANSLATE_NOOP("bw::usertext", "This cannot be done while it is \"{state}\". Possible now: {possible}.");
    case ErrorCode::FileUnreadable: return QT_TRANSLATE_NOOP("bw::usertext", "Cannot read {path}: {why}. Check the path and its permissions.");
    case ErrorCode::FileUnwritable: return QT_TRANSLATE_NOOP("bw::usertext", "Cannot write {path}: {why}. Check the path and its permissions; nothing there was changed.");
    case ErrorCode::DiskFull: return QT_TRANSLATE_NOOP("bw::usertext", "No space is left for {path}. What was saved before is kept; free some space and resume.");
    case ErrorCode::DataDirInUse: return QT_TRANSLATE_NOOP("bw::usertext", "The data directory {path} is in use by process {pid}. Reading still works; to write, end that process or choose another directory with --data.");
    case ErrorCode::DataDirUnusable: return QT_TRANSLATE_NOOP("bw::usertext", "The data directory {path} cannot be used: {why}. Make it writable, or choose another with --data.");
    case ErrorCode::DatabaseNewer: return QT_TRANSLATE_NOOP("bw::usertext", "The database {path} was written by a newer Buildwright (version {found}, this one knows {supported}). Nothing was touched; update Buildwright.");
    case ErrorCode::DatabaseCorrupt: return QT_TRANSLATE_NOOP("bw::usertext", "The database {path} is damaged: {why}. Nothing was changed; run \"buildwright doctor\", or put back a backup copy.");
    case ErrorCode::DatabaseFailed: return QT_TRANSLATE_NOOP("bw::usertext", "The database could not do its work: {why}. What was committed before is kept; run \"buildwright doctor\".");
    case ErrorCode::SettingsInvalid: return QT_TRANSLATE_NOOP("bw::usertext", "{path}, line {line}: {key}: {why}. The entry was ignored and the default is used.");
    case ErrorCode::NetworkUnreachable: return QT_TRANSLATE_NOOP("bw::usertext", "{host} cannot be reached: {why}. Check the connection; the work is kept.");
    case ErrorCode::NetworkTimeout: return QT_TRANSLATE_NOOP("bw::usertext", "{host} did not answer within {limit}. Try again later; the work is kept.");
    case ErrorCode::StreamBroken: return QT_TRANSLATE_NOOP("bw::usertext", "The connection to {host} broke before the answer was complete. Try again; the work is kept.");
    case ErrorCode::ProtocolError: return QT_TRANSLATE_NOOP("bw::usertext", "{host} gave an answer that is not valid: {why}. Check the address of the service.");
    case ErrorCode::TooLarge: return QT_TRANSLATE_NOOP("bw::usertext", "{what} is larger than allowed ({limit}). Make it smaller.");
    case ErrorCode::Unauthorized: return QT_TRANSLATE_NOOP("bw::usertext", "{service} did not accept the key. Check the key and try again.");
    case ErrorCode::KeyMissing: return QT_TRANSLATE_NOOP("bw::usertext", "There is no key for {service}. Set {variable}, or try --model demo, which needs none.");
    case ErrorCode::PermissionDenied: return QT_TRANSLATE_NOOP("bw::usertext", "{service} does not permit this: {why}. Check what the key may do.");
    case ErrorCode::RateLimited: return QT_TRANSLATE_NOOP("bw::usertext", "{service} asks for slower requests. The build waits and goes on by itself.");
    case ErrorCode::SpendLimit: return QT_TRANSLATE_NOOP("bw::usertext", "The account at {service} has reached its own spending limit. Raise it there, then resume; the work is kept.");
    case ErrorCode::Overloaded: return QT_TRANSLATE_NOOP("bw::usertext", "{service} is overloaded. The build waits and goes on by itself.");
    case ErrorCode::ServerError: return QT_TRANSLATE_NOOP("bw::usertext", "{service} failed with status {status}: {why}. Try again later; the work is kept.");
    case ErrorCode::RequestRejected: return QT_TRANSLATE_NOOP("bw::usertext", "{service} rejected the request: {why}. The same request would never work; check model and options.");
    case ErrorCode::ModelUnknown: return QT_TRANSLATE_NOOP("bw::usertext", "The model \"{model}\" is not known there. Choose another with --model.");
    case ErrorCode::CircuitOpen: return QT_TRANSLATE_NOOP("bw::usertext", "{service} failed several times in a row and is left alone for a moment. Try again in a minute.");
    case ErrorCode::Refused: return QT_TRANSLATE_NOOP("bw::usertext", "{model} declined: {why}. Change the specification, or choose another model.");
    case ErrorCode::RecordingEnded: return QT_TRANSLATE_NOOP("bw::usertext", "The recording \"{recording}\" has no further answer. What was built is kept; go on with another model.");
    case ErrorCode::RecordingMismatch: return QT_TRANSLATE_NOOP("bw::usertext", "The recording \"{recording}\" belongs to another specification than \"{spec}\". Choose the one it was made for, or another model.");
    case ErrorCode::RecordingInvalid: return QT_TRANSLATE_NOOP("bw::usertext", "The recording \"{recording}\" is not valid, line {line}: {why}. Nothing was built; see docs/recordings.md for its form.");
    case ErrorCode::BudgetExceeded: return QT_TRANSLATE_NOOP("bw::usertext", "The budget ({ceiling}) does not leave enough: {worst_case} would be needed. No call was made; the work is kept. Raise the ceiling and resume.");
    case ErrorCode::PriceUnknown: return QT_TRANSLATE_NOOP("bw::usertext", "The price of \"{model}\" is not known, so a ceiling in dollars cannot be kept. Use --budget-tokens or --time-limit.");
    case ErrorCode::SandboxUnavailable: return QT_TRANSLATE_NOOP("bw::usertext", "No sandbox can be made: {why}. Nothing was started. {remedy}");
    case ErrorCode::SandboxLost: return QT_TRANSLATE_NOOP("bw::usertext", "The sandbox {sandbox} does not answer any more. The newest checkpoint is kept; resume goes on from it.");
    case ErrorCode::SandboxFailed: return QT_TRANSLATE_NOOP("bw::usertext", "The sandbox failed: {why}. The newest checkpoint is kept; resume goes on from it.");
    case ErrorCode::ToolMissing: return QT_TRANSLATE_NOOP("bw::usertext", "The program \"{tool}\" is missing. {remedy}");
    case ErrorCode::LimitHit: return QT_TRANSLATE_NOOP("bw::usertext", "A limit was reached: {limit} ({value}). Raise it by option or setting if the work needs more.");
    case ErrorCode::SpecInvalid: return QT_TRANSLATE_NOOP("bw::usertext", "{path}, line {line}: {why}. Nothing was built; correct the file.");
    case ErrorCode::SpecEmpty: return QT_TRANSLATE_NOOP("bw::usertext", "{path} says nothing to build. Describe at least one feature.");
    case ErrorCode::ArchiveTooLarge: return QT_TRANSLATE_NOOP("bw::usertext", "The archive cannot hold this: {what}. Largest: {names}. {remedy}");
    case ErrorCode::ArchiveInvalid: return QT_TRANSLATE_NOOP("bw::usertext", "The archive is not valid: {why}. Nothing of it was taken.");
    }
    return "";
}
// clang-format on

QString valueOf(const Error &error, const QString &name)
{
    if (name == "detail"_L1)
        return error.detail;
    if (error.code == ErrorCode::SpecInvalid && name == "why"_L1)
        return specProblemText(error.args.value(name), error.args.value(u"detail"_s));
    if (name == "ceiling"_L1) {
        const QString part = error.args.value(u"name"_s);
        const QString ceiling = u"%1: %2"_s.arg(error.args.value(u"what"_s), error.args.value(u"limit"_s));
        return part.isEmpty() ? ceiling : u"%1 %2, %3"_s.arg(error.args.value(u"scope"_s), part, ceiling);
    }
    // Names and paths are nobody's words.
    const bool isName = name == "name"_L1 || name == "path"_L1 || name == "matches"_L1 || name == "host"_L1;
    return isName ? error.args.value(name) : detailText(error.args.value(name));
}

// A part that is a sentence brings its own full stop.
void appendOnce(QString &result, const QString &piece)
{
    const bool ended = result.endsWith(u'.') && piece.startsWith(u'.');
    result += ended ? piece.sliced(1) : piece;
}

}  // namespace

QString errorText(const Error &error)
{
    // Without a key for sandboxes no other model helps, but another place for the work does.
    const bool forSandboxes = error.code == ErrorCode::KeyMissing && error.args.value(u"service"_s) == "E2B"_L1;
    const bool ofChat = error.code == ErrorCode::RecordingEnded && error.args.contains(u"says"_s);
    const char *const words = ofChat
        ? QT_TRANSLATE_NOOP(
              "bw::usertext",
              "This is a recording: it can only be told what it offers. Add a key for Claude, or a local server "
              "(setting model.base_url), to go on in your own words; what you wrote is kept as a draft.")
        : forSandboxes
        ? QT_TRANSLATE_NOOP("bw::usertext",
                            "There is no key for {service}. Set {variable}, or use --sandbox local, which needs none.")
        : source(error.code);
    const QString text = QCoreApplication::translate("bw::usertext", words);
    static const QRegularExpression slot(u"\\{([a-z_]+)\\}"_s);
    QString result;
    qsizetype at = 0;
    for (const QRegularExpressionMatch &match : slot.globalMatch(text)) {
        appendOnce(result, text.sliced(at, match.capturedStart() - at));
        at = match.capturedEnd();
        const QString name = match.captured(1);
        const QString value = valueOf(error, name);
        // A remedy is a sentence of its own; where there is none, nothing is missing.
        result +=
            !value.isEmpty() || name == u"remedy" ? value : QCoreApplication::translate("bw::usertext", "unknown");
    }
    appendOnce(result, text.sliced(at));
    return result.trimmed();
}

}  // namespace bw::usertext
