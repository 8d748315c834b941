// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/modelchoice.h"

#include "account/settings.h"
#include "claude/credentials.h"
#include "claude/messagesclient.h"
#include "claude/recording.h"

#include <QCryptographicHash>
#include <QUrl>

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

Result<ModelChoice> openRecording(const QString &path, const ModelPurpose &purpose)
{
    auto recording = claude::Recording::load(path);
    if (!recording)
        return fail(recording.error());
    const auto &header = (*recording)->header();
    if (purpose.fromPrompt && !(*recording)->turn(u"description"_s, 0) && !(*recording)->turn(u"spec"_s, 0))
        return fail(ErrorCode::RecordingMismatch, u"the recording has no turns for a prompt"_s,
                    {{u"recording"_s, header.name}, {u"spec"_s, u"--prompt"_s}});
    if (!purpose.fromPrompt) {
        const QString sha =
            QString::fromLatin1(QCryptographicHash::hash(purpose.specText, QCryptographicHash::Sha256).toHex());
        if (auto fits = (*recording)->checkSpec(purpose.templateId, sha); !fits)
            return fail(fits.error());
    }
    const QString model = header.model;
    return ModelChoice {std::move(*recording), model, true};
}

/// A server of one's own there (Ollama and its like) asks for no key.
bool isOnThisMachine(const QString &baseUrl)
{
    const QString host = QUrl(baseUrl).host();
    return host == "localhost"_L1 || host == "::1"_L1 || host.startsWith("127."_L1);
}

}  // namespace

QString defaultModel() { return u"claude-opus-5-5"_s; }

Result<ModelChoice> chooseModel(const BuildOptions &options, const ModelPurpose &purpose, net::HttpTransport &transport,
                                Clock &clock)
{
    if (options.model == "demo"_L1)
        return openRecording(u":/buildwright/recordings/demo.jsonl"_s, purpose);
    if (options.model.startsWith("recording:"_L1))
        return openRecording(options.model.mid(10), purpose);
    const QString base = options.baseUrl.isEmpty() ? claude::baseUrlFromEnvironment() : options.baseUrl;
    auto credentials = claude::credentialsFromEnvironment();
    if (!credentials && isOnThisMachine(base))
        credentials = claude::Credentials {};
    if (!credentials)
        return fail(credentials.error());
    const auto profile = claude::profileFor(base, *credentials);
    if (!profile)
        return fail(profile.error());
    claude::MessagesClient::Options client;
    client.baseUrl = base;
    client.credentials = *credentials;
    client.betas = account::Settings::load().model().betas;
    return ModelChoice {std::make_unique<claude::MessagesClient>(transport, clock, client), options.model, false,
                        profile->baseUrl.host()};
}

}  // namespace bw::engine
