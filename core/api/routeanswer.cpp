// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/routeanswer.h"

#include "api/controlprotocol.h"

namespace bw::api
{

namespace
{

int httpStatus(ErrorCode code)
{
    if (code == ErrorCode::NotFound)
        return 404;
    if (code == ErrorCode::WrongState || code == ErrorCode::Ambiguous)
        return 409;
    return code == ErrorCode::Internal ? 500 : 400;
}

}  // namespace

void answer(httplib::Response &response, const Json &json)
{
    response.set_content(toBytes(json).toStdString(), "application/json");
}

void answerError(httplib::Response &response, const Error &error)
{
    response.status = httpStatus(error.code);
    answer(response, errorToJson(error));
}

}  // namespace bw::api
