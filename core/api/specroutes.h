// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace httplib
{
class Server;
}
namespace bw::engine
{
class SpecService;
}

namespace bw::api
{

/// The route of the control socket that acts on the library of specifications. The service outlives the server.
void addSpecRoutes(httplib::Server &server, engine::SpecService &specs);

}  // namespace bw::api
