// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/controlprotocol.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>
#include <unistd.h>

namespace bw::api
{

using namespace Qt::StringLiterals;

namespace
{

// A folder of our own, 0700 and ours; a folder that somebody else prepared under that name is refused.
Status makePrivateFolder(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    if (mkdir(name.constData(), 0700) != 0 && errno != EEXIST)
        return fail(ErrorCode::FileUnwritable, u"mkdir"_s, {{u"path"_s, path}, {u"why"_s, qt_error_string(errno)}});
    struct stat info {};
    if (lstat(name.constData(), &info) != 0 || !S_ISDIR(info.st_mode) || info.st_uid != geteuid())
        return fail(ErrorCode::FileUnwritable, u"not a folder of this user"_s,
                    {{u"path"_s, path}, {u"why"_s, u"it belongs to somebody else"_s}});
    if ((info.st_mode & 077) != 0 && chmod(name.constData(), 0700) != 0)
        return fail(ErrorCode::FileUnwritable, u"chmod"_s, {{u"path"_s, path}, {u"why"_s, qt_error_string(errno)}});
    return {};
}

}  // namespace

Result<QString> controlSocketPath(const QString &dataFolder)
{
    const QString canonical = QFileInfo(dataFolder).canonicalFilePath();
    const QByteArray hash =
        QCryptographicHash::hash((canonical.isEmpty() ? QDir::cleanPath(dataFolder) : canonical).toUtf8(),
                                 QCryptographicHash::Sha256)
            .toHex()
            .left(16);
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    // Without a session's runtime folder (a bare ssh, a container) a private one below /tmp stands in.
    const QString folder = !runtime.isEmpty() && QFileInfo(runtime).isWritable()
        ? runtime + u"/buildwright"_s
        : u"/tmp/buildwright-%1"_s.arg(geteuid());
    if (auto made = makePrivateFolder(folder); !made)
        return fail(made.error());
    const QString path = folder + u'/' + QString::fromLatin1(hash);
    if (QFile::encodeName(path).size() > 107)
        return fail(ErrorCode::Unsupported, u"socket path over 107 bytes"_s, {{u"what"_s, path}});
    return path;
}

Json errorToJson(const Error &error)
{
    Json args = Json::object();
    for (auto it = error.args.cbegin(); it != error.args.cend(); ++it)
        args[toStd(it.key())] = toStd(it.value());
    Json inner {{"code", toStd(toKey(error.code))}, {"detail", toStd(error.detail)}, {"args", args}};
    return Json {{"error", inner}};
}

Error errorFromJson(const Json &json)
{
    const Json inner = json.is_object() && json.contains("error") ? json.at("error") : Json::object();
    const auto code = errorCodeFromKey(jsonString(inner, "code"));
    if (!code)
        return Error {ErrorCode::ProtocolError,
                      u"control socket answered without an error code"_s,
                      {{u"host"_s, u"control socket"_s}, {u"why"_s, u"unknown answer"_s}},
                      std::nullopt};
    Error error {*code, jsonString(inner, "detail"), {}, std::nullopt};
    if (inner.contains("args") && inner.at("args").is_object()) {
        for (const auto &[key, value] : inner.at("args").items()) {
            if (value.is_string())
                error.args.insert(toQString(key), toQString(value.get<std::string>()));
        }
    }
    return error;
}

}  // namespace bw::api
