// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect.h"
#include "options.h"

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <httplib.h>

namespace bw::sandboxd
{

/// What /init sets and every call needs: token, variables, default user and folder. Thread-safe.
class Session
{
public:
    explicit Session(const Options &options);

    /// POST /init. A second one must show the token of the first. Gives the HTTP status.
    int init(const httplib::Request &request, const Json &body);

    /// True when no token is set or the call shows it.
    [[nodiscard]] bool authorised(const httplib::Request &request) const;
    /// For /files: the header decides if there is one, else the signature. Empty = allowed, else the reason.
    [[nodiscard]] std::string fileAccessRefusal(const httplib::Request &request, const char *operation) const;

    /// The user of a call (Authorization: Basic, or `name`) must be our own. Error: RpcError unauthenticated.
    void checkUser(const httplib::Request &request) const;
    void checkUserName(const std::string &name) const;

    /// PATH, HOME, USER, LOGNAME, the sandbox's variables, then these.
    [[nodiscard]] std::map<std::string, std::string> environment(const Json &extra) const;
    [[nodiscard]] std::map<std::string, std::string> variables() const;
    /// Absolute, or relative to the home folder, or "~/…". Error: RpcError invalid_argument.
    [[nodiscard]] std::string resolve(const std::string &path) const;
    /// Where a command starts that names no folder.
    [[nodiscard]] std::string workFolder() const;

    static std::string signature(const std::string &path, const std::string &operation, const std::string &user,
                                 const std::string &token, const std::string &expiry);

private:
    mutable std::mutex m_mutex;
    std::string m_token;
    std::map<std::string, std::string> m_variables;
    std::string m_user;
    std::string m_home;
    std::string m_workFolder;
};

}  // namespace bw::sandboxd
