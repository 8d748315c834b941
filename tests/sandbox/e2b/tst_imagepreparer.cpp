// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/sandboxcontract.h"
#include "sandbox/e2b/e2bprovider.h"
#include "sandbox/e2b/imagepreparer.h"
#include "support/e2b/cloudfixture.h"
#include "support/http/rawserver.h"

#include <QCryptographicHash>
#include <QDir>
#include <QStandardPaths>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bw::sandbox;

namespace
{

QByteArray run(const QString &program, const QStringList &arguments, const QString &folder)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    process.waitForFinished();
    return process.readAllStandardOutput();
}

/// A server with the folders of nodejs.org's dist; its Node.js says nothing but its version.
class Dist
{
public:
    Dist()
        : m_server([this](test::RawServer::Peer &peer, const test::RawServer::Seen &seen) { answer(peer, seen); })
    {
        for (const QString &machine : {u"x64"_s, u"arm64"_s}) {
            const QString name = u"node-v22.9.1-linux-"_s + machine;
            QDir(m_folder.path()).mkpath(name + u"/bin"_s);
            QFile node(m_folder.filePath(name + u"/bin/node"_s));
            if (node.open(QIODevice::WriteOnly))
                node.write("#!/bin/sh\necho v22.9.1\n");
            node.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther
                                | QFile::ExeOther);
            node.close();
            const QByteArray archive = run(u"tar"_s, {u"-czf"_s, u"-"_s, name}, m_folder.path());
            m_files.insert(name.toUtf8() + ".tar.gz", archive);
            m_sums += QCryptographicHash::hash(archive, QCryptographicHash::Sha256).toHex() + "  " + name.toUtf8()
                + ".tar.gz\n";
        }
    }
    [[nodiscard]] QString url() const { return m_server.url(u"/dist"_s).toString(); }
    [[nodiscard]] qsizetype asked() const { return m_server.requests().size(); }
    std::atomic<bool> spoilt = false;

private:
    void answer(test::RawServer::Peer &peer, const test::RawServer::Seen &seen)
    {
        const QByteArray target = seen.target();
        const QByteArray name = target.mid(target.lastIndexOf('/') + 1);
        const bool known = target.startsWith("/dist/latest-v22.x/") || target.startsWith("/dist/v22.9.1/");
        if (known && name == "SHASUMS256.txt")
            peer.write(test::RawServer::answer(200, m_sums));
        else if (known && m_files.contains(name))
            peer.write(test::RawServer::answer(200, m_files.value(name) + QByteArray(spoilt ? "x" : "")));
        else
            peer.write(test::RawServer::answer(404, "not here"));
    }

    QTemporaryDir m_folder;
    QMap<QByteArray, QByteArray> m_files;
    QByteArray m_sums;
    test::RawServer m_server;
};

}  // namespace

class TestImagePreparer : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<E2bProvider> provider(const QString &dataName)
    {
        E2bProviderConfig config = m_cloud->config(dataName);
        config.choices = [url = m_dist->url()] { return E2bChoices {.nodeSource = url}; };
        return std::make_unique<E2bProvider>(config, m_cloud->transport, m_cloud->clock);
    }
    SandboxRequest request(const QString &node)
    {
        SandboxRequest wanted;
        wanted.build = BuildId {u"build1"_s};
        wanted.nodeVersion = node;
        wanted.onPreparing = [this](const SandboxId &, bool begins) { m_preparing += begins ? 1 : -100; };
        wanted.onPrepared = [this](const Json &how) { m_how.append(jsonString(how, "how")); };
        return wanted;
    }
    static QByteArray nodeIn(Sandbox &sandbox)
    {
        QByteArray out;
        OutputSink sink;
        sink.onStdout = [&out](QByteArrayView bytes) { out.append(bytes); };
        (void)sandbox.exec(Command::shell(u"node --version"_s), sink, {});
        return out.trimmed();
    }
    int snapshots()
    {
        int count = 0;
        for (const Json &one : m_cloud->steer("GET", u"/fake/requests"_s))
            count += jsonString(one, "path").endsWith("/snapshots"_L1) && jsonString(one, "method") == "POST"_L1;
        return count;
    }
    void forgetSnapshots()
    {
        ControlPlane control(m_cloud->transport, m_cloud->clock, m_cloud->settings());
        net::HttpRequest list;
        list.url = QUrl(m_cloud->settings().apiUrl.toString() + u"/snapshots"_s);
        list.headers = {{"X-API-Key", m_cloud->settings().key.reveal()}};
        const auto known = m_cloud->transport.send(list, {});
        QVERIFY(known.has_value());
        const Json all = parseJson(known->body).value();
        for (const Json &one : all) {
            net::HttpRequest remove = list;
            remove.method = "DELETE";
            remove.url = QUrl(m_cloud->settings().apiUrl.toString() + u"/templates/"_s + jsonString(one, "snapshotID"));
            QCOMPARE(m_cloud->transport.send(remove, {}).value().status, 204);
        }
    }

    std::unique_ptr<test::CloudFixture> m_cloud;
    std::unique_ptr<Dist> m_dist;
    int m_preparing = 0;
    QStringList m_how;

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"curl"_s).isEmpty())
            QSKIP("the sandboxes of the fake have this machine's programs, and it has no curl");
        m_cloud = std::make_unique<test::CloudFixture>();
        if (const QString problem = m_cloud->problem(); !problem.isEmpty())
            QSKIP(qPrintable(problem));
        m_dist = std::make_unique<Dist>();
    }
    void init()
    {
        m_preparing = 0;
        m_how.clear();
    }
    void cleanup()
    {
        m_dist->spoilt = false;
        forgetSnapshots();
        QVERIFY(test::eventually([this] { return m_cloud->living().isEmpty(); }));
    }
    void cleanupTestCase()
    {
        m_cloud.reset();
        m_dist.reset();
    }

    void preparesOnceAndMakesTheSecondFromTheSnapshot()
    {
        const auto one = provider(u"once"_s);
        const auto first = one->create(request(u"22"_s), {});
        QVERIFY2(first.has_value(), first ? "" : qPrintable(first.error().detail));
        QCOMPARE(nodeIn(**first), "v22.9.1");
        QCOMPARE(m_how, QStringList {u"made"_s});
        QCOMPARE(m_preparing, -99);  // began once and ended once
        QCOMPARE(m_cloud->living(), QStringList {(*first)->id().value});
        const qsizetype asked = m_dist->asked();
        const auto second = one->create(request(u"22"_s), {});
        QVERIFY(second.has_value());
        QCOMPARE(nodeIn(**second), "v22.9.1");
        QCOMPARE(m_dist->asked(), asked);
        QCOMPARE(m_how.last(), u"cached"_s);
        QCOMPARE(m_preparing, -99);
        // What was made for one data directory is found by its name from another.
        const auto elsewhere = provider(u"elsewhere"_s)->create(request(u"22"_s), {});
        QVERIFY(elsewhere.has_value());
        QCOMPARE(m_how.last(), u"cached"_s);
        QCOMPARE(m_dist->asked(), asked);
    }

    void preparesAnewWhenTheSnapshotIsGone()
    {
        const auto one = provider(u"gone"_s);
        QVERIFY(one->create(request(u"22.9.1"_s), {}).has_value());
        forgetSnapshots();
        const auto again = one->create(request(u"22.9.1"_s), {});
        QVERIFY2(again.has_value(), again ? "" : qPrintable(again.error().detail));
        QCOMPARE(nodeIn(**again), "v22.9.1");
        QCOMPARE(m_how, (QStringList {u"made"_s, u"cached"_s, u"made"_s}));
    }

    void preparesOnceForTwoThatWantTheSame()
    {
        const auto one = provider(u"two"_s);
        const int before = snapshots();
        std::array<bool, 2> made {};
        {
            std::vector<std::jthread> builds;
            for (bool &done : made)
                builds.emplace_back([&one, &done] {
                    SandboxRequest wanted;
                    wanted.nodeVersion = u"22"_s;
                    done = one->create(wanted, {}).has_value();
                });
        }
        QVERIFY(made[0] && made[1]);
        QCOMPARE(snapshots(), before + 1);
    }

    void saysWhatCannotBeHadAndLeavesNothing()
    {
        const auto one = provider(u"none"_s);
        const auto none = one->create(request(u"99"_s), {});
        QVERIFY(!none);
        QCOMPARE(none.error().code, ErrorCode::SandboxFailed);
        QVERIFY2(none.error().detail.contains(u"latest-v99.x/SHASUMS256.txt cannot be had"_s),
                 qPrintable(none.error().detail));
        m_dist->spoilt = true;
        const auto spoilt = one->create(request(u"22"_s), {});
        QVERIFY(!spoilt);
        QVERIFY2(spoilt.error().detail.contains(u"is not what its sum says"_s), qPrintable(spoilt.error().detail));
        QVERIFY(m_cloud->living().isEmpty());
        QCOMPARE(m_preparing, 2 - 200);
    }

    void leavesATemplateAloneThatHasIt()
    {
        const QByteArray own = run(u"node"_s, {u"--version"_s}, u"/"_s).trimmed();
        if (own.isEmpty())
            QSKIP("the sandboxes of the fake have this machine's programs, and it has no Node.js");
        const auto one = provider(u"has"_s);
        const int before = snapshots();
        const QString major = QString::fromLatin1(own.mid(1)).section(u'.', 0, 0);
        QVERIFY(one->create(request(major), {}).has_value());
        QCOMPARE(m_how, QStringList {u"as_it_is"_s});
        QVERIFY(one->create(request(major), {}).has_value());
        QCOMPARE(m_preparing, -99);
        QCOMPARE(snapshots(), before);
    }

    void knowsVersions()
    {
        for (const QString &good : {u"22"_s, u"8"_s, u"22.11.0"_s})
            QVERIFY(ImagePreparer::isVersion(good));
        for (const QString &bad : {u""_s, u"v22"_s, u"22.11"_s, u"lts"_s, u"22; rm"_s, u"22.11.0/.."_s, u"0"_s})
            QVERIFY2(!ImagePreparer::isVersion(bad), qPrintable(bad));
    }
};

QTEST_GUILESS_MAIN(TestImagePreparer)
#include "tst_imagepreparer.moc"
