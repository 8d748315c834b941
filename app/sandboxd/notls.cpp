// SPDX-License-Identifier: GPL-3.0-or-later
#include <openssl/ssl.h>

/// cpp-httplib prepares TLS before main() begins: error texts, and a configuration file of the system's. A daemon that
/// only ever serves plain sockets behind walls has no use for it, and every start of a sandbox would wait for it. This
/// definition stands in front of the library's. What else is used of it (digests) prepares itself when first called.
extern "C" int OPENSSL_init_ssl(uint64_t /*options*/, const OPENSSL_INIT_SETTINGS * /*settings*/) { return 1; }
