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

/// A version in the library.
struct KeptSpec {
    SpecId spec {};
    int version = 0;
};

/// A specification to build from, read and checked; or a prompt, from which a model writes one first.
struct SpecSource {
    QString name;      ///< of the application
    QString fileName;  ///< with the ending that fits its format
    QByteArray text;   ///< byte for byte; empty for a prompt
    QString author;    ///< "person", "template", "model"
    KeptSpec kept {};  ///< where a person says that it stands in the library already
    std::shared_ptr<const spec::AppSpec> spec;
    QString prompt;
    [[nodiscard]] bool fromPrompt() const { return !prompt.isEmpty(); }
};

/// Errors: SpecInvalid, SpecEmpty, TooLarge, NotFound (template).
Result<SpecSource> readSpecSource(const BuildRequest &request);
/// Of a .bwspec file the newest version.
Result<SpecSource> parseSpecSource(const QByteArray &text, const QString &fileName);

/// Keeps it among the person's specifications; a text that stands there already, as whatever version, is kept once.
Result<KeptSpec> keepSpec(Parts &parts, const SpecSource &source);

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
