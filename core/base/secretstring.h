// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <utility>

namespace bw
{

/// A key or token. Cannot be printed: no QDebug operator, no implicit conversion; registers itself with the Redactor,
/// so that its text never reaches a log, event or transcript; its bytes are wiped when the last copy goes.
class SecretString final
{
public:
    SecretString() = default;
    explicit SecretString(QByteArray secret);
    SecretString(const SecretString &) = default;
    SecretString &operator=(const SecretString &other)
    {
        SecretString copy(other);
        m_secret.swap(copy.m_secret);
        return *this;
    }
    SecretString(SecretString &&) noexcept = default;
    SecretString &operator=(SecretString &&other) noexcept
    {
        m_secret.swap(other.m_secret);
        return *this;
    }
    ~SecretString();

    [[nodiscard]] bool isEmpty() const { return m_secret.isEmpty(); }
    /// The only way to the text; call it at the last moment (an HTTP header) and keep no copy.
    [[nodiscard]] const QByteArray &reveal() const { return m_secret; }
    friend bool operator==(const SecretString &, const SecretString &) = default;

private:
    QByteArray m_secret;
};

}  // namespace bw
