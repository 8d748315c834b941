// SPDX-License-Identifier: GPL-3.0-or-later
#include "buildoptions.h"

#include "build/rolechoice.h"
#include "duration.h"

#include <QCoreApplication>
#include <QDir>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

std::unexpected<Error> wrong(const QString &what, const QString &remedy)
{
    return fail(ErrorCode::InvalidArgument, what, {{u"what"_s, what}, {u"remedy"_s, remedy}});
}

Result<qint64> wholeNumber(const Invocation &invocation, const QString &option, qint64 highest)
{
    bool good = false;
    const qint64 value = invocation.value(option).toLongLong(&good);
    if (!good || value < 1 || value > highest)
        return wrong(u"--%1 %2"_s.arg(option, invocation.value(option)),
                     text(QT_TRANSLATE_NOOP("bw::cli", "a whole number from 1 to %1")).arg(highest));
    return value;
}

// "512M", "4G" or bytes.
Result<qint64> size(const Invocation &invocation, const QString &option)
{
    QString given = invocation.value(option).trimmed().toUpper();
    qint64 unit = 1;
    const QString units = u"KMGT"_s;
    if (!given.isEmpty() && units.contains(given.back())) {
        unit = 1LL << (10 * (units.indexOf(given.back()) + 1));
        given.chop(1);
    }
    bool good = false;
    const qint64 value = given.toLongLong(&good);
    if (!good || value < 1 || value > (1LL << 50) / unit)
        return wrong(u"--%1 %2"_s.arg(option, invocation.value(option)),
                     text(QT_TRANSLATE_NOOP("bw::cli", "a size such as 512M or 4G")));
    return value * unit;
}

template <typename T, typename Target>
Status take(Result<T> value, Target &target)
{
    if (!value)
        return fail(value.error());
    target = static_cast<Target>(*value);
    return {};
}

Status readLimits(const Invocation &invocation, BuildOptions &options)
{
    Status done;
    if (invocation.has(u"memory"_s))
        done = take(size(invocation, u"memory"_s), options.memoryBytes);
    if (done && invocation.has(u"disk"_s))
        done = take(size(invocation, u"disk"_s), options.diskBytes);
    if (done && invocation.has(u"processes"_s))
        done = take(wholeNumber(invocation, u"processes"_s, 100'000), options.processes);
    if (done && invocation.has(u"nice"_s))
        done = take(wholeNumber(invocation, u"nice"_s, 19), options.niceness);
    if (done && invocation.has(u"retries"_s)) {
        bool good = false;
        options.retries = invocation.value(u"retries"_s).toInt(&good);
        if (!good || options.retries < 0 || options.retries > 20)
            return wrong(u"--retries "_s + invocation.value(u"retries"_s),
                         text(QT_TRANSLATE_NOOP("bw::cli", "a whole number from 0 to 20")));
    }
    if (done && invocation.has(u"priority"_s)) {
        bool good = false;
        options.priority = invocation.value(u"priority"_s).toInt(&good);
        if (!good || options.priority < -100 || options.priority > 100)
            return wrong(u"--priority "_s + invocation.value(u"priority"_s),
                         text(QT_TRANSLATE_NOOP("bw::cli", "a whole number from -100 to 100")));
    }
    return done;
}

// A sandbox on this machine has what the machine has.
Status readImage(const Invocation &invocation, BuildOptions &options)
{
    for (const auto &[option, value] :
         {std::pair(u"template-image"_s, &options.templateImage), std::pair(u"node"_s, &options.nodeVersion)}) {
        if (!invocation.has(option))
            continue;
        *value = invocation.value(option).trimmed();
        if (options.sandbox != "e2b"_L1)
            return wrong(u"--%1 %2"_s.arg(option, *value), u"--sandbox e2b"_s);
    }
    return {};
}

Status readChoices(const Invocation &invocation, BuildOptions &options)
{
    if (invocation.has(u"model"_s))
        options.model = invocation.value(u"model"_s);
    // The build may run in another process, which stands in another folder.
    if (const QString prefix = u"recording:"_s; options.model.startsWith(prefix))
        options.model = prefix + QDir::current().absoluteFilePath(options.model.mid(prefix.size()));
    for (const auto &[option, role] :
         {std::pair(u"model-plan"_s, &options.roleModels.plan), std::pair(u"model-code"_s, &options.roleModels.code),
          std::pair(u"model-verify"_s, &options.roleModels.verify),
          std::pair(u"model-review"_s, &options.roleModels.review)}) {
        if (invocation.has(option))
            *role = invocation.value(option);
    }
    if (invocation.has(u"effort"_s)) {
        if (auto read = build::readEfforts(invocation.value(u"effort"_s), options); !read)
            return read;
    }
    if (invocation.has(u"base-url"_s))
        options.baseUrl = invocation.value(u"base-url"_s);
    if (invocation.has(u"sandbox"_s))
        options.sandbox = invocation.value(u"sandbox"_s);
    if (options.sandbox != "local"_L1 && options.sandbox != "e2b"_L1)
        return fail(ErrorCode::Unsupported, u"sandbox"_s, {{u"what"_s, u"--sandbox "_s + options.sandbox}});
    if (auto read = readImage(invocation, options); !read)
        return read;
    if (invocation.has(u"network"_s)) {
        const auto policy = networkPolicyFromKey(invocation.value(u"network"_s));
        if (!policy)
            return wrong(u"--network "_s + invocation.value(u"network"_s), u"none, registries, open"_s);
        options.network = *policy;
    }
    if (invocation.has(u"gates"_s)) {
        auto gates = gatesFromText(invocation.value(u"gates"_s));
        if (!gates)
            return fail(gates.error());
        options.gates = *gates;
    }
    if (invocation.has(u"project"_s))
        options.project = invocation.value(u"project"_s);
    if (invocation.has(u"policy"_s))
        options.policy = invocation.value(u"policy"_s);
    if (invocation.has(u"tier"_s)) {
        const auto tier = tierFromKey(invocation.value(u"tier"_s));
        if (!tier)
            return wrong(u"--tier "_s + invocation.value(u"tier"_s), u"simple, standard, production"_s);
        options.tier = *tier;
    }
    if (invocation.has(u"features"_s))
        return take(wholeNumber(invocation, u"features"_s, 1000), options.features);
    return {};
}

}  // namespace

Status readBuildOptions(const Invocation &invocation, BuildOptions &options)
{
    for (const auto read : {readChoices, readLimits}) {
        if (auto done = read(invocation, options); !done)
            return done;
    }
    engine::Ceilings ceilings;
    if (auto done = readCeilings(invocation, ceilings); !done)
        return done;
    options = ceilings.appliedTo(std::move(options));
    return {};
}

}  // namespace bw::cli
