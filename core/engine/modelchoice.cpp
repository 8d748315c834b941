// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/modelchoice.h"

#include "account/settings.h"
#include "claude/credentials.h"
#include "claude/messagesclient.h"
#include "claude/recording.h"

#include <QCryptographicHash>

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

}  // namespace

QString defaultModel() { return u"claude-opus-5-5"_s; }

Result<ModelChoice> chooseModel(const BuildOptions &options, const ModelPurpose &purpose, net::HttpTransport &transport,
                                Clock &clock)
{
    if (options.model == "demo"_L1)
        return openRecording(u":/buildwright/recordings/demo.jsonl"_s, purpose);
    if (options.model.startsWith("recording:"_L1))
        return openRecording(options.model.mid(10), purpose);
    auto credentials = claude::credentialsFromEnvironment();
    if (!credentials)
        return fail(credentials.error());
    const QString base = options.baseUrl.isEmpty() ? claude::baseUrlFromEnvironment() : options.baseUrl;
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
