// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/projectfiles.h"
#include "model/feature.h"

namespace bw::agent
{

/// One program that a proof runs.
struct ProofRun {
    QString program;        ///< its name; programs that only start another one are looked through
    QStringList arguments;  ///< without quotes
    QString folder;         ///< in which, below the workspace
    QStringList files;      ///< files of the project that it executes
    QStringList folders;    ///< folders of the project that it is given
    QString code;           ///< program text on the command line ("node -e")
};

/// What a proof does, as far as its text and the project's own scripts say.
struct ProofReading {
    QList<ProofRun> runs;
    QStringList settings;  ///< files that say what is run: "package.json", "Makefile" …
    QStringList scripts;   ///< command lines of package.json that it runs
};

/// Scripts of package.json are followed. Pure.
ProofReading readProof(const Proof &proof, const ProjectFiles &project);

/// The files that belong to a proof and not to what it proves: what it executes and the tests beside it, the settings
/// of runners, installed packages. Sorted.
QStringList filesOfProof(const Proof &proof, const ProjectFiles &project);

/// The narrower set by whose contents a later change of the proof is noticed: without other tests of the same folder.
QStringList closureOfProof(const Proof &proof, const ProjectFiles &project);

}  // namespace bw::agent
