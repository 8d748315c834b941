// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/e2b/cloudimages.h"
#include "base/wholefile.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

constexpr qint64 largestFile = 1'000'000;

}  // namespace

Json CloudImages::read() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return Json::object();
    const Result<Json> json = parseJson(file.read(largestFile));
    return json && json->is_object() ? *json : Json::object();
}

Status CloudImages::write(const Json &images) const
{
    return writeWhole(m_path, toBytes(images) + '\n', FileRights::OwnerOnly);
}

QString CloudImages::find(const QString &key) const
{
    const std::lock_guard lock(m_mutex);
    const Json images = read();
    const auto found = images.find(toStd(key));
    return found != images.end() && found->is_string() ? toQString(found->get<std::string>()) : QString();
}

Status CloudImages::keep(const QString &key, const QString &image)
{
    const std::lock_guard lock(m_mutex);
    Json images = read();
    images[toStd(key)] = toStd(image);
    return write(images);
}

Status CloudImages::forget(const QString &key)
{
    const std::lock_guard lock(m_mutex);
    Json images = read();
    return images.erase(toStd(key)) > 0 ? write(images) : Status {};
}

}  // namespace bw::sandbox
