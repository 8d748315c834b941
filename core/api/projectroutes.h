// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace httplib
{
class Server;
}
namespace bw::engine
{
class ProjectService;
}

namespace bw::api
{

/// The routes of the control socket that are about projects. The service outlives the server.
void addProjectRoutes(httplib::Server &server, engine::ProjectService &projects);

}  // namespace bw::api
