// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/e2b/cloudimages.h"
#include "sandbox/e2b/e2bsandbox.h"

#include <QSet>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

namespace bw::sandbox
{

/// Turns a template into an image with another version of Node.js, once: in a sandbox of its own that reaches nothing
/// but the server Node.js comes from, kept as a snapshot at E2B. Which snapshot that is, is remembered in the data
/// directory, and found by its name at E2B where it is not. Two builds that want the same wait for one preparation.
/// Thread-safe.
class ImagePreparer final
{
public:
    struct Wanted {
        QString templateName;
        QString node;    ///< "22", "22.11.0"
        QString source;  ///< address of the server, with the folders of nodejs.org's dist
    };
    /// Makes a sandbox from a template, for a request.
    using Make = std::function<Result<std::unique_ptr<E2bSandbox>>(const SandboxRequest &, const QString &templateName,
                                                                   std::stop_token)>;
    ImagePreparer(const QString &dataFolder, std::shared_ptr<ControlPlane> control, Clock &clock, Make make);

    /// What sandboxes are made from. Errors: SandboxFailed when Node.js could not be had, and those of making one.
    Result<QString> image(const Wanted &wanted, const SandboxRequest &request, std::stop_token stop);
    /// E2B does not have it any more.
    Status forget(const Wanted &wanted);

    /// "22" or "22.11.0": what a folder of the server can be found by. Pure.
    static bool isVersion(const QString &node);

private:
    struct Prepared {
        QString image;
        QString how;  ///< as in the event sandbox.prepared
    };
    Result<Prepared> find(const Wanted &wanted, const QString &key, std::stop_token stop);
    Result<Prepared> prepare(const Wanted &wanted, const QString &name, const SandboxRequest &request,
                             std::stop_token stop);
    Result<Prepared> prepareIn(E2bSandbox &sandbox, const Wanted &wanted, const QString &name, std::stop_token stop);
    static QString keyOf(const Wanted &wanted);

    const std::shared_ptr<ControlPlane> m_control;
    Clock &m_clock;
    const Make m_make;
    CloudImages m_images;
    std::mutex m_mutex;
    std::condition_variable_any m_free;
    QSet<QString> m_busy;
};

}  // namespace bw::sandbox
