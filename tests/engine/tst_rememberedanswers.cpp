// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/rememberedanswers.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace bw;
using namespace bw::engine;
using namespace Qt::StringLiterals;

class TestRememberedAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsRememberedIsFoundAgainByAnother()
    {
        const QTemporaryDir folder;
        RememberedAnswers first(folder.path());
        QVERIFY(first.remember({u"app:Notes"_s, u"command"_s, u"rm -rf build"_s, u"project"_s, 5}));
        QVERIFY(first.remember({u"app:Notes"_s, u"host"_s, u"example.org"_s, u"project"_s, 6}));
        QVERIFY(first.remember({u"app:Notes"_s, u"host"_s, u"example.net"_s, u"never"_s, 7}));
        const RememberedAnswers second(folder.path());
        QCOMPARE(second.find(u"app:Notes"_s, u"command"_s, u"rm -rf build"_s), std::optional(u"project"_s));
        QVERIFY(!second.find(u"app:Other"_s, u"command"_s, u"rm -rf build"_s));
        QVERIFY(!second.find(u"app:Notes"_s, u"command"_s, u"rm -rf build "_s));  // the exact command and no other
        QCOMPARE(second.allowedHosts(u"app:Notes"_s), QStringList(u"example.org"_s));
    }

    void aNewAnswerTakesThePlaceOfTheOld()
    {
        const QTemporaryDir folder;
        RememberedAnswers answers(folder.path());
        QVERIFY(answers.remember({u"p"_s, u"host"_s, u"example.org"_s, u"project"_s, 1}));
        QVERIFY(answers.remember({u"p"_s, u"host"_s, u"example.org"_s, u"never"_s, 2}));
        QCOMPARE(answers.all()->size(), 1);
        QCOMPARE(answers.find(u"p"_s, u"host"_s, u"example.org"_s), std::optional(u"never"_s));
    }

    void whatIsForgottenIsAskedAgain()
    {
        const QTemporaryDir folder;
        RememberedAnswers answers(folder.path());
        QVERIFY(answers.remember({u"p"_s, u"host"_s, u"a.org"_s, u"project"_s, 1}));
        QVERIFY(answers.remember({u"p"_s, u"host"_s, u"b.org"_s, u"project"_s, 2}));
        QVERIFY(answers.forget(1));
        QCOMPARE(answers.allowedHosts(u"p"_s), QStringList(u"b.org"_s));
        for (const int wrong : {0, 2, -1})
            QCOMPARE(answers.forget(wrong).error().code, ErrorCode::NotFound);
    }

    void aDamagedFileAllowsNothingAndIsNotWrittenOver()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"answers.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[{\"project\":");
        file.close();
        RememberedAnswers answers(folder.path());
        QVERIFY(!answers.find(u"p"_s, u"host"_s, u"a.org"_s));
        QCOMPARE(answers.all().error().code, ErrorCode::FileUnreadable);
        QVERIFY(!answers.remember({u"p"_s, u"host"_s, u"a.org"_s, u"project"_s, 1}));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), "[{\"project\":");
    }
};

QTEST_GUILESS_MAIN(TestRememberedAnswers)
#include "tst_rememberedanswers.moc"
