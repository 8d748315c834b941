// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/envd/envdcall.h"
#include "sandbox/envd/envdsandbox.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

Json pathMessage(const QString &path) { return {{"path", toStd(path)}}; }

FileInfo fileInfo(const Json &entry)
{
    FileInfo info;
    info.name = jsonString(entry, "name");
    info.path = jsonString(entry, "path");
    info.symlinkTarget = jsonString(entry, "symlinkTarget");
    const QString type = jsonString(entry, "type");
    if (entry.contains("symlinkTarget") || type == "FILE_TYPE_SYMLINK"_L1)
        info.type = FileType::Symlink;
    else if (type == "FILE_TYPE_DIRECTORY"_L1)
        info.type = FileType::Directory;
    else
        info.type = type == "FILE_TYPE_FILE"_L1 ? FileType::File : FileType::Other;
    // int64 comes as text; a server that sends a number is understood too.
    const QString size = jsonString(entry, "size");
    info.size = size.isEmpty() ? jsonInt(entry, "size") : size.toLongLong();
    info.mode = static_cast<quint32>(jsonInt(entry, "mode"));
    info.modifiedMs = QDateTime::fromString(jsonString(entry, "modifiedTime"), Qt::ISODateWithMs).toMSecsSinceEpoch();
    return info;
}

std::optional<WatchEvent> watchEvent(const Json &message)
{
    const auto event = message.find("filesystem");
    if (event == message.end() || !event->is_object())
        return std::nullopt;
    static const QMap<QString, WatchKind> kinds {{u"EVENT_TYPE_CREATE"_s, WatchKind::Create},
                                                 {u"EVENT_TYPE_WRITE"_s, WatchKind::Write},
                                                 {u"EVENT_TYPE_REMOVE"_s, WatchKind::Remove},
                                                 {u"EVENT_TYPE_RENAME"_s, WatchKind::Rename},
                                                 {u"EVENT_TYPE_CHMOD"_s, WatchKind::Chmod}};
    const auto kind = kinds.constFind(jsonString(*event, "type"));
    if (kind == kinds.cend())
        return std::nullopt;
    return WatchEvent {*kind, jsonString(*event, "name")};
}

Status statusOf(const Result<Json> &result)
{
    if (!result)
        return fail(result.error());
    return {};
}

}  // namespace

Result<QByteArray> EnvdSandbox::read(const QString &path, qint64 maxBytes, std::stop_token stop)
{
    Call scope(*this, std::move(stop));
    return scope.run([&](std::stop_token both) { return m_client.readFile(path, maxBytes, both); });
}

Status EnvdSandbox::write(const QString &path, QByteArrayView bytes, std::stop_token stop)
{
    Call scope(*this, std::move(stop));
    return scope.run([&](std::stop_token both) { return m_client.writeFile(path, bytes, both); });
}

Result<QList<FileInfo>> EnvdSandbox::list(const QString &path, int depth, std::stop_token stop)
{
    Json message = pathMessage(path);
    message["depth"] = depth;
    const Result<Json> answer = unary(u"filesystem.Filesystem/ListDir"_s, message, std::move(stop));
    if (!answer)
        return fail(answer.error());
    QList<FileInfo> infos;
    if (const auto entries = answer->find("entries"); entries != answer->end() && entries->is_array()) {
        for (const Json &entry : *entries)
            infos.append(fileInfo(entry));
    }
    return infos;
}

Result<FileInfo> EnvdSandbox::stat(const QString &path, std::stop_token stop)
{
    const Result<Json> answer = unary(u"filesystem.Filesystem/Stat"_s, pathMessage(path), std::move(stop));
    if (!answer)
        return fail(answer.error());
    const auto entry = answer->find("entry");
    return fileInfo(entry == answer->end() ? Json::object() : *entry);
}

Status EnvdSandbox::remove(const QString &path, std::stop_token stop)
{
    const Status removed = statusOf(unary(u"filesystem.Filesystem/Remove"_s, pathMessage(path), std::move(stop)));
    return !removed && removed.error().code == ErrorCode::NotFound ? Status {} : removed;
}

Status EnvdSandbox::rename(const QString &from, const QString &to, std::stop_token stop)
{
    const Json message {{"source", toStd(from)}, {"destination", toStd(to)}};
    return statusOf(unary(u"filesystem.Filesystem/Move"_s, message, std::move(stop)));
}

Status EnvdSandbox::makeFolder(const QString &path, std::stop_token stop)
{
    const Status made = statusOf(unary(u"filesystem.Filesystem/MakeDir"_s, pathMessage(path), std::move(stop)));
    return !made && made.error().code == ErrorCode::WrongState ? Status {} : made;
}

Status EnvdSandbox::watch(const QString &path, bool recursive, const std::function<void(const WatchEvent &)> &sink,
                          std::stop_token stop)
{
    Json message = pathMessage(path);
    message["recursive"] = recursive;
    Call scope(*this, std::move(stop));
    return scope.run([&](std::stop_token both) {
        return m_client.stream(
            u"filesystem.Filesystem/WatchDir"_s, message, {},
            [&sink](const Json &json) -> Status {
                if (const auto event = watchEvent(json))
                    sink(*event);
                return {};
            },
            both);
    });
}

}  // namespace bw::sandbox
