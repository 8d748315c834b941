// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/icons.h"

#include "widgets/look.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace bw::desktop::icons
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray source(const QString &name)
{
    QFile file(u":/buildwright/icons/%1.svg"_s.arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

class Engine final : public QIconEngine
{
public:
    explicit Engine(QString name)
        : m_name(std::move(name))
    {
    }
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const int size = std::min(rect.width(), rect.height());
        const QPixmap drawn = icons::pixmap(m_name, color(mode), size, painter->device()->devicePixelRatioF());
        painter->drawPixmap(rect.center() - QPoint(size / 2, size / 2) + QPoint(1 - size % 2, 1 - size % 2), drawn);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const int edge = std::min(size.width(), size.height());
        // In device-independent pixels since Qt 6.8.
        return icons::pixmap(m_name, color(mode), edge, scale);
    }
    [[nodiscard]] QIconEngine *clone() const override { return new Engine(m_name); }
    QString iconName() override { return m_name; }

private:
    static QColor color(QIcon::Mode mode)
    {
        return mode == QIcon::Disabled ? Look::tokens().disabled : Look::tokens().text;
    }
    QString m_name;
};

}  // namespace

QPixmap pixmap(const QString &name, const QColor &color, int size, qreal ratio)
{
    const QString key = u"bw/%1/%2/%3/%4"_s.arg(name, color.name(), QString::number(size), QString::number(ratio));
    QPixmap drawn;
    if (QPixmapCache::find(key, &drawn))
        return drawn;
    QByteArray svg = source(name);
    if (svg.isEmpty())
        return {};
    svg.replace("currentColor", color.name().toLatin1());
    const int pixels = qCeil(size * ratio);
    drawn = QPixmap(pixels, pixels);
    drawn.fill(Qt::transparent);
    {
        QPainter painter(&drawn);
        QSvgRenderer(svg).render(&painter, QRectF(0, 0, pixels, pixels));
    }
    drawn.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, drawn);
    return drawn;
}

QIcon icon(const QString &name)
{
    return QFile::exists(u":/buildwright/icons/%1.svg"_s.arg(name)) ? QIcon(new Engine(name)) : QIcon();
}

QIcon program() { return icon(u"buildwright"_s); }

}  // namespace bw::desktop::icons
