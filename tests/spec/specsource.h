// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/specparser.h"

#include <QFile>
#include <QStringList>

namespace bwtest
{

/// The bytes of a file beside the tests; empty when it cannot be read.
inline QByteArray sampleSpec(const char *name)
{
    QFile file(QStringLiteral(BW_SOURCE_DIR "/tests/spec/data/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline QStringList featureTexts(const bw::spec::AppSpec &spec)
{
    QStringList texts;
    for (const bw::spec::SpecFeature &feature : spec.features)
        texts << feature.text;
    return texts;
}

inline QStringList featureIds(const bw::spec::AppSpec &spec)
{
    QStringList ids;
    for (const bw::spec::SpecFeature &feature : spec.features)
        ids << feature.id;
    return ids;
}

/// "line key detail" of each.
inline QStringList diagnosticTexts(const bw::spec::ParsedSpec &parsed)
{
    QStringList texts;
    for (const bw::spec::Diagnostic &found : parsed.diagnostics)
        texts << QStringLiteral("%1 %2 %3").arg(found.line).arg(found.key, found.detail).trimmed();
    return texts;
}

}  // namespace bwtest
