// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/e2b/cloudfixture.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace bw::test
{

CloudFixture::CloudFixture()
{
    m_server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_server.start(QStringLiteral(BW_PYTHON),
                   {u"-B"_s, QStringLiteral(BW_SOURCE_DIR "/tests/support/e2b/bw-e2b-server"), u"--daemon"_s,
                    QStringLiteral(BW_BINARY_DIR "/bin/buildwright-sandboxd")});
    while (m_server.state() != QProcess::NotRunning && !m_server.canReadLine() && m_server.waitForReadyRead(10'000)) { }
    const auto said = parseJson(m_server.readLine());
    if (!said)
        return;
    m_api = QUrl(jsonString(*said, "api"));
    m_sandboxes = QUrl(jsonString(*said, "sandboxes"));
}

CloudFixture::~CloudFixture()
{
    m_server.closeWriteChannel();
    m_server.waitForFinished(10'000);
}

QString CloudFixture::problem()
{
    if (m_api.isEmpty())
        return u"the fake of E2B did not start"_s;
    sandbox::ControlPlane control(transport, clock, settings(), {.retry = {.retries = 0}, .chance = {}});
    const auto made = control.create({}, {});
    if (!made)
        return u"no sandbox can be made: "_s + made.error().detail;
    (void)control.end(made->id, {});
    return {};
}

sandbox::E2bSettings CloudFixture::settings() const
{
    sandbox::E2bSettings settings;
    settings.key = SecretString("e2b_" + QByteArray(40, '0'));
    settings.apiUrl = m_api;
    settings.sandboxUrl = m_sandboxes;
    return settings;
}

sandbox::E2bProviderConfig CloudFixture::config(const QString &dataName) const
{
    const QString folder = m_folder.filePath(dataName);
    QDir().mkpath(folder);
    sandbox::E2bProviderConfig config;
    config.dataFolder = folder;
    config.settings = settings();
    config.keeping.look = std::chrono::milliseconds(200);
    config.keeping.lengthen = std::chrono::milliseconds(400);
    return config;
}

std::unique_ptr<sandbox::E2bProvider> CloudFixture::provider(const QString &dataName)
{
    return std::make_unique<sandbox::E2bProvider>(config(dataName), transport, clock);
}

Json CloudFixture::steer(const QByteArray &method, const QString &path, const Json &body)
{
    net::HttpRequest request;
    request.method = method;
    request.url = QUrl(m_api.toString() + path);
    request.headers = {{"Content-Type", "application/json"}};
    if (method != "GET")
        request.body = toBytes(body);
    const auto response = transport.send(request, {});
    return response ? parseJson(response->body).value_or(Json()) : Json();
}

QStringList CloudFixture::living()
{
    QStringList ids;
    for (const Json &id : steer("GET", u"/fake/living"_s))
        ids.append(toQString(id.get<std::string>()));
    return ids;
}

int CloudFixture::asked(const QString &method, const QString &path)
{
    int count = 0;
    for (const Json &one : steer("GET", u"/fake/requests"_s))
        count += jsonString(one, "method") == method && jsonString(one, "path") == path ? 1 : 0;
    return count;
}

}  // namespace bw::test
