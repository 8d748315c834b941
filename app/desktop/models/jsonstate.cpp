// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jsonstate.h"

#include "base/paths.h"
#include "base/wholefile.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcState, "bw.desktop.state", QtInfoMsg)

namespace bw::desktop
{

using namespace Qt::StringLiterals;

JsonState::JsonState(QString path, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
{
    m_later.setSingleShot(true);
    m_later.setInterval(300);
    connect(&m_later, &QTimer::timeout, this, [this] {
        if (const auto saved = save(); !saved)
            qCWarning(lcState) << "not remembered:" << m_path << toKey(saved.error().code);
    });
    QFile file(m_path);
    if (file.open(QIODevice::ReadOnly))
        m_values = QJsonDocument::fromJson(file.readAll()).object();
}

JsonState::~JsonState() { (void)save(); }

void JsonState::setValue(const QString &key, const QJsonValue &value)
{
    if (m_values.value(key) == value)
        return;
    m_values.insert(key, value);
    m_dirty = true;
    // Not put off for ever by a window that keeps moving.
    if (!m_later.isActive())
        m_later.start();
}

Status JsonState::save()
{
    m_later.stop();
    if (!m_dirty)
        return {};
    if (auto made = paths::ensurePrivate(QFileInfo(m_path).path()); !made)
        return made;
    if (auto written = writeWhole(m_path, QJsonDocument(m_values).toJson()); !written)
        return written;
    m_dirty = false;
    return {};
}

}  // namespace bw::desktop
