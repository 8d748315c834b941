// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/firstpaint.h"

#include <QEvent>
#include <QFile>
#include <QLoggingCategory>
#include <QWidget>

#include <time.h>
#include <unistd.h>

Q_LOGGING_CATEGORY(lcWindow, "bw.desktop.window", QtInfoMsg)

namespace bw::desktop
{

namespace
{

// Field 22 of /proc/self/stat (proc(5)): the start in ticks since the boot. Its resolution is 10 ms.
double sinceStartMs()
{
    QFile file(QStringLiteral("/proc/self/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray stat = file.readAll();
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    timespec now {};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    const double seconds = static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
    return (seconds - fields.value(19).toDouble() / static_cast<double>(::sysconf(_SC_CLK_TCK))) * 1000;
}

class Watch final : public QObject
{
public:
    explicit Watch(QWidget &window)
        : QObject(&window)
    {
        window.installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            parent()->removeEventFilter(this);
            // After the event: then it is painted.
            QMetaObject::invokeMethod(
                this,
                [this] {
                    qCInfo(lcWindow).nospace() << "first paint after " << qRound(sinceStartMs()) << " ms";
                    deleteLater();
                },
                Qt::QueuedConnection);
        }
        return false;
    }
};

}  // namespace

void logFirstPaint(QWidget &window) { new Watch(window); }

}  // namespace bw::desktop
