// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <clocale>
#include <cstdlib>
#include <cstring>
#include <langinfo.h>

namespace bw
{

void hardenProcess(Hardening hardening)
{
    const rlimit none {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    constexpr rlim_t files = 8192;  // few enough for children that look at each number
    rlimit open {};
    if (getrlimit(RLIMIT_NOFILE, &open) == 0 && open.rlim_cur < files) {
        open.rlim_cur = open.rlim_max < files ? open.rlim_max : files;
        setrlimit(RLIMIT_NOFILE, &open);
    }
    umask(077);
    if (hardening == Hardening::NotDumpable)
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

void useUtf8Locale()
{
    std::setlocale(LC_CTYPE, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
        return;
    // The language of texts stays what it was, also where the C library has never heard of it.
    const char *language = std::getenv("LC_ALL");
    for (const char *name : {"LC_MESSAGES", "LANG"})
        if (language == nullptr || *language == '\0')
            language = std::getenv(name);
    if (language != nullptr && *language != '\0')
        setenv("LANGUAGE", language, 0);
    setenv("LC_ALL", "C.UTF-8", 1);
}

}  // namespace bw
