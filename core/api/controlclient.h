// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/buildrequest.h"
#include "engine/ceilings.h"
#include "engine/personaction.h"
#include "engine/sandboxaccess.h"
#include "engine/specaction.h"

#include <stop_token>

namespace bw::net
{
class HttpTransport;
}

namespace bw::api
{

struct OwnerInfo {
    qint64 pid = 0;
    QString version;
    int running = 0;  ///< builds at work or waiting in the owner's queue
};

/// Hands what acts to the process that owns the data directory. Blocking; errors are the owner's own, or
/// NetworkUnreachable when it has gone meanwhile.
class ControlClient final
{
public:
    explicit ControlClient(net::HttpTransport &transport);

    Result<OwnerInfo> owner(std::stop_token stop);
    Result<BuildId> submit(const engine::BuildRequest &request, std::stop_token stop);
    Status stopBuild(const BuildId &build, std::stop_token stop);
    Status pause(const BuildId &build, const QString &because, std::stop_token stop);
    Status resume(const BuildId &build, const QString &out, const engine::Ceilings &ceilings, std::stop_token stop);
    Result<BuildId> branch(const BuildId &build, const QString &checkpoint, std::stop_token stop);
    Result<BuildId> act(const BuildId &build, const engine::PersonAction &action, std::stop_token stop);
    Status remove(const BuildId &build, std::stop_token stop);
    Result<engine::SpecOutcome> act(const engine::SpecAction &action, std::stop_token stop);
    Result<ProjectId> createProject(const QString &name, std::stop_token stop);
    Status renameProject(const ProjectId &project, const QString &name, std::stop_token stop);
    Status removeProject(const ProjectId &project, std::stop_token stop);
    Result<sandbox::PortAccess> port(const BuildId &build, int port, std::stop_token stop);
    Result<SecretString> file(const BuildId &build, const QString &path, std::chrono::seconds validFor,
                              std::stop_token stop);

private:
    Result<Json> call(const QByteArray &method, const QString &path, const Json &body, std::stop_token stop);
    net::HttpTransport &m_transport;
};

}  // namespace bw::api
