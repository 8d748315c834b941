// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/arguments.h"

#include <QtTest>

using namespace bw::desktop;
using namespace Qt::StringLiterals;

class tst_Arguments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void optionsTakeTheirValuesEitherWay()
    {
        const auto a = parseArguments({u"--data"_s, u"d"_s, u"--page=builds"_s}, u"/here"_s, u"/usual"_s);
        QCOMPARE(a.error, QString());
        QCOMPARE(a.dataFolder, u"/here/d"_s);
        QCOMPARE(a.page, u"builds"_s);
    }
    void filesAndLinksAreToldApart()
    {
        const auto a =
            parseArguments({u"my.md"_s, u"buildwright:build/abc"_s, u"file:///tmp/x.xml"_s, u"--"_s, u"--odd"_s},
                           u"/here"_s, u"/usual"_s);
        QCOMPARE(a.files, QStringList({u"/here/my.md"_s, u"/tmp/x.xml"_s, u"/here/--odd"_s}));
        QCOMPARE(a.links, QStringList {u"buildwright:build/abc"_s});
        QCOMPARE(a.dataFolder, u"/usual"_s);
    }
    void whatIsUnknownOrIncompleteIsSaid()
    {
        QVERIFY(parseArguments({u"--wat"_s}, u"/"_s, u"/d"_s).error.contains("--wat"_L1));
        QVERIFY(parseArguments({u"--data"_s}, u"/"_s, u"/d"_s).error.contains("--data"_L1));
    }
    void whatIsHandedOverComesBack()
    {
        Arguments a;
        a.page = u"builds"_s;
        a.files = {u"/a\nb.md"_s};
        a.links = {u"buildwright:new?prompt=ä"_s};
        a.activation = u"token"_s;
        const QByteArray line = toLine(a);
        QCOMPARE(line.count('\n'), 1);
        QCOMPARE(argumentsFromLine(line), a);
        QCOMPARE(argumentsFromLine("no json\n"), Arguments());
        QCOMPARE(argumentsFromLine(R"({"files":[1,null,"x"]})").files, QStringList {u"x"_s});
    }
    void linksNameWhatTheyMean()
    {
        QCOMPARE(parseLink(u"buildwright:build/abc"_s).kind, Link::Kind::Build);
        QCOMPARE(parseLink(u"buildwright://build/abc"_s).target, u"abc"_s);
        QCOMPARE(parseLink(u"buildwright:spec/abc"_s).kind, Link::Kind::Spec);
        QCOMPARE(parseLink(u"buildwright:spec/abc"_s).target, u"abc"_s);
        QCOMPARE(parseLink(u"buildwright:new?template=todo"_s).target, u"todo"_s);
        QCOMPARE(parseLink(u"buildwright:new?prompt=a%20b"_s).prompt, u"a b"_s);
        QCOMPARE(parseLink(u"buildwright:page/builds"_s).kind, Link::Kind::Page);
        for (const QString &bad : {u"http://build/abc"_s, u"buildwright:"_s, u"buildwright:run/abc"_s, u"%%"_s})
            QCOMPARE(parseLink(bad).kind, Link::Kind::None);
    }
};

QTEST_GUILESS_MAIN(tst_Arguments)
#include "tst_arguments.moc"
