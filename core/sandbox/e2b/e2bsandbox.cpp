// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/e2b/e2bsandbox.h"

#include "net/kepthttptransport.h"
#include "net/tcphttptransport.h"
#include "sandbox/e2b/cloudrequest.h"
#include "sandbox/e2b/timelimit.h"
#include "sandbox/envd/envdprocess.h"
#include "sandbox/envd/signedfile.h"

#include <QDateTime>
#include <QVersionNumber>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

constexpr std::chrono::milliseconds endLimit {1'900};
constexpr std::chrono::milliseconds setUpLimit {20'000};

/// Behind the line about the session: "ready" if the workspace is there and ours, then who we are.
constexpr auto lookAtWorkspace =
    "mkdir -p \"$1\" 2>/dev/null; [ -d \"$1\" ] && [ -w \"$1\" ] && echo ready; id -u; id -g";
/// Neither the shell itself nor the first process is meant by -1.
constexpr auto endAll = "kill -KILL -1; true";
constexpr std::chrono::milliseconds endAllLimit {5'000};
constexpr qsizetype mostSaid = 4'000;
constexpr int mostLooks = 4;
constexpr auto makeWorkspace = "mkdir -p \"$1\" && chown \"$2\" \"$1\" && chmod 755 \"$1\"";

Command bash(const char *script, const QStringList &arguments, std::chrono::milliseconds limit = setUpLimit)
{
    Command command;
    command.program = u"/bin/bash"_s;
    command.args = QStringList {u"-c"_s, QString::fromLatin1(script), u"bash"_s} + arguments;
    command.cwd = u"/"_s;
    command.timeLimit = limit;
    return command;
}

std::unexpected<Error> noWorkspace(const QString &why)
{
    return fail(ErrorCode::SandboxFailed, why, {{u"why"_s, u"there is no /workspace in it: "_s + why}});
}

}  // namespace

EnvdOptions E2bSandbox::optionsFor(const CloudSandbox &made, const E2bSettings &settings)
{
    EnvdOptions options;
    options.baseUrl = settings.daemon(made.id, made.domain);
    options.token = made.accessToken;
    options.headers = {{"E2b-Sandbox-Id", made.id.toUtf8()},
                       {"E2b-Sandbox-Port", QByteArray::number(E2bSettings::daemonPort)},
                       {"Accept", "application/json"}};
    options.sandboxName = made.id;
    options.hosted = true;
    options.version = QVersionNumber::fromString(made.envdVersion);
    // Older daemons have no user of their own choice.
    if (options.version < QVersionNumber(0, 4, 0))
        options.user = u"user"_s;
    return options;
}

E2bSandbox::E2bSandbox(CloudSandbox made, std::shared_ptr<ControlPlane> control, std::shared_ptr<CloudKeeper> keeper)
    : EnvdSandbox(SandboxId {made.id}, std::make_unique<net::KeptHttpTransport>(),
                  optionsFor(made, control->settings()))
    , m_made(std::move(made))
    , m_control(std::move(control))
    , m_keeper(std::move(keeper))
{
}

E2bSandbox::~E2bSandbox() { (void)E2bSandbox::destroy(); }

Result<QList<QByteArray>> E2bSandbox::look(std::stop_token stop)
{
    const QByteArray script = QByteArray(TreeEnder::lookAtSession) + lookAtWorkspace;
    QString status;
    // What it prints is all that it is for, and a stream that breaks may swallow that. It can be asked again.
    for (int turn = 0; turn < mostLooks; ++turn) {
        QByteArray said;
        OutputSink sink;
        sink.onStdout = [&said](QByteArrayView bytes) { said.append(bytes); };
        const auto looked = exec(bash(script.constData(), {QString::fromLatin1(workspacePath)}), sink, stop);
        if (!looked)
            return fail(looked.error());
        QList<QByteArray> lines = said.trimmed().split('\n');
        if (looked->exitCode == 0 && lines.size() == (lines.value(1) == "ready" ? 4 : 3))
            return lines;
        status = looked->status;
        if (looked->exitCode != 0)
            break;
    }
    return noWorkspace(status);
}

Status E2bSandbox::open(std::stop_token stop)
{
    auto lines = look(stop);
    if (!lines)
        return fail(lines.error());
    m_sessionMaker = TreeEnder::sessionMaker(lines->takeFirst());
    if (lines->constFirst() == "ready")
        return {};
    return makeWorkspaceAsRoot(lines->at(0) + ':' + lines->at(1), std::move(stop));
}

Status E2bSandbox::makeWorkspaceAsRoot(const QByteArray &owner, std::stop_token stop)
{
    QByteArray said;
    const Command command = bash(makeWorkspace, {QString::fromLatin1(workspacePath), QString::fromLatin1(owner)});
    const Result<CommandResult> result = runAsRoot(command, said, std::move(stop));
    if (!result && result.error().code == ErrorCode::Unauthorized)
        return noWorkspace(u"it has no user root, and its own may not make it"_s);
    if (!result)
        return fail(result.error());
    if (result->exitCode != 0)
        return noWorkspace(result->status + u' ' + QString::fromUtf8(said).trimmed());
    return {};
}

Result<CommandResult> E2bSandbox::runAsRoot(const Command &command, QByteArray &said, std::stop_token stop)
{
    net::TcpHttpTransport transport;
    EnvdOptions options = optionsFor(m_made, m_control->settings());
    options.user = u"root"_s;
    EnvdClient root(transport, options);
    ProcessEvents events(
        [&said](bool, QByteArrayView bytes) {
            said.append(bytes.first(std::min<qsizetype>(bytes.size(), mostSaid - std::min(said.size(), mostSaid))));
        },
        [](qint64) {});
    EnvdClient::StreamOptions limits;
    limits.deadline = command.timeLimit;
    const Status end = root.stream(
        u"process.Process/Start"_s, startMessage(command, false), limits,
        [&events](const Json &json) { return events.take(json); }, std::move(stop));
    return events.result(end);
}

Result<CommandResult> E2bSandbox::runSetUp(const char *script, const QStringList &arguments,
                                           std::chrono::milliseconds limit, QByteArray &said, std::stop_token stop)
{
    const Command command = bash(script, arguments, limit);
    Result<CommandResult> asRoot = runAsRoot(command, said, stop);
    if (asRoot || asRoot.error().code != ErrorCode::Unauthorized)
        return asRoot;
    OutputSink sink;
    sink.onStdout = sink.onStderr = [&said](QByteArrayView bytes) {
        said.append(bytes.first(std::min<qsizetype>(bytes.size(), mostSaid - std::min(said.size(), mostSaid))));
    };
    return exec(command, sink, std::move(stop));
}

Status E2bSandbox::quieten()
{
    const TimeLimit limit(endAllLimit);
    const auto ended = exec(bash(endAll, {}, endAllLimit), {}, limit.token());
    return ended ? Status {} : fail(ended.error());
}

void E2bSandbox::leave()
{
    markDestroyed();
    const std::lock_guard lock(m_endMutex);
    m_ended = Status {};
}

Result<QString> E2bSandbox::exposePort(int port, std::stop_token)
{
    if (isDestroyed())
        return fail(ErrorCode::SandboxLost, {}, {{u"sandbox"_s, id().value}});
    if (port < 1 || port > 65535 || port == E2bSettings::daemonPort)
        return fail(ErrorCode::InvalidArgument, {}, {{u"what"_s, u"port %1"_s.arg(port)}});
    return m_control->settings().port(m_made.id, m_made.domain, port).toString();
}

Result<PortAccess> E2bSandbox::portAccess(int port, std::stop_token stop)
{
    const auto address = exposePort(port, std::move(stop));
    if (!address)
        return fail(address.error());
    PortAccess access {*address, {}, {}};
    const E2bSettings &settings = m_control->settings();
    // One address for all sandboxes: which is meant, and which port, stands in the headers.
    if (!settings.sandboxUrl.isEmpty()) {
        access.address = settings.sandboxUrl.toString();
        access.headers = {{u"E2b-Sandbox-Id"_s, SecretString(m_made.id.toUtf8())},
                          {u"E2b-Sandbox-Port"_s, SecretString(QByteArray::number(port))}};
    }
    if (!m_made.trafficToken.isEmpty())
        access.headers.append({u"e2b-traffic-access-token"_s, m_made.trafficToken});
    return access;
}

Result<SecretString> E2bSandbox::fileAddress(const QString &path, FileAccess access, std::chrono::seconds validFor)
{
    if (isDestroyed())
        return fail(ErrorCode::SandboxLost, {}, {{u"sandbox"_s, id().value}});
    if (path.isEmpty())
        return fail(ErrorCode::InvalidArgument, {}, {{u"what"_s, u"an empty path"_s}});
    const E2bSettings &settings = m_control->settings();
    const SignedFile file {path, access, client().options().user,
                           QDateTime::currentSecsSinceEpoch() + validFor.count()};
    // Whoever gets the address sends no headers: it has to name the sandbox itself.
    const QUrl daemon = settings.sandboxUrl.isEmpty() ? settings.port(m_made.id, m_made.domain, E2bSettings::daemonPort)
                                                      : settings.sandboxUrl;
    return file.address(daemon, m_made.accessToken);
}

Status E2bSandbox::setTimeToLive(std::chrono::seconds ttl, std::stop_token stop)
{
    if (isDestroyed())
        return fail(ErrorCode::SandboxLost, {}, {{u"sandbox"_s, id().value}});
    if (!m_keeper)
        return {};
    const bool endless = ttl.count() == 0;
    const auto set = m_control->setTimeout(m_made.id, endless ? m_keeper->options().timeToLive : ttl, std::move(stop));
    if (!set)
        return set;
    m_keeper->setLengthened(m_made.id, endless);
    return {};
}

/// E2B takes all rules at once, and what is left out is cleared (PUT /sandboxes/{id}/network).
Status E2bSandbox::setAllowedHosts(const QStringList &hosts, std::stop_token stop)
{
    if (isDestroyed())
        return fail(ErrorCode::SandboxLost, {}, {{u"sandbox"_s, id().value}});
    if (!m_keeper)
        return fail(ErrorCode::Unsupported, {}, {{u"what"_s, u"other hosts"_s}});
    SandboxRequest request;
    request.network = m_network;
    request.allowedHosts = hosts;
    NewCloudSandbox rules;
    CloudRequest::setNetwork(rules, request);
    return m_control->setNetwork(m_made.id, rules, std::move(stop));
}

Status E2bSandbox::destroy()
{
    markDestroyed();
    const std::lock_guard lock(m_endMutex);
    if (m_ended)
        return *m_ended;
    m_ended = Status {};
    if (!m_keeper)
        return *m_ended;
    // A look in between would take its end for a loss.
    m_keeper->expectEnd(m_made.id);
    const TimeLimit limit(endLimit);
    const Result<bool> gone = m_control->end(m_made.id, limit.token());
    m_keeper->release(m_made.id, gone.has_value());
    if (!gone) {
        const QString why = u"E2B could not be told to end it (%1); it is told again, and it ends by itself"_s.arg(
            gone.error().code == ErrorCode::Cancelled ? u"no answer in time"_s : gone.error().detail);
        m_ended = fail(ErrorCode::SandboxFailed, why, {{u"why"_s, why}});
    }
    return *m_ended;
}

}  // namespace bw::sandbox
