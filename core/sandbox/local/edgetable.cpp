// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/edgetable.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>

#include <sys/eventfd.h>

namespace bw::sandbox
{

namespace
{

constexpr size_t newest = 32;

/// Takes the same time for every text of one length. An empty secret equals nothing.
bool equal(const SecretString &secret, const QByteArray &text)
{
    const QByteArray &wanted = secret.reveal();
    if (wanted.isEmpty() || wanted.size() != text.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < text.size(); ++i)
        difference |= static_cast<unsigned>(wanted.at(i) ^ text.at(i));
    return difference == 0;
}

SecretString newSecret()
{
    std::array<quint32, 8> words {};
    QRandomGenerator::system()->generate(words.begin(), words.end());
    const QByteArray bytes(reinterpret_cast<const char *>(words.data()), sizeof words);
    return SecretString(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

}  // namespace

void EdgeTable::add(const QString &sandbox, const QString &socketPath, const SecretString &token)
{
    remove(sandbox);
    const std::scoped_lock lock(m_mutex);
    auto entry = std::make_shared<Entry>();
    entry->route = {socketPath,
                    std::make_shared<FileDescriptor>(::eventfd(m_closed ? 1 : 0, EFD_CLOEXEC | EFD_NONBLOCK))};
    entry->token = token;
    m_entries.insert(sandbox, std::move(entry));
}

void EdgeTable::remove(const QString &sandbox)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto entry = m_entries.take(sandbox))
        ::eventfd_write(entry->route.stop->get(), 1);
}

void EdgeTable::close()
{
    const std::scoped_lock lock(m_mutex);
    m_closed = true;
    for (const auto &entry : std::as_const(m_entries))
        ::eventfd_write(entry->route.stop->get(), 1);
}

std::optional<EdgeTable::Route> EdgeTable::route(const QString &sandbox) const
{
    const std::scoped_lock lock(m_mutex);
    const auto entry = m_entries.value(sandbox);
    return entry ? std::optional(entry->route) : std::nullopt;
}

bool EdgeTable::acceptsToken(const QString &sandbox, const QByteArray &token) const
{
    const std::scoped_lock lock(m_mutex);
    const auto entry = m_entries.value(sandbox);
    return entry && equal(entry->token, token);
}

bool EdgeTable::acceptsCookie(const QString &sandbox, int port, const QByteArray &cookie) const
{
    const std::scoped_lock lock(m_mutex);
    const auto entry = m_entries.value(sandbox);
    return entry && std::ranges::any_of(entry->cookies, [&](const Pass &pass) {
               return pass.port == port && equal(pass.secret, cookie);
           });
}

QByteArray EdgeTable::newLink(const QString &sandbox, int port)
{
    const std::scoped_lock lock(m_mutex);
    const auto entry = m_entries.value(sandbox);
    if (!entry || entry->token.isEmpty())
        return {};
    if (entry->links.size() >= newest)
        entry->links.erase(entry->links.begin());
    return entry->links.emplace_back(port, newSecret()).secret.reveal();
}

QByteArray EdgeTable::redeem(const QString &sandbox, int port, const QByteArray &link)
{
    const std::scoped_lock lock(m_mutex);
    const auto entry = m_entries.value(sandbox);
    if (!entry)
        return {};
    const auto found = std::ranges::find_if(
        entry->links, [&](const Pass &pass) { return pass.port == port && equal(pass.secret, link); });
    if (found == entry->links.end())
        return {};
    entry->links.erase(found);
    if (entry->cookies.size() >= newest)
        entry->cookies.erase(entry->cookies.begin());
    return entry->cookies.emplace_back(port, newSecret()).secret.reveal();
}

}  // namespace bw::sandbox
