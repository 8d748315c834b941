// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/controlserver.h"

#include "api/controlclient.h"
#include "engine/sandboxaccess.h"
#include "net/unixhttptransport.h"
#include "support/engine/enginestage.h"

#include <QtTest>

#include <sys/stat.h>
#include <thread>

using namespace bw;
using namespace bw::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

struct Fixture {
    Fixture()
    {
        if (const auto started = server.start(socket); !started)
            qFatal("%s", qPrintable(started.error().detail));
    }
    ~Fixture() { server.stop(); }

    Result<net::HttpResponse> raw(const QByteArray &method, const QString &path, const QByteArray &body)
    {
        net::HttpRequest request;
        request.method = method;
        request.url = QUrl(u"http://owner"_s + path);
        request.headers = {{"content-type", "application/json"}};
        request.body = body;
        return transport.send(request, {});
    }
    /// The code of the error that a raw request is answered with; empty: it was none.
    QString refusal(const QByteArray &method, const QString &path, const QByteArray &body, int *status = nullptr)
    {
        const auto response = raw(method, path, body);
        if (!response)
            return toKey(response.error().code);
        if (status)
            *status = response->status;
        const auto json = parseJson(response->body);
        return json && json->is_object() && json->contains("error") ? jsonString(json->at("error"), "code") : QString();
    }

    EngineStage stage {1};
    QString socket = stage.path(u"control"_s);
    engine::SandboxAccess access {stage.parts};
    api::ControlServer server {*stage.builds, access};
    net::UnixHttpTransport transport {socket};
    api::ControlClient client {transport};
};

}  // namespace

class TestControlServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOwnerSaysWhoItIs()
    {
        Fixture f;
        const auto owner = f.client.owner({});
        QVERIFY2(owner, qPrintable(owner ? QString() : owner.error().detail));
        QCOMPARE(owner->pid, QCoreApplication::applicationPid());
        QVERIFY(!owner->version.isEmpty());
        QCOMPARE(owner->running, 0);
        struct stat info {};
        QCOMPARE(::stat(QFile::encodeName(f.socket).constData(), &info), 0);
        QCOMPARE(info.st_mode & 0777U, 0600U);
    }

    void twoClientsHandBuildsOverAndBothComeToTheirEnd()
    {
        Fixture f;
        net::UnixHttpTransport secondTransport {f.socket};
        api::ControlClient second {secondTransport};
        Result<BuildId> one = fail(ErrorCode::Internal), two = fail(ErrorCode::Internal);
        std::thread beside([&] { two = second.submit(f.stage.request(), {}); });
        one = f.client.submit(f.stage.request(), {});
        beside.join();
        QVERIFY2(one && two, qPrintable(one ? QString() : one.error().detail));
        QVERIFY(*one != *two);
        QVERIFY(f.stage.rests(*one) && f.stage.rests(*two));
        QCOMPARE(f.stage.get(*one).state, BuildState::Completed);
        QCOMPARE(f.stage.get(*two).state, BuildState::Completed);
        QVERIFY(f.client.remove(*two, {}));
        QCOMPARE(second.remove(*two, {}).error().code, ErrorCode::NotFound);
    }

    void whatIsWrongComesBackAsTheOwnersOwnError()
    {
        Fixture f;
        auto request = f.stage.request();
        request.options.model = u"claude-opus-5-5"_s;
        QCOMPARE(f.client.submit(request, {}).error().code, ErrorCode::KeyMissing);
        const BuildId nobody {u"nobody"_s};
        QCOMPARE(f.client.stopBuild(nobody, {}).error().code, ErrorCode::NotFound);
        QCOMPARE(f.client.pause(nobody, u"x"_s, {}).error().code, ErrorCode::NotFound);
        QCOMPARE(f.client.resume(nobody, {}, {}, {}).error().code, ErrorCode::NotFound);
        QCOMPARE(f.client.branch(nobody, u"last"_s, {}).error().code, ErrorCode::NotFound);
        engine::PersonAction action;
        action.action = u"approve"_s;
        QCOMPARE(f.client.act(nobody, action, {}).error().code, ErrorCode::NotFound);
        const BuildId done = f.stage.standing(BuildState::Completed);
        const auto refused = f.client.stopBuild(done, {});
        QCOMPARE(refused.error().code, ErrorCode::WrongState);
        QVERIFY(refused.error().args.value(u"possible"_s).contains(u"branch"_s));
        action.action = u"no such thing"_s;
        QCOMPARE(f.client.act(done, action, {}).error().code, ErrorCode::InvalidArgument);
    }

    void bodiesThatAreNoRequestsAreRefusedAndTheServerStays_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("cut") << QByteArray(R"({"spec_text":)");
        QTest::newRow("an array") << QByteArray("[1,2]");
        QTest::newRow("a number") << QByteArray("7");
        QTest::newRow("not UTF-8") << QByteArray("{\"prompt\":\"\xff\xfe\"}");
        QTest::newRow("wrong kinds") << QByteArray(R"({"prompt":5,"options":"x"})");
        QTest::newRow("deep") << QByteArray(100'000, '[');
    }

    void bodiesThatAreNoRequestsAreRefusedAndTheServerStays()
    {
        QFETCH(QByteArray, body);
        Fixture f;
        int status = 0;
        QVERIFY(!f.refusal("POST", u"/v1/builds"_s, body, &status).isEmpty());
        QVERIFY(status >= 400);
        const BuildId id = f.stage.standing(BuildState::Failed);
        // Nothing has to stand in the body of `resume`, so any object is one.
        QStringList routes {u"act"_s, u"branch"_s};
        if (const auto json = parseJson(body); !json || !json->is_object())
            routes.append(u"resume"_s);
        for (const QString &route : std::as_const(routes))
            QVERIFY2(!f.refusal("POST", u"/v1/builds/%1/%2"_s.arg(id.value, route), body).isEmpty(), qPrintable(route));
        QCOMPARE(f.stage.parts.builds().count().value_or(-1), 1);
        QCOMPARE(f.stage.get(id).state, BuildState::Failed);
        QVERIFY(f.client.owner({}));
    }

    void aLargeSpecificationPassesAndALargerBodyDoesNot()
    {
        Fixture f;
        auto request = f.stage.request();
        request.specText = QByteArray(5'000'000, 'x');  // more than a specification may have: said by the owner
        const auto refused = f.client.submit(request, {});
        QCOMPARE(refused.error().code, ErrorCode::TooLarge);
        const auto response = f.raw("POST", u"/v1/builds"_s, QByteArray((64 << 20) + 1, 'x'));
        QVERIFY(!response || response->status == 413);
        QVERIFY(f.client.owner({}));
    }

    void pathsThatLeadNowhereAreRefused()
    {
        Fixture f;
        for (const QString &path :
             {u"/v1/builds/../owner/stop"_s, u"/v1/builds/UPPER/stop"_s, u"/"_s, u"/v1/nothing"_s}) {
            const auto response = f.raw("POST", path, "{}");
            QVERIFY2(response && response->status == 404, qPrintable(path));
        }
    }

    void whenTheOwnerHasGoneTheClientSaysSo()
    {
        Fixture f;
        f.server.stop();
        QCOMPARE(f.client.owner({}).error().code, ErrorCode::NetworkUnreachable);
        QVERIFY(!QFile::exists(f.socket));
    }

    void aSocketThatADeadOwnerLeftIsReplaced()
    {
        Fixture f;
        f.server.stop();
        QFile left(f.socket);
        QVERIFY(left.open(QIODevice::WriteOnly));
        left.close();
        api::ControlServer next {*f.stage.builds, f.access};
        QVERIFY(next.start(f.socket));
        QVERIFY(f.client.owner({}));
        next.stop();
    }
};

QTEST_GUILESS_MAIN(TestControlServer)
#include "tst_controlserver.moc"
