// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/hostpattern.h"

#include <QTest>

using namespace bw::sandbox;
using namespace Qt::StringLiterals;

class TestHostPattern : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesAsTheListMeans_data();
    void matchesAsTheListMeans();
    void refusesWhatIsNoPattern();
    void refusesWhatIsNoName();
};

void TestHostPattern::matchesAsTheListMeans_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("matches");
    QTest::newRow("same") << u"example.org"_s << u"example.org"_s << true;
    QTest::newRow("case") << u"Example.ORG"_s << u"eXample.org"_s << true;
    QTest::newRow("dot of the root") << u"example.org"_s << u"example.org."_s << true;
    QTest::newRow("dot in the list") << u"example.org."_s << u"example.org"_s << true;
    QTest::newRow("below is not itself") << u"example.org"_s << u"www.example.org"_s << false;
    QTest::newRow("other end") << u"example.org"_s << u"badexample.org"_s << false;
    QTest::newRow("name in front") << u"example.org"_s << u"example.org.evil.test"_s << false;
    QTest::newRow("below") << u"*.example.org"_s << u"a.example.org"_s << true;
    QTest::newRow("far below") << u"*.example.org"_s << u"a.b.example.org"_s << true;
    QTest::newRow("star is not itself") << u"*.example.org"_s << u"example.org"_s << false;
    QTest::newRow("star needs a dot") << u"*.example.org"_s << u"badexample.org"_s << false;
    QTest::newRow("international") << u"bücher.example"_s << u"xn--bcher-kva.example"_s << true;
    QTest::newRow("international, other way") << u"*.xn--bcher-kva.example"_s << u"www.BÜCHER.example"_s << true;
    QTest::newRow("look-alike letter") << u"example.org"_s << u"ex\u0430mple.org"_s << false;
    QTest::newRow("wide letters are the same letters") << u"example.org"_s << u"ｅｘａｍｐｌｅ.org"_s << true;
    QTest::newRow("underscore") << u"*.example.org"_s << u"_a.example.org"_s << true;
}

void TestHostPattern::matchesAsTheListMeans()
{
    QFETCH(const QString, pattern);
    QFETCH(const QString, host);
    QFETCH(const bool, matches);
    const auto read = HostPattern::fromText(pattern);
    QVERIFY(read.has_value());
    const auto normal = HostPattern::normalised(host);
    QVERIFY(normal.has_value());
    QCOMPARE(read->matches(*normal), matches);
}

void TestHostPattern::refusesWhatIsNoPattern()
{
    for (const QString &text :
         {u""_s, u"*"_s, u"*."_s, u"a.*.org"_s, u"**.org"_s, u"127.0.0.1"_s, u"::1"_s, u"2130706433"_s, u"a.org:443"_s,
          u"a.org/x"_s, u"https://a.org"_s, u"a..org"_s, u"a b.org"_s})
        QVERIFY2(!HostPattern::fromText(text), qPrintable(text));
}

void TestHostPattern::refusesWhatIsNoName()
{
    const QString label(64, u'a');
    const QString chain = QStringList(60, u"abcde"_s).join(u'.');
    for (const QString &text : {u""_s, u"."_s, u"a..b"_s, u".a"_s, u"-a.org"_s, u"a-.org"_s, u"a%00.org"_s,
                                u"a@b.org"_s, u"a\tb"_s, label, chain, u"a.org.."_s, u"[::1"_s, u"a:b"_s})
        QVERIFY2(!HostPattern::normalised(text), qPrintable(text));
    QCOMPARE(*HostPattern::normalised(u"127。0。0。1"_s), u"127.0.0.1"_s);
    QCOMPARE(*HostPattern::normalised(u"0:0:0:0:0:ffff:7f00:1"_s), u"::ffff:127.0.0.1"_s);
}

QTEST_GUILESS_MAIN(TestHostPattern)
#include "tst_hostpattern.moc"
