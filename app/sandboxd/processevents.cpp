// SPDX-License-Identifier: GPL-3.0-or-later
#include "processevents.h"

#include <csignal>
#include <map>

#include <sys/wait.h>

namespace bw::sandboxd
{

namespace
{

std::string signalName(int number)
{
    static const std::map<int, std::string> names {{SIGHUP, "hangup"},
                                                   {SIGINT, "interrupt"},
                                                   {SIGQUIT, "quit"},
                                                   {SIGILL, "illegal instruction"},
                                                   {SIGTRAP, "trace/breakpoint trap"},
                                                   {SIGABRT, "aborted"},
                                                   {SIGBUS, "bus error"},
                                                   {SIGFPE, "floating point exception"},
                                                   {SIGKILL, "killed"},
                                                   {SIGUSR1, "user defined signal 1"},
                                                   {SIGSEGV, "segmentation fault"},
                                                   {SIGUSR2, "user defined signal 2"},
                                                   {SIGPIPE, "broken pipe"},
                                                   {SIGALRM, "alarm clock"},
                                                   {SIGTERM, "terminated"}};
    const auto found = names.find(number);
    return found == names.end() ? "signal " + std::to_string(number) : found->second;
}

}  // namespace

Json startEvent(pid_t pid) { return {{"event", {{"start", {{"pid", pid}}}}}}; }

Json keepaliveEvent() { return {{"event", {{"keepalive", Json::object()}}}}; }

Json endEvent(int status)
{
    Json end = Json::object();
    if (WIFEXITED(status)) {
        const int code = WEXITSTATUS(status);
        const std::string text = "exit status " + std::to_string(code);
        if (code != 0)
            end["exitCode"] = code;
        end["exited"] = true;
        end["status"] = text;
        if (code != 0)
            end["error"] = text;
    } else {
        const std::string text = "signal: " + signalName(WTERMSIG(status));
        end["exitCode"] = -1;
        end["status"] = text;
        end["error"] = text;
        end["signal"] = WTERMSIG(status);
    }
    return {{"event", {{"end", end}}}};
}

std::string outputMessage(const OutputEvent &event)
{
    const char *name = event.kind == OutputEvent::Kind::Stdout ? "stdout"
        : event.kind == OutputEvent::Kind::Stderr              ? "stderr"
                                                               : "pty";
    if (event.kind == OutputEvent::Kind::End)
        return event.data;
    return std::string(R"({"event":{"data":{")") + name + R"(":")" + base64(event.data) + R"("}}})";
}

}  // namespace bw::sandboxd
