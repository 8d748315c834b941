// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/projectfiles.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

const QSet<QString> &testFolders()
{
    static const QSet<QString> names {u"test"_s,   u"tests"_s,       u"__tests__"_s, u"spec"_s,
                                      u"specs"_s,  u"e2e"_s,         u"cypress"_s,   u"proof"_s,
                                      u"proofs"_s, u"integration"_s, u"playwright"_s};
    return names;
}

}  // namespace

bool ProjectFiles::has(const QString &path) const { return std::ranges::binary_search(paths, path); }

QStringList ProjectFiles::below(const QString &folder) const
{
    if (folder.isEmpty() || folder == "."_L1)
        return paths;
    const QString start = folder.endsWith(u'/') ? folder : folder + u'/';
    QStringList found;
    for (auto it = std::ranges::lower_bound(paths, start); it != paths.end() && it->startsWith(start); ++it)
        found.append(*it);
    return found;
}

QString ProjectFiles::text(const QString &path) const
{
    const auto bytes = read ? read(path) : std::nullopt;
    return bytes ? QString::fromUtf8(*bytes) : QString();
}

QString projectPath(const QString &folder, const QString &name)
{
    QString whole = name;
    if (whole.startsWith("/workspace/"_L1))
        whole = whole.sliced(11);
    else if (!whole.startsWith(u'/') && !folder.isEmpty())
        whole = folder + u'/' + whole;
    whole = QDir::cleanPath(whole);
    return whole == "."_L1 || whole.startsWith(u'/') || whole == ".."_L1 || whole.startsWith("../"_L1) ? QString()
                                                                                                       : whole;
}

bool looksLikeTest(const QString &path)
{
    if (!testFolderOf(path).isEmpty())
        return true;
    static const QRegularExpression name(
        u"(^|[._-])(test|tests|spec|specs|check|checks|verify|prove|proof|cy|e2e)([._-]|$)|[a-z](Test|Tests|Spec)\\.[a-z]+$"_s);
    return name.match(path.section(u'/', -1)).hasMatch();
}

QString testFolderOf(const QString &path)
{
    const QStringList parts = path.split(u'/');
    for (qsizetype i = 0; i + 1 < parts.size(); ++i)
        if (testFolders().contains(parts.at(i)))
            return parts.first(i + 1).join(u'/');
    return testFolders().contains(path.section(u'/', -1)) ? path : QString();
}

}  // namespace bw::agent
