// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <memory>

namespace bw::engine
{
class BuildService;
class ChatService;
class ProjectService;
class SandboxAccess;
class SpecService;
}  // namespace bw::engine

namespace bw::api
{

/// Listens on the control socket of a data directory while this process owns it. Only processes of the same user (and
/// root) are served: the peer's credentials are checked on each connection, the socket has mode 0600. Requests run on
/// threads of the server; services are thread-safe. Made and ended by the owner's main thread.
class ControlServer final
{
public:
    ControlServer(engine::BuildService &builds, engine::SandboxAccess &access);
    ~ControlServer();
    /// The routes of chats. Before start(); `chats` lives longer.
    void add(engine::ChatService &chats);
    /// The routes of projects. Before start(); `projects` lives longer.
    void add(engine::ProjectService &projects);
    /// The route of specifications. Before start(); `specs` lives longer.
    void add(engine::SpecService &specs);

    /// Replaces a socket that a dead owner left behind (the caller holds the directory's lock, so no live one exists).
    Status start(const QString &socketPath);
    void stop();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace bw::api
