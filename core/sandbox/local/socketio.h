// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/filedescriptor.h"
#include "sandbox/local/egressresolver.h"

#include <QByteArray>
#include <QString>

#include <chrono>

namespace bw::sandbox
{

/// Plain sockets, all non-blocking and close-on-exec, waited for by poll. `stopFd` is an eventfd that stays readable
/// once its owner wants everybody to go; each wait ends with it at once.

bool waitReadable(int fd, int stopFd, std::chrono::milliseconds limit);
/// All of it, or false (closed, stopped, no room for as long as the limit).
bool sendAll(int fd, QByteArrayView bytes, int stopFd, std::chrono::milliseconds limit);
/// At least one byte, at most `most`; empty = closed, stopped or nothing within the limit.
QByteArray receive(int fd, qsizetype most, int stopFd, std::chrono::milliseconds limit);

/// Connected, or empty.
FileDescriptor dialTcp(const Endpoint &to, int stopFd, std::chrono::milliseconds limit);
FileDescriptor dialUnix(const QString &path, int stopFd, std::chrono::milliseconds limit);

/// Ends a connection so that the last answer arrives: nothing more is sent, and what the other side still sends is read
/// for a moment (closing with unread bytes would throw the answer away).
void closeGently(FileDescriptor connection, int stopFd);

}  // namespace bw::sandbox
