// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/keychainsecretstore.h"

#include <QEventLoop>
#include <QFile>
#include <QTimer>

#include <qt6keychain/keychain.h>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace bw::account
{

namespace
{

const QString service = u"buildwright"_s;

// False: the job did not end in time.
bool runJob(QKeychain::Job &job)
{
    job.setAutoDelete(false);
    // A file readable by others is no keyring: only the desktop's own service counts.
    job.setInsecureFallback(false);
    QEventLoop loop;
    bool ended = false;
    QObject::connect(&job, &QKeychain::Job::finished, &loop, [&] {
        ended = true;
        loop.quit();
    });
    QTimer::singleShot(30'000, &loop, &QEventLoop::quit);
    job.start();
    if (!ended)
        loop.exec();
    return ended;
}

bool meansAbsent(QKeychain::Error error)
{
    return error == QKeychain::EntryNotFound || error == QKeychain::NoBackendAvailable
        || error == QKeychain::NotImplemented || error == QKeychain::OtherError;
}

std::unexpected<Error> refused(const QKeychain::Job &job)
{
    return fail(ErrorCode::PermissionDenied, job.errorString(),
                {{u"service"_s, u"the keyring"_s}, {u"why"_s, job.errorString()}});
}

std::unexpected<Error> late()
{
    return fail(ErrorCode::Timeout, u"the keyring did not answer"_s,
                {{u"what"_s, u"the keyring"_s}, {u"limit"_s, u"30 s"_s}});
}

}  // namespace

bool KeychainSecretStore::isPossible()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") || QFile::exists(u"/run/user/%1/bus"_s.arg(getuid()));
}

Result<SecretString> KeychainSecretStore::read(const QString &name)
{
    if (!isPossible())
        return SecretString();
    QKeychain::ReadPasswordJob job(service);
    job.setKey(name);
    if (!runJob(job))
        return late();
    if (job.error() == QKeychain::NoError)
        return SecretString(job.binaryData());
    if (meansAbsent(job.error()))
        return SecretString();
    return refused(job);
}

Status KeychainSecretStore::write(const QString &name, const SecretString &secret)
{
    if (!isPossible())
        return fail(ErrorCode::Unsupported, u"no keyring"_s, {{u"what"_s, u"keeping keys without a keyring"_s}});
    QKeychain::WritePasswordJob job(service);
    job.setKey(name);
    job.setBinaryData(secret.reveal());
    if (!runJob(job))
        return late();
    if (job.error() == QKeychain::NoError)
        return {};
    if (meansAbsent(job.error()))
        return fail(ErrorCode::Unsupported, job.errorString(), {{u"what"_s, u"keeping keys without a keyring"_s}});
    return refused(job);
}

Status KeychainSecretStore::remove(const QString &name)
{
    if (!isPossible())
        return {};
    QKeychain::DeletePasswordJob job(service);
    job.setKey(name);
    if (!runJob(job))
        return late();
    return job.error() == QKeychain::NoError || meansAbsent(job.error()) ? Status() : refused(job);
}

}  // namespace bw::account
