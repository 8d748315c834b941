// SPDX-License-Identifier: GPL-3.0-or-later
#include "session.h"

#include <chrono>
#include <filesystem>

#include <openssl/crypto.h>
#include <openssl/sha.h>
#include <pwd.h>
#include <unistd.h>

namespace bw::sandboxd
{

namespace
{

bool same(const std::string &a, const std::string &b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string homeOf(const Options &options)
{
    if (!options.home.empty())
        return options.home;
    if (const char *home = std::getenv("HOME"); home != nullptr && *home == '/')
        return home;
    const passwd *entry = ::getpwuid(::getuid());
    return entry != nullptr ? entry->pw_dir : "/";
}

}  // namespace

Session::Session(const Options &options)
    : m_user(options.user)
    , m_home(homeOf(options))
    , m_workFolder(options.workspace)
{
}

int Session::init(const httplib::Request &request, const Json &body)
{
    const std::string newToken = stringMember(body, "accessToken");
    const Json &variables = member(body, "envVars");
    const std::string workFolder = stringMember(body, "defaultWorkdir");
    const std::lock_guard lock(m_mutex);
    if (!m_token.empty() && !same(request.get_header_value("X-Access-Token"), m_token) && !same(newToken, m_token))
        return 401;
    if (!newToken.empty())
        m_token = newToken;
    if (variables.is_object()) {
        for (const auto &[name, value] : variables.items())
            m_variables[name] = value.is_string() ? value.get<std::string>() : dump(value);
    }
    if (!workFolder.empty())
        m_workFolder = workFolder;
    return 204;
}

bool Session::authorised(const httplib::Request &request) const
{
    const std::lock_guard lock(m_mutex);
    return m_token.empty() || same(request.get_header_value("X-Access-Token"), m_token);
}

std::string Session::fileAccessRefusal(const httplib::Request &request, const char *operation) const
{
    const std::lock_guard lock(m_mutex);
    if (m_token.empty())
        return {};
    if (request.has_header("X-Access-Token"))
        return same(request.get_header_value("X-Access-Token"), m_token)
            ? ""
            : "unauthorized access, please provide a valid access token or method signing if supported";
    if (!request.has_param("signature"))
        return "missing signature query parameter";
    const std::string expiry = request.get_param_value("signature_expiration");
    const std::string expected =
        signature(request.get_param_value("path"), operation, request.get_param_value("username"), m_token, expiry);
    if (!same(expected, request.get_param_value("signature")))
        return "invalid signature";
    using namespace std::chrono;
    const auto now = duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
    if (!expiry.empty() && std::atoll(expiry.c_str()) < now)
        return "signature is already expired";
    return {};
}

void Session::checkUser(const httplib::Request &request) const
{
    const std::string header = request.get_header_value("Authorization");
    if (!header.starts_with("Basic "))
        return;
    const std::string pair = fromBase64(std::string_view(header).substr(6));
    checkUserName(pair.substr(0, pair.find(':')));
}

void Session::checkUserName(const std::string &name) const
{
    if (name.empty() || name == m_user)
        return;
    const passwd *entry = ::getpwnam(name.c_str());
    if (entry == nullptr || entry->pw_uid != ::getuid())
        throw RpcError("unauthenticated", "invalid username: '" + name + "'");
}

std::map<std::string, std::string> Session::environment(const Json &extra) const
{
    const char *path = std::getenv("PATH");
    const std::lock_guard lock(m_mutex);
    std::map<std::string, std::string> result {
        {"PATH", path != nullptr ? path : "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"},
        {"HOME", m_home},
        {"USER", m_user},
        {"LOGNAME", m_user},
        {"E2B_SANDBOX", "true"}};
    for (const auto &[name, value] : m_variables)
        result[name] = value;
    if (extra.is_object()) {
        for (const auto &[name, value] : extra.items())
            result[name] = value.is_string() ? value.get<std::string>() : dump(value);
    }
    return result;
}

std::map<std::string, std::string> Session::variables() const
{
    const std::lock_guard lock(m_mutex);
    return m_variables;
}

std::string Session::resolve(const std::string &path) const
{
    if (path.find('\0') != std::string::npos)
        throw RpcError("invalid_argument", "a path holds a NUL byte");
    std::string full = path;
    if (path.empty() || path == "~")
        full = m_home;
    else if (path.starts_with("~/"))
        full = m_home + path.substr(1);
    else if (path.starts_with('~'))
        throw RpcError("invalid_argument", "cannot expand another user's home folder: '" + path + "'");
    else if (!path.starts_with('/'))
        full = m_home + "/" + path;
    std::string normal = std::filesystem::path(full).lexically_normal().string();
    if (normal.size() > 1 && normal.back() == '/')
        normal.pop_back();
    return normal;
}

std::string Session::workFolder() const
{
    const std::lock_guard lock(m_mutex);
    return m_workFolder.empty() ? m_home : m_workFolder;
}

std::string Session::signature(const std::string &path, const std::string &operation, const std::string &user,
                               const std::string &token, const std::string &expiry)
{
    std::string raw = path + ":" + operation + ":" + user + ":" + token;
    if (!expiry.empty())
        raw += ":" + expiry;
    std::string digest(SHA256_DIGEST_LENGTH, '\0');
    ::SHA256(reinterpret_cast<const unsigned char *>(raw.data()), raw.size(),
             reinterpret_cast<unsigned char *>(digest.data()));
    std::string text = base64(digest);
    while (text.back() == '=')
        text.pop_back();
    return "v1_" + text;
}

}  // namespace bw::sandboxd
