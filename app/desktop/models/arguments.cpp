// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/arguments.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QDir>
#include <QUrl>
#include <QUrlQuery>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype longestPrompt = 20'000;

QString text(const char *source) { return QCoreApplication::translate("bw::desktop::Arguments", source); }

QString absolute(const QString &path, const QString &folder)
{
    return QDir::cleanPath(QDir(folder).absoluteFilePath(path));
}

Json toJson(const QStringList &texts)
{
    Json array = Json::array();
    for (const QString &entry : texts)
        array.push_back(toStd(entry));
    return array;
}

QStringList textsOf(const Json &object, const char *key)
{
    QStringList texts;
    const Json array = object.is_object() ? object.value(key, Json::array()) : Json::array();
    for (const Json &entry : array)
        if (entry.is_string())
            texts << toQString(entry.get<std::string>());
    return texts;
}

}  // namespace

Arguments parseArguments(const QStringList &words, const QString &folder, const QString &defaultData)
{
    Arguments arguments;
    arguments.dataFolder = absolute(defaultData, folder);
    bool onlyFiles = false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words.at(i);
        const auto value = [&](const QString &option) -> std::optional<QString> {
            if (onlyFiles || (word != option && !word.startsWith(option + u'=')))
                return std::nullopt;
            if (word != option)
                return word.mid(option.size() + 1);
            if (i + 1 < words.size())
                return words.at(++i);
            arguments.error =
                text(QT_TRANSLATE_NOOP("bw::desktop::Arguments", "%1 needs a value. See --help.")).arg(option);
            return QString();
        };
        if (const auto data = value(u"--data"_s)) {
            arguments.dataFolder = absolute(*data, folder);
        } else if (const auto page = value(u"--page"_s)) {
            arguments.page = *page;
        } else if (!onlyFiles && word == "--"_L1) {
            onlyFiles = true;
        } else if (!onlyFiles && (word == "--help"_L1 || word == "-h"_L1)) {
            arguments.help = true;
        } else if (!onlyFiles && word == "--version"_L1) {
            arguments.version = true;
        } else if (!onlyFiles && word == "--verbose"_L1) {
            arguments.verbose = true;
        } else if (!onlyFiles && word.startsWith("buildwright:"_L1)) {
            arguments.links << word;
        } else if (!onlyFiles && word.startsWith(u'-')) {
            arguments.error =
                text(QT_TRANSLATE_NOOP("bw::desktop::Arguments", "Unknown option %1. See --help.")).arg(word);
        } else {
            const QUrl url(word);
            arguments.files << absolute(url.isLocalFile() ? url.toLocalFile() : word, folder);
        }
    }
    return arguments;
}

QString argumentsHelp()
{
    return text(QT_TRANSLATE_NOOP(
        "bw::desktop::Arguments",
        "Usage: buildwright-desktop [--data DIR] [--page NAME] [FILE|LINK…]\n"
        "\n"
        "  --data DIR    data directory (else BUILDWRIGHT_DATA, else the user's own)\n"
        "  --page NAME   page to begin with, such as builds\n"
        "  --verbose     also write the log to standard error\n"
        "  --version     show the version\n"
        "  FILE          a specification to build from, or a .bwspec file for the library; nothing is\n"
        "                started or stored by itself\n"
        "  LINK          buildwright:new?template=ID, buildwright:build/ID, "
        "buildwright:spec/ID, buildwright:page/NAME"));
}

QByteArray toLine(const Arguments &arguments)
{
    return toBytes(Json {{"page", toStd(arguments.page)},
                         {"files", toJson(arguments.files)},
                         {"links", toJson(arguments.links)},
                         {"activation", toStd(arguments.activation)}})
        + '\n';
}

Arguments argumentsFromLine(const QByteArray &line)
{
    Arguments arguments;
    const auto json = parseJson(line);
    if (!json || !json->is_object())
        return arguments;
    arguments.page = jsonString(*json, "page");
    arguments.files = textsOf(*json, "files");
    arguments.links = textsOf(*json, "links");
    arguments.activation = jsonString(*json, "activation");
    return arguments;
}

Link parseLink(const QString &address)
{
    const QUrl url(address, QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != "buildwright"_L1)
        return {};
    QString path = url.host().isEmpty() ? url.path() : url.host() + url.path();
    while (path.startsWith(u'/'))
        path.remove(0, 1);
    const QString first = path.section(u'/', 0, 0);
    const QString rest = path.section(u'/', 1);
    const QUrlQuery query(url);
    if (first == "new"_L1)
        return {.kind = Link::Kind::NewBuild,
                .target = query.queryItemValue(u"template"_s, QUrl::FullyDecoded),
                .prompt = query.queryItemValue(u"prompt"_s, QUrl::FullyDecoded).left(longestPrompt)};
    if (first == "build"_L1 && !rest.isEmpty())
        return {.kind = Link::Kind::Build, .target = rest, .prompt = {}};
    if (first == "spec"_L1 && !rest.isEmpty())
        return {.kind = Link::Kind::Spec, .target = rest, .prompt = {}};
    if (first == "page"_L1 && !rest.isEmpty())
        return {.kind = Link::Kind::Page, .target = rest, .prompt = {}};
    return {};
}

}  // namespace bw::desktop
