// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/e2b/imagepreparer.h"

#include <QCryptographicHash>
#include <QLoggingCategory>
#include <QRegularExpression>
#include <QUrl>

Q_LOGGING_CATEGORY(lcImage, "bw.sandbox.e2b.image", QtInfoMsg)

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

constexpr std::chrono::minutes installLimit {6};

/// Part of every key: another script makes another image.
constexpr auto recipe = "1";

/// $1 version, $2 server. As root over what the template has, else into the home, in front of it. The sums come from
/// where the archive comes from: they tell a broken download, nothing more.
// clang-format off
constexpr auto installNode = R"sh(set -e
have=$(bash -l -c 'node --version' 2>/dev/null || true)
case "$have" in "v$1" | "v$1."*) echo "present $have"; exit 0 ;; esac
case "$(uname -m)" in
x86_64) machine=x64 ;;
aarch64) machine=arm64 ;;
*) echo "there is no Node.js for $(uname -m)"; exit 3 ;;
esac
case "$1" in *.*) folder="v$1" ;; *) folder="latest-v$1.x" ;; esac
work=$(mktemp -d)
cd "$work"
get() { curl -fsSL --retry 2 --max-time "$1" -o "$2" "$3/$2" || { echo "$3/$2 cannot be had"; exit 4; }; }
get 60 SHASUMS256.txt "$2/$folder"
file=$(sed -n "s/^[0-9a-f]*  \(node-v[0-9.]*-linux-$machine\.tar\.gz\)\$/\1/p" SHASUMS256.txt)
[ -n "$file" ] || { echo "$2/$folder has nothing for $machine"; exit 5; }
get 240 "$file" "$2/$folder"
grep -F "  $file" SHASUMS256.txt | sha256sum -c --quiet - || { echo "$file is not what its sum says"; exit 6; }
into=/usr/local
if [ "$(id -u)" != 0 ]; then
    into=$HOME/.local
    mkdir -p "$into"
    for profile in .profile .bash_profile .bash_login; do
        [ "$profile" != .profile ] && [ ! -e "$HOME/$profile" ] && continue
        printf 'PATH="$HOME/.local/bin:$PATH"\nexport PATH\n' >>"$HOME/$profile"
    done
fi
tar -xzf "$file" -C "$into" --strip-components=1 --no-same-owner
cd /
rm -rf "$work"
"$into/bin/node" --version
)sh";
// clang-format on

std::unexpected<Error> notPrepared(const ImagePreparer::Wanted &wanted, const QString &why)
{
    const QString text = u"Node.js %1 could not be prepared: %2"_s.arg(wanted.node, why);
    return fail(ErrorCode::SandboxFailed, text, {{u"why"_s, text}});
}

}  // namespace

ImagePreparer::ImagePreparer(const QString &dataFolder, std::shared_ptr<ControlPlane> control, Clock &clock, Make make)
    : m_control(std::move(control))
    , m_clock(clock)
    , m_make(std::move(make))
    , m_images(dataFolder)
{
}

bool ImagePreparer::isVersion(const QString &node)
{
    static const QRegularExpression form(u"^[1-9][0-9]{0,2}(\\.[0-9]{1,4}\\.[0-9]{1,4})?$"_s);
    return form.match(node).hasMatch();
}

QString ImagePreparer::keyOf(const Wanted &wanted)
{
    const QStringList parts {QString::fromLatin1(recipe), wanted.templateName, wanted.node, wanted.source};
    return QString::fromLatin1(
        QCryptographicHash::hash(parts.join(u'\n').toUtf8(), QCryptographicHash::Sha256).toHex().first(16));
}

Status ImagePreparer::forget(const Wanted &wanted) { return m_images.forget(keyOf(wanted)); }

Result<QString> ImagePreparer::image(const Wanted &wanted, const SandboxRequest &request, std::stop_token stop)
{
    const auto began = m_clock.steady();
    const QString key = keyOf(wanted);
    {
        std::unique_lock lock(m_mutex);
        if (!m_free.wait(lock, stop, [this, &key] { return !m_busy.contains(key); }))
            return fail(ErrorCode::Cancelled);
        m_busy.insert(key);
    }
    const QString name = u"buildwright-"_s + key;
    Result<Prepared> done = find(wanted, name, stop);
    if (done && done->image.isEmpty())
        done = prepare(wanted, name, request, stop);
    if (done) {
        // Not remembered is not lost: it has its name.
        if (const Status kept = m_images.keep(key, done->image); !kept)
            qCWarning(lcImage) << "the image is not remembered:" << kept.error().detail;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_busy.remove(key);
        m_free.notify_all();
    }
    if (!done)
        return fail(done.error());
    if (request.onPrepared)
        request.onPrepared(Json {{"image", toStd(done->image)},
                                 {"template", toStd(wanted.templateName)},
                                 {"node", toStd(wanted.node)},
                                 {"how", toStd(done->how)},
                                 {"ms", (m_clock.steady() - began).count()}});
    return done->image;
}

/// An empty image: there is none.
Result<ImagePreparer::Prepared> ImagePreparer::find(const Wanted &wanted, const QString &name, std::stop_token stop)
{
    if (const QString known = m_images.find(keyOf(wanted)); !known.isEmpty())
        return Prepared {known, known == wanted.templateName ? u"as_it_is"_s : u"cached"_s};
    const Result<QString> found = m_control->findSnapshot(name, std::move(stop));
    if (!found)
        return fail(found.error());
    return Prepared {*found, u"cached"_s};
}

Result<ImagePreparer::Prepared> ImagePreparer::prepare(const Wanted &wanted, const QString &name,
                                                       const SandboxRequest &request, std::stop_token stop)
{
    SandboxRequest own;
    own.build = request.build;
    own.network = NetworkPolicy::Registries;
    own.allowedHosts = {QUrl(wanted.source).host()};
    auto made = m_make(own, wanted.templateName, stop);
    if (!made)
        return fail(made.error());
    E2bSandbox &sandbox = **made;
    if (request.onPreparing)
        request.onPreparing(sandbox.id(), true);
    Result<Prepared> done = prepareIn(sandbox, wanted, name, std::move(stop));
    (void)sandbox.destroy();
    if (request.onPreparing)
        request.onPreparing(sandbox.id(), false);
    return done;
}

Result<ImagePreparer::Prepared> ImagePreparer::prepareIn(E2bSandbox &sandbox, const Wanted &wanted, const QString &name,
                                                         std::stop_token stop)
{
    QByteArray said;
    const auto ran = sandbox.runSetUp(installNode, {wanted.node, wanted.source}, installLimit, said, stop);
    if (!ran)
        return fail(ran.error());
    const QString text = QString::fromUtf8(said).trimmed();
    if (ran->exitCode != 0)
        return notPrepared(wanted, text.isEmpty() ? ran->status : text);
    if (text.startsWith("present"_L1))
        return Prepared {wanted.templateName, u"as_it_is"_s};
    const Result<QString> image = m_control->snapshot(sandbox.id().value, name, std::move(stop));
    if (!image)
        return fail(image.error());
    return Prepared {*image, u"made"_s};
}

}  // namespace bw::sandbox
