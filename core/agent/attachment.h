// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace bw::agent
{

/// A file as it can go to a model with a message.
struct Attachment {
    QString kind;       ///< "image", "text", "pdf"
    QString mediaType;  ///< "image/png", "application/pdf", "text/csv" …
    QString name;       ///< without folder
    QByteArray bytes;   ///< of text: UTF-8 without secrets (base/redactor.h), else as they came
};

/// Limits of what goes with one message; the whole request of the service is limited to 32 MB.
inline constexpr qint64 largestAttachment = 10'000'000;     ///< bytes of a file
inline constexpr qint64 largestTextAttachment = 1'000'000;  ///< of a text: a million bytes are some 250,000 tokens
inline constexpr qint64 largestAttachments = 20'000'000;    ///< of all files of a message together
inline constexpr int mostAttachments = 20;

/// Looks at a file: its bytes decide whether it is an image (PNG, JPEG, GIF, WebP), a PDF or UTF-8 text; the name says
/// which kind of text. Errors: Unsupported (args "what": name and what could be sent), TooLarge (args "what", "limit"),
/// InvalidArgument (empty). Pure.
Result<Attachment> readAttachment(const QString &name, const QByteArray &bytes);

}  // namespace bw::agent
