// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/controlprotocol.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace bw;
using namespace Qt::StringLiterals;

class tst_ControlProtocol : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anErrorCrossesTheSocketWhole();
    void anAnswerWithoutAnErrorCodeIsAProtocolError();
    void aDirectoryHasOneSocketHoweverItIsNamed();
    void theSocketFolderIsPrivate();
    void aFolderOfSomebodyElseIsRefused();
    void aPathTooLongForASocketIsSaid();
};

void tst_ControlProtocol::anErrorCrossesTheSocketWhole()
{
    const Error error {
        ErrorCode::SandboxUnavailable, u"detail"_s, {{u"why"_s, u"kein „bwrap“"_s}, {u"remedy"_s, u"apt"_s}}, {}};
    QCOMPARE(api::errorFromJson(api::errorToJson(error)), error);
}

void tst_ControlProtocol::anAnswerWithoutAnErrorCodeIsAProtocolError()
{
    for (const Json &answer :
         {Json(), Json::array(), Json {{"error", 5}}, Json {{"error", {{"code", "no_such_code"}}}}})
        QCOMPARE(api::errorFromJson(answer).code, ErrorCode::ProtocolError);
}

void tst_ControlProtocol::aDirectoryHasOneSocketHoweverItIsNamed()
{
    QTemporaryDir runtime;
    qputenv("XDG_RUNTIME_DIR", runtime.path().toUtf8());
    QTemporaryDir data;
    const auto direct = api::controlSocketPath(data.path());
    const auto roundabout = api::controlSocketPath(data.path() + u"/../"_s + QFileInfo(data.path()).fileName());
    QVERIFY(direct && roundabout);
    QCOMPARE(*direct, *roundabout);
    QTemporaryDir other;
    QVERIFY(*api::controlSocketPath(other.path()) != *direct);
}

void tst_ControlProtocol::theSocketFolderIsPrivate()
{
    QTemporaryDir runtime;
    qputenv("XDG_RUNTIME_DIR", runtime.path().toUtf8());
    QVERIFY(QDir(runtime.path()).mkdir(u"buildwright"_s));
    ::chmod(qPrintable(runtime.filePath(u"buildwright"_s)), 0777);
    const auto path = api::controlSocketPath(u"/nowhere"_s);
    QVERIFY(path);
    struct stat info {};
    QCOMPARE(::stat(qPrintable(QFileInfo(*path).absolutePath()), &info), 0);
    QCOMPARE(info.st_mode & 0777U, 0700U);
}

void tst_ControlProtocol::aFolderOfSomebodyElseIsRefused()
{
    // A link stands for whatever a stranger could have put there.
    QTemporaryDir runtime;
    QTemporaryDir elsewhere;
    qputenv("XDG_RUNTIME_DIR", runtime.path().toUtf8());
    QVERIFY(QFile::link(elsewhere.path(), runtime.filePath(u"buildwright"_s)));
    const auto path = api::controlSocketPath(u"/nowhere"_s);
    QVERIFY(!path);
    QCOMPARE(path.error().code, ErrorCode::FileUnwritable);
}

void tst_ControlProtocol::aPathTooLongForASocketIsSaid()
{
    QTemporaryDir runtime;
    const QString deep = runtime.path() + u'/' + QString(100, u'x');
    QVERIFY(QDir().mkpath(deep));
    qputenv("XDG_RUNTIME_DIR", deep.toUtf8());
    const auto path = api::controlSocketPath(u"/nowhere"_s);
    QVERIFY(!path);
    QCOMPARE(path.error().code, ErrorCode::Unsupported);
}

QTEST_GUILESS_MAIN(tst_ControlProtocol)
#include "tst_controlprotocol.moc"
