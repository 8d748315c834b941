// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/buildrequest.h"

#include <memory>

namespace bw::spec
{
struct AppSpec;
}

namespace bw::engine
{

struct Parts;

/// A specification to build from, read and checked; or a prompt, from which a model writes one first.
struct SpecSource {
    QString name;      ///< of the application
    QString fileName;  ///< with the ending that fits its format
    QByteArray text;   ///< byte for byte; empty for a prompt
    QString author;    ///< "person", "template", "model"
    std::shared_ptr<const spec::AppSpec> spec;
    QString prompt;
    [[nodiscard]] bool fromPrompt() const { return !prompt.isEmpty(); }
};

/// Errors: SpecInvalid, SpecEmpty, TooLarge, NotFound (template).
Result<SpecSource> readSpecSource(const BuildRequest &request);
Result<SpecSource> parseSpecSource(const QByteArray &text, const QString &fileName);

/// Keeps it among the person's specifications; the same text from the same person is kept once.
Result<SpecId> keepSpec(Parts &parts, const SpecSource &source);

/// What a build was made from, as its first events tell.
struct BuildOrigin {
    QString templateId;
    QString prompt;
    QString specName;
    QByteArray specText;  ///< empty: a prompt that has not become a specification yet
    [[nodiscard]] bool fromPrompt() const { return !prompt.isEmpty(); }
};
Result<BuildOrigin> loadOrigin(Parts &parts, const BuildId &build);

}  // namespace bw::engine
