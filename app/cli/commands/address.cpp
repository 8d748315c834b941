// SPDX-License-Identifier: GPL-3.0-or-later
#include "acting.h"
#include "commands/commands.h"
#include "duration.h"
#include "engine/wrongstate.h"
#include "readside.h"

#include <QCoreApplication>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

Error wrongUse(const QString &what, const QString &remedy)
{
    return {ErrorCode::InvalidArgument, what, {{u"what"_s, what}, {u"remedy"_s, remedy}}, {}};
}

// The person asked for just these secrets: they are shown, and nowhere recorded.
ExitCode showPort(const Invocation &invocation, Acting &acting, const BuildId &build, int port)
{
    const auto access = acting.port(build, port, invocation.stop);
    if (!access)
        return report(invocation, access.error());
    Json headers = Json::array();
    for (const auto &header : access->headers)
        headers.push_back(Json {{"name", toStd(header.name)}, {"value", header.value.reveal().toStdString()}});
    const QByteArray link = access->link.reveal();
    invocation.out().secretObject(Json {{"build", toStd(build.value)},
                                        {"port", port},
                                        {"address", toStd(access->address)},
                                        {"link", link.isEmpty() ? Json() : Json(link.toStdString())},
                                        {"headers", std::move(headers)}});
    invocation.out().line(access->address);
    if (!link.isEmpty())
        invocation.out().secretLine(
            text(QT_TRANSLATE_NOOP("bw::cli", "For a browser, good for one opening: %1")).arg(QString::fromUtf8(link)));
    for (const auto &header : access->headers)
        invocation.out().secretLine(text(QT_TRANSLATE_NOOP("bw::cli", "Every request needs the header %1: %2"))
                                        .arg(header.name, QString::fromUtf8(header.value.reveal())));
    invocation.out().note(
        text(QT_TRANSLATE_NOOP("bw::cli", "Whoever has this gets in, as long as the build works on in this sandbox.")));
    return ExitCode::Done;
}

ExitCode showFile(const Invocation &invocation, Acting &acting, const BuildId &build)
{
    const QString path = invocation.value(u"file"_s);
    auto validFor = std::chrono::milliseconds(std::chrono::hours(1));
    if (invocation.has(u"for"_s)) {
        const auto given = parseDuration(invocation.value(u"for"_s));
        if (!given || *given > std::chrono::hours(24) || *given < std::chrono::seconds(1))
            return report(invocation,
                          wrongUse(u"--for "_s + invocation.value(u"for"_s),
                                   text(QT_TRANSLATE_NOOP("bw::cli", "a time of 1s to 24h"))));
        validFor = *given;
    }
    const auto address =
        acting.file(build, path, std::chrono::duration_cast<std::chrono::seconds>(validFor), invocation.stop);
    if (!address)
        return report(invocation, address.error());
    const QString shown = QString::fromUtf8(address->reveal());
    invocation.out().secretObject(
        Json {{"build", toStd(build.value)},
              {"path", toStd(path)},
              {"address", toStd(shown)},
              {"seconds", std::chrono::duration_cast<std::chrono::seconds>(validFor).count()}});
    invocation.out().secretLine(shown);
    return ExitCode::Done;
}

}  // namespace

ExitCode runAddress(const Invocation &invocation)
{
    const bool wantsFile = invocation.has(u"file"_s);
    bool isNumber = false;
    const int port = invocation.arguments.value(1).toInt(&isNumber);
    if (wantsFile == (invocation.arguments.size() > 1))
        return report(invocation,
                      wrongUse(u"address"_s,
                               text(QT_TRANSLATE_NOOP(
                                   "bw::cli", "buildwright address ID PORT, or buildwright address ID --file PATH"))));
    if (!wantsFile && (!isNumber || port < 1 || port > 65535))
        return report(invocation, wrongUse(u"port "_s + invocation.arguments.at(1), u"1 to 65535"_s));
    auto side = ReadSide::open(invocation);
    if (!side)
        return report(invocation, side.error());
    const auto id = (*side)->resolve(invocation.arguments.first());
    const auto build = id ? (*side)->build(*id) : Result<Build>(fail(id.error()));
    if (!build)
        return report(invocation, build.error());
    auto acting = Acting::connect(invocation);
    if (!acting)
        return report(invocation, engine::wrongState(*build, u"address"_s));
    return wantsFile ? showFile(invocation, **acting, build->id) : showPort(invocation, **acting, build->id, port);
}

}  // namespace bw::cli
