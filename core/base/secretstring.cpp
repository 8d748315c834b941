// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secretstring.h"

#include "base/redactor.h"

#include <cstring>
#include <utility>

namespace bw {

SecretString::SecretString(QByteArray secret)
    : m_secret(std::move(secret))
{
    Redactor::registerSecret(m_secret);
}

SecretString::~SecretString()
{
    // Only the last holder may wipe: the bytes are shared between copies. data() would make a copy of its own.
    if (m_secret.isDetached() && !m_secret.isEmpty())
        explicit_bzero(m_secret.data(), static_cast<size_t>(m_secret.size()));
}

}  // namespace bw
