// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/specroutes.h"

#include "api/routeanswer.h"
#include "engine/specservice.h"

namespace bw::api
{

void addSpecRoutes(httplib::Server &server, engine::SpecService &specs)
{
    server.Post("/v1/specs/act", [&specs](const httplib::Request &request, httplib::Response &response) {
        const auto json = parseJson(QByteArrayView(request.body.data(), static_cast<qsizetype>(request.body.size())));
        const auto action = engine::specActionFromJson(json ? *json : Json());
        if (!action)
            return answerError(response, action.error());
        const auto led = specs.act(*action);
        if (!led)
            return answerError(response, led.error());
        answer(response, toJson(*led));
    });
}

}  // namespace bw::api
