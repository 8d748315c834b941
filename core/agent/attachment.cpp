// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/attachment.h"

#include "base/redactor.h"

#include <QFileInfo>
#include <QHash>
#include <QStringDecoder>

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

QString imageType(const QByteArray &bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return u"image/png"_s;
    if (bytes.startsWith("\xff\xd8\xff"))
        return u"image/jpeg"_s;
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a"))
        return u"image/gif"_s;
    if (bytes.startsWith("RIFF") && bytes.size() > 12 && bytes.sliced(8, 4) == "WEBP")
        return u"image/webp"_s;
    return {};
}

QString textType(const QString &name)
{
    static const QHash<QString, QString> types {{u"md"_s, u"text/markdown"_s},    {u"markdown"_s, u"text/markdown"_s},
                                                {u"csv"_s, u"text/csv"_s},        {u"json"_s, u"application/json"_s},
                                                {u"xml"_s, u"application/xml"_s}, {u"html"_s, u"text/html"_s}};
    return types.value(QFileInfo(name).suffix().toLower(), u"text/plain"_s);
}

bool isText(const QByteArray &bytes)
{
    if (bytes.contains('\0'))
        return false;
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder.decode(bytes);
    return !decoder.hasError() && !decoded.isEmpty();
}

std::unexpected<Error> tooLarge(const QString &name, qint64 limit)
{
    return fail(ErrorCode::TooLarge, u"attachment"_s, {{u"what"_s, name}, {u"limit"_s, QString::number(limit)}});
}

}  // namespace

Result<Attachment> readAttachment(const QString &name, const QByteArray &bytes)
{
    Attachment file;
    file.name = QFileInfo(name).fileName().left(200);
    if (bytes.isEmpty())
        return fail(ErrorCode::InvalidArgument, u"an empty file"_s,
                    {{u"what"_s, file.name}, {u"remedy"_s, u"the file is empty"_s}});
    if (bytes.size() > largestAttachment)
        return tooLarge(file.name, largestAttachment);
    file.bytes = bytes;
    file.mediaType = imageType(bytes);
    if (!file.mediaType.isEmpty()) {
        file.kind = u"image"_s;
        return file;
    }
    if (bytes.startsWith("%PDF-")) {
        file.kind = u"pdf"_s;
        file.mediaType = u"application/pdf"_s;
        return file;
    }
    if (!isText(bytes))
        return fail(ErrorCode::Unsupported, u"neither an image, a PDF nor UTF-8 text"_s,
                    {{u"what"_s,
                      u"attachment \"%1\" (PNG, JPEG, GIF, WebP, PDF and UTF-8 text can be sent)"_s.arg(file.name)}});
    if (bytes.size() > largestTextAttachment)
        return tooLarge(file.name, largestTextAttachment);
    file.kind = u"text"_s;
    file.mediaType = textType(file.name);
    file.bytes = Redactor::redact(bytes);
    return file;
}

}  // namespace bw::agent
