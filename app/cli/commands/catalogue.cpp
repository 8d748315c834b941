// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/settings.h"
#include "commands/commands.h"
#include "spec/specdocument.h"
#include "spec/specparser.h"
#include "spec/templatecatalogue.h"
#include "usertext/terminaltext.h"
#include "usertext/usertext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

std::unexpected<Error> wrong(const QString &what, const QString &remedy)
{
    return fail(ErrorCode::InvalidArgument, what, {{u"what"_s, what}, {u"remedy"_s, remedy}});
}

Json templateObject(const spec::Template &entry)
{
    const auto parsed = spec::readSpec(entry.spec);
    return Json {{"template", toStd(entry.id)},
                 {"name", toStd(entry.name)},
                 {"description", toStd(entry.description)},
                 {"stack", toStd(entry.stack)},
                 {"tier", toStd(toKey(entry.tier))},
                 {"features", parsed.spec.features.size()},
                 {"recording", toStd(entry.recording)}};
}

ExitCode showTemplate(const Invocation &invocation, const spec::TemplateCatalogue &catalogue, const QString &id)
{
    const auto found = catalogue.get(id);
    if (!found)
        return report(invocation, found.error());
    Json object = templateObject(*found);
    object["spec_name"] = toStd(found->specFile);
    object["spec"] = found->spec.toStdString();
    invocation.out().object(object);
    // On a pipe this is the file itself: `buildwright templates show todo > my.xml` is where one's own begins.
    invocation.out().line(QString::fromUtf8(found->spec).trimmed());
    return ExitCode::Done;
}

QString shown(const Json &value)
{
    return value.is_string() ? toQString(value.get<std::string>()) : QString::fromUtf8(toBytes(value));
}

ExitCode showSetting(const Invocation &invocation, const account::Settings &settings, const QString &key, bool withName)
{
    const auto value = settings.get(key);
    if (!value)
        return report(invocation, value.error());
    invocation.out().object(Json {{"key", toStd(key)}, {"value", *value}, {"origin", toStd(settings.origin(key))}});
    invocation.out().line(withName ? u"%1  %2  (%3)"_s.arg(key, -28).arg(shown(*value), settings.origin(key))
                                   : shown(*value));
    return ExitCode::Done;
}

ExitCode setSetting(const Invocation &invocation, account::Settings &settings)
{
    const QString key = invocation.arguments.at(1);
    if (auto done = settings.set(key, invocation.arguments.at(2)); !done)
        return report(invocation, done.error());
    if (const QString origin = settings.origin(key); origin == "environment"_L1 || origin == "project"_L1)
        invocation.out().note(
            text(QT_TRANSLATE_NOOP("bw::cli", "Saved in %1, but another value counts here (from: %2)."))
                .arg(settings.path(), origin));
    return showSetting(invocation, settings, key, true);
}

}  // namespace

Result<QByteArray> readSpecFile(const QString &path)
{
    QFile file(path);
    const QFileInfo info(path);
    // A pipe or a device could be endless; a folder opens on some systems.
    if (!info.isFile() || !file.open(QIODevice::ReadOnly)) {
        const QString why = !info.exists() ? text(QT_TRANSLATE_NOOP("bw::cli", "there is no such file"))
            : !info.isFile()               ? text(QT_TRANSLATE_NOOP("bw::cli", "it is not a file"))
                                           : file.errorString();
        return fail(ErrorCode::FileUnreadable, u"specification"_s, {{u"path"_s, path}, {u"why"_s, why}});
    }
    QByteArray bytes = file.read(spec::largestSpec + 1);
    if (spec::looksLikeBwspec(bytes)) {
        bytes += file.read(spec::largestDocument + 1 - bytes.size());
        const auto document = spec::readBwspec(bytes, path);
        return document ? Result<QByteArray>(document->versions.constLast().source) : fail(document.error());
    }
    if (bytes.size() > spec::largestSpec)
        return fail(ErrorCode::TooLarge, u"specification"_s, {{u"what"_s, path}, {u"limit"_s, u"4 MB"_s}});
    return bytes;
}

account::Settings loadSettings(const Invocation &invocation)
{
    auto settings = account::Settings::load({}, QDir::currentPath());
    for (const Error &problem : settings.problems())
        invocation.out().note(usertext::errorText(problem));
    return settings;
}

ExitCode runTemplates(const Invocation &invocation)
{
    const auto catalogue = spec::TemplateCatalogue::load();
    if (!catalogue)
        return report(invocation, catalogue.error());
    if (!invocation.arguments.isEmpty()) {
        if (invocation.arguments.first() != "show"_L1 || invocation.arguments.size() != 2)
            return report(invocation,
                          wrong(u"templates "_s + invocation.arguments.join(u' '), u"templates [show ID]"_s).error());
        return showTemplate(invocation, *catalogue, invocation.arguments.at(1));
    }
    for (const spec::Template &entry : catalogue->all()) {
        Terminal &out = invocation.out();
        out.object(templateObject(entry));
        out.line(out.strong(entry.id) + u"  "_s + entry.name + u" ("_s + toKey(entry.tier) + u"): "_s
                 + entry.description);
    }
    return ExitCode::Done;
}

ExitCode runSettings(const Invocation &invocation)
{
    auto settings = loadSettings(invocation);
    const QString what = invocation.arguments.value(0);
    if (what.isEmpty()) {
        for (const account::SettingKey &key : account::settingKeys())
            showSetting(invocation, settings, QString::fromLatin1(key.name), true);
        return ExitCode::Done;
    }
    if (what == "get"_L1 && invocation.arguments.size() == 2)
        return showSetting(invocation, settings, invocation.arguments.at(1), false);
    if (what == "set"_L1 && invocation.arguments.size() == 3)
        return setSetting(invocation, settings);
    return report(
        invocation,
        wrong(u"settings "_s + invocation.arguments.join(u' '), u"settings [get KEY | set KEY VALUE]"_s).error());
}

}  // namespace bw::cli
