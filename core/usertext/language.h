// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

/// The language that texts for people stand in. Nothing that a machine reads depends on it.
namespace bw::usertext
{

/// "en" or "de": what was chosen (the setting ui.language; empty = by the system), else the first of the system's
/// languages that there are texts in, else English. The system's are named as QLocale::uiLanguages() does ("de-AT").
QString languageFor(const QString &chosen, const QStringList &system);

/// Has every text made from now on in that language, numbers and dates (QLocale()) too. Where the system's own locale
/// is of the language, it stays: whoever speaks German and counts like the Swiss has set that up. To be called
/// by the main thread, before the first text and with a QCoreApplication there; called again, the last one counts.
void installLanguage(const QString &chosen);

}  // namespace bw::usertext
