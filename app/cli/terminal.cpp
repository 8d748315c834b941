// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminal.h"

#include "base/redactor.h"

#include <cstdio>
#include <sys/ioctl.h>
#include <unistd.h>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

void put(FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

}  // namespace

Terminal::Terminal(bool json)
    : m_json(json)
    , m_interactive(!json && isatty(STDERR_FILENO) == 1 && qgetenv("TERM") != "dumb")
    , m_colour(!json && isatty(STDOUT_FILENO) == 1 && qgetenv("TERM") != "dumb" && qgetenv("NO_COLOR").isEmpty())
{
}

void Terminal::line(const QString &text)
{
    if (m_json)
        return;
    clearProgress();
    put(stdout, Redactor::redact(text) + u'\n');
}

void Terminal::object(const Json &object)
{
    if (m_json)
        put(stdout, QString::fromUtf8(Redactor::redact(toBytes(object))) + u'\n');
}

void Terminal::secretLine(const QString &text)
{
    if (m_json)
        return;
    clearProgress();
    put(stdout, text + u'\n');
}

void Terminal::secretObject(const Json &object)
{
    if (m_json)
        put(stdout, QString::fromUtf8(toBytes(object)) + u'\n');
}

void Terminal::note(const QString &text)
{
    clearProgress();
    put(stderr, Redactor::redact(text) + u'\n');
}

void Terminal::noteOnce(const QString &text)
{
    if (m_saidOnce.contains(text))
        return;
    m_saidOnce.append(text);
    note(text);
}

void Terminal::progress(const QString &text)
{
    if (!m_interactive)
        return;
    put(stderr, u"\r\x1b[2K"_s + Redactor::redact(text).left(columns() - 1));
    m_progressShown = true;
}

void Terminal::clearProgress()
{
    if (m_progressShown)
        put(stderr, u"\r\x1b[2K"_s);
    m_progressShown = false;
}

QString Terminal::strong(const QString &text) const { return paint(text, "1"); }
QString Terminal::good(const QString &text) const { return paint(text, "32"); }
QString Terminal::bad(const QString &text) const { return paint(text, "31"); }
QString Terminal::faint(const QString &text) const { return paint(text, "2"); }

int Terminal::columns()
{
    winsize size {};
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20)
        return size.ws_col;
    return 80;
}

QString Terminal::paint(const QString &text, const char *code) const
{
    return m_colour ? u"\x1b[%1m%2\x1b[0m"_s.arg(QString::fromLatin1(code), text) : text;
}

}  // namespace bw::cli
