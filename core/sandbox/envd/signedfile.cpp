// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/envd/signedfile.h"

#include <QCryptographicHash>

namespace bw::sandbox
{

QByteArray SignedFile::signature(const SecretString &token) const
{
    QByteArray text =
        path.toUtf8() + (access == FileAccess::Read ? ":read:" : ":write:") + user.toUtf8() + ':' + token.reveal();
    if (expiresAtSeconds)
        text += ':' + QByteArray::number(*expiresAtSeconds);
    return QByteArray("v1_")
        + QCryptographicHash::hash(text, QCryptographicHash::Sha256)
              .toBase64(QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals);
}

SecretString SignedFile::address(const QUrl &daemon, const SecretString &token) const
{
    // Percent-encoded whole: a plus and a slash are common in signatures, and mean something else in a query.
    QByteArray text = daemon.toEncoded();
    while (text.endsWith('/'))
        text.chop(1);
    text += "/files?path=" + path.toUtf8().toPercentEncoding();
    if (!user.isEmpty())
        text += "&username=" + user.toUtf8().toPercentEncoding();
    text += "&signature=" + signature(token).toPercentEncoding();
    if (expiresAtSeconds)
        text += "&signature_expiration=" + QByteArray::number(*expiresAtSeconds);
    return SecretString(text);
}

}  // namespace bw::sandbox
