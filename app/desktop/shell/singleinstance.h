// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "models/arguments.h"

#include <QObject>

#include <memory>

class QLocalServer;
class QLocalSocket;

namespace bw::desktop
{

/// One window a person and data directory. Whoever comes second hands its arguments to the first, over a socket in the
/// run-time folder that only this user's processes are heard on, and ends.
class SingleInstance final : public QObject
{
    Q_OBJECT
public:
    explicit SingleInstance(QString dataFolder, QObject *parent = nullptr);
    ~SingleInstance() override;

    enum class Role { First, HandedOver };
    /// Blocking, two seconds at most. Where there is no place for a socket this is the first one, and the only one that
    /// anybody can know of. Error: NetworkTimeout when the first one holds its place and does not answer.
    Result<Role> start(const Arguments &arguments);
    /// Of the first one: hears those that come later. Who came before this waits for it.
    void listen();

Q_SIGNALS:
    void handedOver(const bw::desktop::Arguments &arguments);

private:
    void hear();
    void read(QLocalSocket *socket);

    QString m_dataFolder;
    QString m_path;  ///< of the socket; empty = there is no place for one
    int m_lock = -1;
    std::unique_ptr<QLocalServer> m_server;
};

}  // namespace bw::desktop
