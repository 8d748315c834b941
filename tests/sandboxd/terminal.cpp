// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandboxd/terminal.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace bw::test
{

namespace
{

Json size(int columns, int rows) { return {{"size", {{"cols", columns}, {"rows", rows}}}}; }

Status done(const Result<Json> &answer) { return answer ? Status() : fail(answer.error()); }

}  // namespace

Terminal::Terminal(sandbox::EnvdClient &client, const QStringList &program, const QString &folder, int columns,
                   int rows)
    : m_client(client)
{
    Json arguments = Json::array();
    for (const QString &argument : program.sliced(1))
        arguments.push_back(argument.toStdString());
    const Json message {{"process",
                         {{"cmd", program.first().toStdString()},
                          {"args", arguments},
                          {"cwd", folder.toStdString()},
                          {"envs", {{"TERM", "dumb"}, {"PS1", "$ "}, {"HISTFILE", ""}}}}},
                        {"pty", size(columns, rows)}};
    m_thread = std::jthread([this, message](std::stop_token stop) {
        const auto take = [this](const Json &json) -> Status {
            const std::lock_guard lock(m_mutex);
            const Json event = json.value("event", Json::object());
            if (event.contains("start"))
                m_pid = event["start"].value("pid", qint64(0));
            if (event.contains("data"))
                m_output +=
                    QByteArray::fromBase64(QByteArray::fromStdString(event["data"].value("pty", std::string())));
            if (event.contains("end"))
                m_endEvent = event["end"];
            m_changed.notify_all();
            return {};
        };
        const Status ended = m_client.stream(u"process.Process/Start"_s, message, {}, take, stop);
        const std::lock_guard lock(m_mutex);
        m_end = ended;
        m_changed.notify_all();
    });
}

Terminal::~Terminal() { (void)signal("SIGNAL_SIGKILL"); }

bool Terminal::waitFor(const std::function<bool()> &condition)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, 15s, [&] { return condition() || m_end; }) && condition();
}

qint64 Terminal::pid()
{
    (void)waitFor([this] { return m_pid != 0; });
    return m_pid;
}

Status Terminal::type(const QByteArray &bytes)
{
    return done(m_client.call(u"process.Process/SendInput"_s,
                              {{"process", selector()}, {"input", {{"pty", bytes.toBase64().toStdString()}}}}, {}));
}

Status Terminal::resize(int columns, int rows)
{
    return done(
        m_client.call(u"process.Process/Update"_s, {{"process", selector()}, {"pty", size(columns, rows)}}, {}));
}

Status Terminal::signal(const char *name)
{
    return done(m_client.call(u"process.Process/SendSignal"_s, {{"process", selector()}, {"signal", name}}, {}));
}

bool Terminal::shows(const QByteArray &text)
{
    return waitFor([&] { return m_output.contains(text); });
}

std::optional<Status> Terminal::end()
{
    (void)waitFor([this] { return m_end.has_value(); });
    const std::lock_guard lock(m_mutex);
    return m_end;
}

QByteArray Terminal::output()
{
    const std::lock_guard lock(m_mutex);
    return m_output;
}

Json Terminal::endEvent()
{
    const std::lock_guard lock(m_mutex);
    return m_endEvent;
}

}  // namespace bw::test
