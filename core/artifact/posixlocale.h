// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <clocale>

namespace bw::artifact
{

/// libarchive turns names into the locale's encoding and gives up where that cannot hold them. This makes the calling
/// thread's character set UTF-8 for as long as it lives, whatever the process was started with.
class PosixLocale final
{
public:
    PosixLocale()
        : m_utf8(newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t {}))
    {
        if (m_utf8 != locale_t {})
            m_before = uselocale(m_utf8);
    }
    ~PosixLocale()
    {
        if (m_utf8 != locale_t {}) {
            uselocale(m_before);
            freelocale(m_utf8);
        }
    }
    PosixLocale(const PosixLocale &) = delete;
    PosixLocale &operator=(const PosixLocale &) = delete;

private:
    locale_t m_utf8 {};
    locale_t m_before {};
};

}  // namespace bw::artifact
