// SPDX-License-Identifier: GPL-3.0-or-later
#include "cloud_bench.h"

#include "net/tcphttptransport.h"
#include "sandbox/e2b/e2bprovider.h"
#include "sandbox/e2b/e2bsandbox.h"
#include "sandbox/e2b/e2bsettings.h"
#include "sandbox/envd/envdclient.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>

#include <algorithm>
#include <array>
#include <cstdio>
#include <thread>
#include <vector>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace bw;

namespace
{

constexpr int commands = 200;
constexpr int transfers = 3;
const QString bigFile = u"/home/user/big"_s;

double median(std::vector<double> times)
{
    std::ranges::sort(times);
    return times.at(times.size() / 2);
}

double milliseconds(const QElapsedTimer &timer) { return double(timer.nsecsElapsed()) / 1e6; }

int report(const Error &error)
{
    std::fprintf(stderr, "%s %s\n", qPrintable(toKey(error.code)), qPrintable(error.detail));
    return 1;
}

/// The most memory this process ever had, in MB.
double highest()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.sliced(6).simplified().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

/// The daemon of a sandbox of the fake, as the fake tells it.
struct Daemon {
    QUrl url;
    SecretString token;
};

Result<Daemon> daemonOf(const sandbox::E2bSettings &settings, const SandboxId &id)
{
    net::TcpHttpTransport transport;
    net::HttpRequest request;
    request.url = QUrl(settings.apiUrl.toString() + u"/fake/token/"_s + id.value);
    const auto response = transport.send(request, {});
    if (!response)
        return fail(response.error());
    const auto json = parseJson(response->body);
    if (!json)
        return fail(json.error());
    return Daemon {QUrl(u"http://127.0.0.1:%1"_s.arg(jsonInt(*json, "port"))),
                   SecretString(jsonString(*json, "token").toUtf8())};
}

/// The same command without a sandbox, started and waited for: what nobody can take away.
double bareProcess()
{
    std::vector<double> times;
    const std::array<char *, 4> words {const_cast<char *>("bash"), const_cast<char *>("-c"), const_cast<char *>("true"),
                                       nullptr};
    for (int i = 0; i < commands; ++i) {
        QElapsedTimer timer;
        timer.start();
        pid_t pid = 0;
        if (::posix_spawn(&pid, "/bin/bash", nullptr, nullptr, words.data(), environ) != 0)
            return 0;
        ::waitpid(pid, nullptr, 0);
        times.push_back(milliseconds(timer));
    }
    return median(times);
}

int measureCommands(sandbox::Sandbox &sandbox)
{
    std::vector<double> times;
    for (int i = 0; i < commands; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto done = sandbox.exec(sandbox::Command::shell(u"true"_s), {}, {});
        if (!done)
            return report(done.error());
        if (done->exitCode != 0)
            return report({ErrorCode::Internal, done->status, {}, {}});
        if (i >= commands / 10)  // the first ones fill caches
            times.push_back(milliseconds(timer));
    }
    std::printf("bench cloud_exec ours=%.2fms bare=%.2fms\n", median(times), bareProcess());
    return 0;
}

/// Milliseconds of one curl; below 0 when it did not do it. The token goes through its standard input.
double curl(const Daemon &daemon, const QStringList &arguments)
{
    QProcess process;
    QElapsedTimer timer;
    timer.start();
    process.start(u"curl"_s,
                  QStringList {u"--silent"_s, u"--show-error"_s, u"--fail"_s, u"--output"_s, u"/dev/null"_s,
                               u"--config"_s, u"-"_s, daemon.url.toString() + u"/files?path="_s + bigFile}
                      + arguments);
    process.write("header = \"X-Access-Token: " + daemon.token.reveal() + "\"\n");
    process.closeWriteChannel();
    process.waitForFinished(120'000);
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0 ? milliseconds(timer) : -1;
}

int measureDownload(sandbox::EnvdClient &client, const Daemon &daemon, qint64 bytes)
{
    std::vector<double> ours;
    std::vector<double> peer;
    const double before = highest();
    for (int i = 0; i < transfers; ++i) {
        qint64 came = 0;
        QElapsedTimer timer;
        timer.start();
        const Status done = client.download(bigFile,
                                            [&came](QByteArrayView piece) {
                                                came += piece.size();
                                                return Status {};
                                            },
                                            {});
        ours.push_back(milliseconds(timer));
        if (!done)
            return report(done.error());
        if (came != bytes)
            return report({ErrorCode::Internal, u"%1 bytes came"_s.arg(came), {}, {}});
        peer.push_back(curl(daemon, {}));
        if (peer.back() < 0)
            return report({ErrorCode::Internal, u"curl could not read it"_s, {}, {}});
    }
    std::printf("bench cloud_download ours=%.0fms peer=%.0fms grew=%.1fMB\n", median(ours), median(peer),
                highest() - before);
    return 0;
}

int measureUpload(sandbox::EnvdClient &client, const Daemon &daemon, qint64 bytes, const QString &folder)
{
    const QString copy = folder + u"/big"_s;
    const QByteArray piece(1 << 20, 'x');
    QFile file(copy);
    if (!file.open(QIODevice::WriteOnly))
        return report({ErrorCode::FileUnwritable, copy, {}, {}});
    for (qint64 at = 0; at < bytes; at += piece.size())
        file.write(piece.constData(), std::min<qint64>(piece.size(), bytes - at));
    file.close();
    if (!file.open(QIODevice::ReadOnly))
        return report({ErrorCode::NotFound, copy, {}, {}});
    const double peer = curl(daemon,
                             {u"--header"_s, u"Content-Type: application/octet-stream"_s, u"--request"_s, u"POST"_s,
                              u"--upload-file"_s, copy});
    const double before = highest();
    QElapsedTimer timer;
    timer.start();
    const Status done =
        client.writeFile(bigFile, [&file]() -> Result<QByteArray> { return file.read(256 << 10); }, bytes, {});
    const double took = milliseconds(timer);
    if (!done)
        return report(done.error());
    if (peer < 0)
        return report({ErrorCode::Internal, u"curl could not write it"_s, {}, {}});
    std::printf("bench cloud_upload ours=%.0fms peer=%.0fms grew=%.1fMB\n", took, peer, highest() - before);
    return 0;
}

}  // namespace

int measureLink(const QString &folder, qint64 bytes)
{
    SystemClock clock;
    net::TcpHttpTransport transport;
    sandbox::SandboxRequest request;
    request.build = BuildId {u"bench"_s};
    request.network = NetworkPolicy::None;
    sandbox::E2bProviderConfig config;
    config.dataFolder = folder;
    config.settings = sandbox::E2bSettings::fromEnvironment();
    sandbox::E2bProvider provider(config, transport, clock);
    const auto made = provider.create(request, {});
    if (!made)
        return report(made.error());
    const auto daemon = daemonOf(config.settings, (*made)->id());
    if (!daemon)
        return report(daemon.error());
    config.settings.sandboxUrl = daemon->url;
    sandbox::E2bProvider past(config, transport, clock);
    const auto direct = past.takeUp((*made)->id(), request, {});
    if (!direct)
        return report(direct.error());
    // As a build's own thread does it: the main thread keeps no connection.
    int failedCommands = 0;
    std::thread([&] { failedCommands = measureCommands(**direct); }).join();
    if (failedCommands != 0)
        return failedCommands;
    sandbox::Command fill = sandbox::Command::shell(u"head -c %1 /dev/urandom >%2"_s.arg(bytes).arg(bigFile));
    if (const auto filled = (*made)->exec(fill, {}, {}); !filled || filled->exitCode != 0)
        return report(filled ? Error {ErrorCode::Internal, filled->status, {}, {}} : filled.error());
    sandbox::EnvdOptions options;
    options.baseUrl = daemon->url;
    options.token = daemon->token;
    options.sandboxName = (*made)->id().value;
    options.hosted = true;
    sandbox::EnvdClient client(transport, options);
    if (const int failed = measureDownload(client, *daemon, bytes); failed != 0)
        return failed;
    return measureUpload(client, *daemon, bytes, folder);
}
