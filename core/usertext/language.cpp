// SPDX-License-Identifier: GPL-3.0-or-later
#include "usertext/language.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPointer>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace bw::usertext
{

namespace
{

QString known(const QString &name)
{
    const QLocale::Language language = QLocale(name).language();
    if (language == QLocale::German)
        return u"de"_s;
    // "C" is the language of the sources.
    return language == QLocale::English || language == QLocale::C ? u"en"_s : QString();
}

// What the environment wants numbers to look like.
QString numberLocale()
{
    for (const char *name : {"LC_ALL", "LC_NUMERIC", "LANG"})
        if (const QString locale = qEnvironmentVariable(name); !locale.isEmpty())
            return locale;
    return u"C"_s;
}

}  // namespace

QString languageFor(const QString &chosen, const QStringList &system)
{
    if (!chosen.isEmpty() && !known(chosen).isEmpty())
        return known(chosen);
    for (const QString &name : system)
        if (const QString language = known(name); !language.isEmpty())
            return language;
    return u"en"_s;
}

void installLanguage(const QString &chosen)
{
    const QLocale system = QLocale::system();
    const QString language = languageFor(chosen, system.uiLanguages());
    static QPointer<QTranslator> installed;
    delete installed;
    installed = new QTranslator(QCoreApplication::instance());
    // English has a file, too: one feature, two features.
    if (installed->load(u":/buildwright/texts/buildwright_"_s + language + u".qm"_s))
        QCoreApplication::installTranslator(installed);
    // The C library may know less languages than there are: then LC_ALL says "C" for the sake of UTF-8, and only
    // LANGUAGE the truth (useUtf8Locale()).
    const QLocale numbers(numberLocale());
    const bool plain = numbers.language() == QLocale::C && system.language() != QLocale::C;
    if (plain || known(numbers.name()) != language)
        QLocale::setDefault(QLocale(QLocale::codeToLanguage(language), system.territory()));
    else
        QLocale::setDefault(system);
}

}  // namespace bw::usertext
