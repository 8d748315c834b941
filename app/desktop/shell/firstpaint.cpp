// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/firstpaint.h"

#include <QEvent>
#include <QFile>
#include <QLoggingCategory>
#include <QTimer>
#include <QWidget>

#include <cmath>
#include <thread>

#include <dlfcn.h>
#include <time.h>
#include <unistd.h>

Q_LOGGING_CATEGORY(lcWindow, "bw.desktop.window", QtInfoMsg)

namespace bw::desktop
{

namespace
{

// Whoever is never painted (minimised, on another desk) is opened all the same.
constexpr int longestWaitMs = 500;

// As whoever started this says (nanoseconds since the boot), else by the system: field 22 of /proc/self/stat (proc(5)):
// the start in ticks since the boot. Its resolution is 10 ms.
double sinceStartMs()
{
    timespec now {};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    const double seconds = static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
    if (const qint64 started = qEnvironmentVariable(startedVariable).toLongLong(); started > 0)
        return (seconds - static_cast<double>(started) / 1e9) * 1000;
    QFile file(QStringLiteral("/proc/self/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray stat = file.readAll();
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    return (seconds - fields.value(19).toDouble() / static_cast<double>(::sysconf(_SC_CLK_TCK))) * 1000;
}

class Watch final : public QObject
{
public:
    Watch(QWidget &window, std::function<void()> painted)
        : QObject(&window)
        , m_painted(std::move(painted))
    {
        window.installEventFilter(this);
        QTimer::singleShot(longestWaitMs, this, &Watch::end);
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
                    qCInfo(lcWindow).nospace() << "first paint after " << std::round(sinceStartMs() * 10) / 10 << " ms";
                    end();
                },
                Qt::QueuedConnection);
        }
        return false;
    }

private:
    void end()
    {
        deleteLater();
        if (const auto painted = std::exchange(m_painted, {}))
            painted();
    }
    std::function<void()> m_painted;
};

}  // namespace

void afterFirstPaint(QWidget &window, std::function<void()> then) { new Watch(window, std::move(then)); }

void warmFonts()
{
    // fontconfig is there with Qt; its first use reads some fifty files, which need not stand in anybody's way. Its
    // FcInit() may be called from any thread, and whoever needs it meanwhile waits for it.
    using Init = int (*)();
    if (const auto init = reinterpret_cast<Init>(::dlsym(RTLD_DEFAULT, "FcInit")))
        std::thread(init).detach();
}

}  // namespace bw::desktop
