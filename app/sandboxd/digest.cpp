// SPDX-License-Identifier: GPL-3.0-or-later
// The plain functions of OpenSSL are called deprecated since version 3. The new ones look a digest up at run time, in
// tables that the whole library hangs on: seven megabytes that every start of a sandbox would read.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "digest.h"

#include <openssl/sha.h>

namespace bw::sandboxd
{

std::string sha256(std::string_view bytes)
{
    std::string digest(SHA256_DIGEST_LENGTH, '\0');
    SHA256_CTX context {};
    ::SHA256_Init(&context);
    ::SHA256_Update(&context, bytes.data(), bytes.size());
    ::SHA256_Final(reinterpret_cast<unsigned char *>(digest.data()), &context);
    return digest;
}

}  // namespace bw::sandboxd
