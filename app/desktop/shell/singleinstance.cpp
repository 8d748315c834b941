// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/singleinstance.h"

#include "base/clock.h"
#include "base/paths.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bw::desktop
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr qsizetype longestLine = 256 * 1024;

bool isOurs(const QLocalSocket &socket)
{
    ucred peer {};
    socklen_t size = sizeof peer;
    return ::getsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0
        && peer.uid == ::geteuid();
}

// The same for every way to write it: through symlinks, relative, and also before the folder is made, since whoever
// comes second finds it.
QString canonical(const QString &folder)
{
    QDir there(QDir(folder).absolutePath());
    QString rest;
    while (!there.exists() && !there.isRoot()) {
        rest.prepend(u'/' + there.dirName());
        there.setPath(QFileInfo(there.path()).path());
    }
    return QDir::cleanPath(there.canonicalPath() + rest);
}

bool handOver(const QString &path, const Arguments &arguments)
{
    QLocalSocket socket;
    socket.connectToServer(path);
    if (!socket.waitForConnected(500) || !isOurs(socket))
        return false;
    socket.write(toLine(arguments));
    return socket.waitForReadyRead(1500) && socket.readAll().startsWith("ok");
}

}  // namespace

SingleInstance::SingleInstance(QString dataFolder, QObject *parent)
    : QObject(parent)
    , m_dataFolder(std::move(dataFolder))
{
}

SingleInstance::~SingleInstance()
{
    m_server.reset();
    if (m_lock >= 0)
        ::close(m_lock);
}

Result<SingleInstance::Role> SingleInstance::start(const Arguments &arguments)
{
    const QString folder = paths::runtimeFolder();
    if (!paths::ensurePrivate(folder))
        return Role::First;
    const QByteArray hash = QCryptographicHash::hash(canonical(m_dataFolder).toUtf8(), QCryptographicHash::Sha256);
    const QString path = folder + u"/window-"_s + QString::fromLatin1(hash.toHex().left(16));
    SystemClock clock;
    const auto end = clock.steady() + 2s;
    // The lock says who is first, whatever sockets lie about after a crash.
    m_lock = ::open(QFile::encodeName(path + u".lock"_s).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (m_lock < 0)
        return Role::First;
    while (::flock(m_lock, LOCK_EX | LOCK_NB) != 0) {
        if (handOver(path, arguments))
            return Role::HandedOver;
        if (clock.steady() > end || !clock.sleep(50ms, {}))
            return fail(ErrorCode::NetworkTimeout, u"the first window does not answer"_s,
                        {{u"host"_s, u"buildwright-desktop"_s}, {u"limit"_s, u"2 s"_s}});
    }
    m_path = path;
    return Role::First;
}

void SingleInstance::listen()
{
    if (m_path.isEmpty() || m_server)
        return;
    QLocalServer::removeServer(m_path);
    m_server = std::make_unique<QLocalServer>();
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server.get(), &QLocalServer::newConnection, this, &SingleInstance::hear);
    if (!m_server->listen(m_path))
        m_server.reset();
}

void SingleInstance::hear()
{
    while (QLocalSocket *socket = m_server->nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        if (!isOurs(*socket)) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
        if (socket->bytesAvailable() > 0)
            read(socket);
    }
}

void SingleInstance::read(QLocalSocket *socket)
{
    if (socket->bytesAvailable() > longestLine)
        return socket->abort();
    if (!socket->canReadLine())
        return;
    const Arguments arguments = argumentsFromLine(socket->readLine());
    socket->write("ok\n");
    socket->disconnectFromServer();
    Q_EMIT handedOver(arguments);
}

}  // namespace bw::desktop
