// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secretstring.h"

#include "base/redactor.h"

#include <cstring>

namespace bw
{

SecretString::SecretString(QByteArray secret)
    // Bytes of our own, so that the last of our copies may wipe them.
    : m_secret(secret.constData(), secret.size())
{
    Redactor::registerSecret(m_secret);
}

SecretString::~SecretString()
{
    if (!m_secret.isEmpty() && m_secret.isDetached())
        explicit_bzero(m_secret.data(), static_cast<size_t>(m_secret.size()));
}

}  // namespace bw
