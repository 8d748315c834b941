// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httptransport.h"

namespace bw::net
{

QByteArray HttpResponse::header(QByteArrayView name) const
{
    for (const HttpHeader &h : headers) {
        if (name.compare(h.name, Qt::CaseInsensitive) == 0)
            return h.value;
    }
    return {};
}

}  // namespace bw::net
