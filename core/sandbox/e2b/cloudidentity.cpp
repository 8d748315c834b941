// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/e2b/cloudidentity.h"

#include "base/ids.h"
#include "base/json.h"
#include "base/wholefile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

CloudIdentity::CloudIdentity(QString dataFolder)
    : m_folder(std::move(dataFolder))
{
}

QString CloudIdentity::member(const char *name) const
{
    QFile file(path());
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const Result<Json> json = parseJson(file.read(4096));
    return json && json->is_object() ? jsonString(*json, name) : QString();
}

QString CloudIdentity::idOf(const QString &seed) const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(seed.toUtf8() + '\0' + QSysInfo::machineUniqueId() + '\0' + QDir(m_folder).canonicalPath().toUtf8());
    return QString::fromLatin1(hash.result().toHex().first(32));
}

QString CloudIdentity::id() const
{
    const QString seed = member("id");
    return seed.isEmpty() ? QString() : idOf(seed);
}

QString CloudIdentity::lastOwner() const { return member("owner"); }

Result<QString> CloudIdentity::take(const QString &owner) const
{
    QString seed = member("id");
    if (seed.isEmpty())
        seed = newIdText() + newIdText();
    const QByteArray text = toBytes(Json {{"id", toStd(seed)}, {"owner", toStd(owner)}}) + '\n';
    if (const auto written = writeWhole(path(), text, FileRights::OwnerOnly); !written)
        return fail(written.error());
    return idOf(seed);
}

}  // namespace bw::sandbox
