// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/writer.h"

#include "store/connection.h"
#include "store/storagethread.h"

namespace bw::store
{

struct Writer::Private {
    StorageThread thread;
};

Writer::Writer(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

Writer::~Writer() = default;

Result<std::unique_ptr<Writer>> Writer::start(const QString &databasePath, Clock &clock, const Options &options)
{
    std::unique_ptr<Private> data(new Private {StorageThread(databasePath, clock, options)});
    if (auto started = data->thread.start(); !started)
        return fail(started.error());
    return std::unique_ptr<Writer>(new Writer(std::move(data)));
}

Result<std::unique_ptr<Writer>> Writer::start(const QString &databasePath, Clock &clock)
{
    return start(databasePath, clock, Options());
}

Status Writer::append(const BuildId &build, NewEvent event)
{
    Work work;
    work.events.push_back(d->thread.pending(build, std::move(event)));
    return d->thread.queue(std::move(work));
}

Result<qint64> Writer::appendAndWait(const BuildId &build, QList<NewEvent> events)
{
    Work work;
    for (NewEvent &event : events)
        work.events.push_back(d->thread.pending(build, std::move(event)));
    return d->thread.queueAndWait(std::move(work));
}

Status Writer::flush()
{
    const auto done = d->thread.queueAndWait(Work());
    return done ? Status() : fail(done.error());
}

Status Writer::flushIndex()
{
    Work work;
    work.wholeIndex = true;
    const auto done = d->thread.queueAndWait(std::move(work));
    return done ? Status() : fail(done.error());
}

Status Writer::write(const std::function<Status(Connection &)> &job)
{
    Work work;
    work.job = &job;
    const auto done = d->thread.queueAndWait(std::move(work));
    return done ? Status() : fail(done.error());
}

int Writer::addListener(Listener listener) { return d->thread.addListener(std::move(listener)); }

void Writer::removeListener(int token) { d->thread.removeListener(token); }

int Writer::addChangeListener(ChangeListener listener) { return d->thread.addChangeListener(std::move(listener)); }

void Writer::removeChangeListener(int token) { d->thread.removeChangeListener(token); }

void Writer::announce(const QString &aggregate, const QString &id, qint64 version)
{
    d->thread.announce(aggregate, id, version);
}

void Writer::forgetCachedBuilds() { d->thread.forgetBuilds(); }

std::optional<Error> Writer::failure() const { return d->thread.failure(); }

}  // namespace bw::store
