// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/logging.h"

#include "base/clock.h"
#include "base/json.h"
#include "base/logfile.h"
#include "base/logring.h"
#include "base/paths.h"
#include "base/redactor.h"

#include <cstdio>
#include <memory>

using namespace Qt::StringLiterals;

namespace bw
{

Q_LOGGING_CATEGORY(logBase, "bw.base")

namespace
{

// Qt's message handler is one function of the process, so what it writes to belongs to the process, too.
struct Sink {
    std::mutex mutex;
    std::shared_ptr<LogFile> file;
    bool verbose = false;
};

Sink &sink()
{
    static Sink one;
    return one;
}

thread_local QString currentBuild;
thread_local QString currentRequest;

const char *levelKey(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
    case QtFatalMsg:
        return "error";
    }
    return "error";
}

void handleMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QString text = Redactor::redact(message);
    Json line;
    line["time"] = toStd(toIso(QDateTime::currentMSecsSinceEpoch()));
    line["level"] = levelKey(type);
    line["category"] = context.category ? context.category : "default";
    if (!currentBuild.isEmpty())
        line["build"] = toStd(currentBuild);
    if (!currentRequest.isEmpty())
        line["request"] = toStd(currentRequest);
    line["text"] = toStd(text);
    const QByteArray bytes = toBytes(line);
    logRing().add(std::string_view(bytes.constData(), static_cast<size_t>(bytes.size())));

    std::shared_ptr<LogFile> file;
    bool verbose = false;
    {
        const std::scoped_lock lock(sink().mutex);
        file = sink().file;
        verbose = sink().verbose;
    }
    Status written;
    if (file)
        written = file->add(bytes);
    if (verbose || type == QtFatalMsg || !written)
        std::fprintf(stderr, "%s: %s: %s\n", levelKey(type), context.category ? context.category : "default",
                     text.toLocal8Bit().constData());
}

QString rulesForLevel(const QString &level)
{
    // "qt.*" stays as Qt has it, except that its debug output is never wanted.
    if (level == u"debug")
        return u"*.debug=true\nqt.*.debug=false"_s;
    if (level == u"info")
        return u"*.debug=false"_s;
    if (level == u"warning")
        return u"*.debug=false\n*.info=false"_s;
    if (level == u"error")
        return u"*.debug=false\n*.info=false\n*.warning=false"_s;
    return {};
}

QString filterRules(bool verbose)
{
    const QString wish = QString::fromLocal8Bit(qgetenv("BUILDWRIGHT_LOG")).trimmed();
    const QString base = rulesForLevel(verbose ? u"debug"_s : u"info"_s);
    if (wish.isEmpty())
        return base;
    const QString byLevel = rulesForLevel(wish.toLower());
    return byLevel.isEmpty() ? base + u'\n' + QString(wish).replace(u';', u'\n') : byLevel;
}

}  // namespace

Status startLogging(const LogOptions &options)
{
    QLoggingCategory::setFilterRules(filterRules(options.verbose));
    const QString folder = options.folder.isEmpty() ? paths::stateFolder() : options.folder;
    auto file = std::make_shared<LogFile>(folder + u"/buildwright.log"_s, options.fileBytes, options.files);
    Status opened = paths::ensurePrivate(folder);
    if (opened)
        opened = file->open();
    {
        const std::scoped_lock lock(sink().mutex);
        sink().file = opened ? file : nullptr;
        sink().verbose = options.verbose;
    }
    qInstallMessageHandler(handleMessage);
    return opened;
}

void stopLogging()
{
    qInstallMessageHandler(nullptr);
    QLoggingCategory::setFilterRules({});
    const std::scoped_lock lock(sink().mutex);
    sink().file.reset();
}

LogContext::LogContext(const QString &build, const QString &requestId)
    : m_formerBuild(currentBuild)
    , m_formerRequest(currentRequest)
{
    if (!build.isEmpty())
        currentBuild = build;
    if (!requestId.isEmpty())
        currentRequest = requestId;
}

LogContext::~LogContext()
{
    currentBuild = m_formerBuild;
    currentRequest = m_formerRequest;
}

}  // namespace bw
