// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spectexts.h"

#include "models/chattexts.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source, int n = -1)
{
    return QCoreApplication::translate("bw::desktop::SpecTexts", source, nullptr, n);
}

}  // namespace

QString specOriginText(const QString &origin)
{
    if (origin == "person"_L1)
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecTexts", "by you"));
    if (origin == "chat"_L1)
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecTexts", "from a chat"));
    if (origin == "wizard"_L1)
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecTexts", "from the wizard"));
    if (origin == "import"_L1)
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecTexts", "imported"));
    if (origin == "template"_L1)
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecTexts", "from a template"));
    if (origin == "model"_L1)
        return text(QT_TRANSLATE_NOOP("bw::desktop::SpecTexts", "by the model"));
    return origin;
}

QString specFactsText(const store::Spec &spec)
{
    QStringList parts;
    if (const auto tier = tierFromKey(spec.tier))
        parts << tierText(*tier);
    parts << (spec.features < 0 ? text(QT_TRANSLATE_NOOP("bw::desktop::SpecTexts", "with errors"))
                                : text(QT_TRANSLATE_N_NOOP("bw::desktop::SpecTexts", "%n features"), spec.features));
    parts << QLocale().formattedDataSize(spec.bytes, spec.bytes < 1000 ? 0 : 1, QLocale::DataSizeSIFormat);
    return parts.join(u", "_s);
}

QString exactTimeText(qint64 ms) { return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms), QLocale::LongFormat); }

QByteArray starterSpec()
{
    // English like the names of the sections, which the parser knows in that language alone.
    return "# Untitled App\n"
           "\n"
           "## Overview\n"
           "\n"
           "What it does, and for whom.\n"
           "\n"
           "## Features\n"
           "\n"
           "### Basics\n"
           "\n"
           "- Describe the first thing that a person can do with it.\n";
}

QString specFileName(const QString &name, const QString &ending)
{
    static const QRegularExpression unfit(u"[^\\w.-]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    QString plain = name.toLower();
    plain.replace(unfit, u"-"_s);
    while (plain.startsWith(u'-') || plain.startsWith(u'.'))
        plain.remove(0, 1);
    return (plain.isEmpty() ? u"specification"_s : plain.left(60)) + u'.' + ending;
}

}  // namespace bw::desktop
