// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/sandboxfolder.h"

#include "base/json.h"
#include "base/paths.h"
#include "sandbox/local/strayprocesses.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

constexpr auto endLimit = std::chrono::seconds(2);

std::unexpected<Error> unwritable(const QString &path)
{
    const bool full = errno == ENOSPC || errno == EDQUOT;
    const QString why = QString::fromLocal8Bit(std::strerror(errno));
    return fail(full ? ErrorCode::DiskFull : ErrorCode::FileUnwritable, path + u": "_s + why,
                {{u"path"_s, path}, {u"why"_s, why}});
}

/// Numbers of processes begin anew with the machine.
QString bootId()
{
    QFile file(u"/proc/sys/kernel/random/boot_id"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll().trimmed()) : QString();
}

Json toJson(const HostProcess &process) { return {{"pid", process.pid}, {"start", process.startTicks}}; }

HostProcess processFrom(const Json &json)
{
    return {jsonInt(json, "pid"), static_cast<quint64>(jsonInt(json, "start"))};
}

struct State {
    HostProcess owner;
    QList<HostProcess> processes;
};

/// Nothing when there is no readable note of this boot: then nothing of it runs any more either.
std::optional<State> readState(const QString &folder)
{
    QFile file(folder + u"/state.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const Result<Json> json = parseJson(file.read(1 << 16));
    if (!json || !json->is_object() || jsonString(*json, "boot") != bootId())
        return std::nullopt;
    State state;
    if (const auto owner = json->find("owner"); owner != json->end())
        state.owner = processFrom(*owner);
    if (const auto list = json->find("processes"); list != json->end() && list->is_array()) {
        for (const Json &item : *list)
            state.processes.append(processFrom(item));
    }
    return state;
}

}  // namespace

SandboxFolder::SandboxFolder(QString path, FileDescriptor folder)
    : m_path(std::move(path))
    , m_folder(std::move(folder))
{
}

SandboxFolder::~SandboxFolder() { removeTree(m_path); }

Result<std::unique_ptr<SandboxFolder>> SandboxFolder::make(const QString &parent, const SandboxId &id)
{
    const QString path = parent + u'/' + id.value;
    if (const Status made = paths::ensurePrivate(path); !made)
        return fail(made.error());
    FileDescriptor folder(::open(path.toLocal8Bit().constData(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!folder.isOpen())
        return unwritable(path);
    std::unique_ptr<SandboxFolder> result(new SandboxFolder(path, std::move(folder)));
    const QByteArray egress = result->egressFolder().toLocal8Bit();
    // Its parent is private; inside the sandbox the user of the sandbox has to get in.
    if (::mkdir(egress.constData(), 0755) != 0 || ::chmod(egress.constData(), 0755) != 0)
        return unwritable(result->egressFolder());
    if (const Status noted = result->note({}); !noted)
        return fail(noted.error());
    return result;
}

QString SandboxFolder::shortPath(const QString &name) const
{
    return u"/proc/self/fd/%1/%2"_s.arg(QString::number(m_folder.get()), name);
}

Result<FileDescriptor> SandboxFolder::listen(const QString &name)
{
    FileDescriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    const QByteArray path = shortPath(name).toLatin1();
    std::memcpy(address.sun_path, path.constData(), std::min(sizeof address.sun_path - 1, size_t(path.size())));
    if (!socket.isOpen() || ::bind(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
        || ::listen(socket.get(), 256) != 0)
        return unwritable(m_path + u'/' + name);
    return socket;
}

Status SandboxFolder::note(const QList<HostProcess> &processes)
{
    Json list = Json::array();
    for (const HostProcess &process : processes)
        list.push_back(toJson(process));
    const Json state {{"owner", toJson(HostProcess::self())}, {"boot", toStd(bootId())}, {"processes", list}};
    // Whole or not at all for whoever reads it, but not made to outlive a power cut: no process of it would.
    const QByteArray path = QFile::encodeName(m_path + u"/state.json"_s);
    const QByteArray next = path + ".new";
    const QByteArray text = toBytes(state);
    FileDescriptor file(::open(next.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!file.isOpen() || ::write(file.get(), text.constData(), size_t(text.size())) != text.size()
        || ::rename(next.constData(), path.constData()) != 0)
        return unwritable(QFile::decodeName(path));
    return {};
}

bool SandboxFolder::removeTree(const QString &path)
{
    QDir folder(path);
    return !folder.exists() || folder.removeRecursively();  // links are removed, not followed
}

Result<int> SandboxFolder::removeOrphans(const QString &parent, std::stop_token stop)
{
    int removed = 0;
    QStringList left;
    std::optional<StrayProcesses> strays;
    for (const QString &name : QDir(parent).entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden)) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled);
        const QString folder = parent + u'/' + name;
        const std::optional<State> state = readState(folder);
        if (state && state->owner.isAlive())
            continue;
        bool gone = true;
        QList<HostProcess> processes = state ? state->processes : QList<HostProcess>();
        // An owner that was killed while it started a sandbox had not noted its processes yet.
        if (!strays)
            strays = StrayProcesses::find();
        processes += strays->of({name});
        for (const HostProcess &process : processes)
            gone = process.killAndWait(endLimit) && gone;
        if (gone && removeTree(folder))
            ++removed;
        else
            left.append(name);
    }
    if (!left.isEmpty())
        return fail(ErrorCode::SandboxFailed, u"cannot clear up after sandboxes "_s + left.join(u' '),
                    {{u"why"_s, u"%1 in %2 cannot be removed"_s.arg(left.join(u' '), parent)}});
    return removed;
}

}  // namespace bw::sandbox
