// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/addresstable.h"

#include <QTest>

using namespace bw::sandbox;
using namespace Qt::StringLiterals;

class TestAddressTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forbidsWhatIsNotPublic_data();
    void forbidsWhatIsNotPublic();
    void allowsWhatIsPublic_data();
    void allowsWhatIsPublic();
    void endsEveryRangeWhereItEnds();
    void readsEverySpellingOfLoopback_data();
    void readsEverySpellingOfLoopback();
    void takesNamesForNames();
};

void TestAddressTable::forbidsWhatIsNotPublic_data()
{
    QTest::addColumn<QString>("why");
    const auto row = [](const char *address, const QString &why) { QTest::newRow(address) << why; };
    row("0.0.0.0", u"unspecified"_s);
    row("0.1.2.3", u"unspecified"_s);
    row("10.0.0.1", u"private"_s);
    row("100.64.0.1", u"carrier-grade NAT"_s);
    row("100.100.100.200", u"carrier-grade NAT"_s);
    row("127.0.0.1", u"loopback"_s);
    row("127.255.255.254", u"loopback"_s);
    row("168.63.129.16", u"cloud metadata"_s);
    row("169.254.169.254", u"link-local"_s);
    row("172.31.255.255", u"private"_s);
    row("192.0.0.192", u"reserved"_s);
    row("192.168.1.1", u"private"_s);
    row("198.19.0.1", u"reserved"_s);
    row("224.0.0.251", u"multicast"_s);
    row("250.1.1.1", u"reserved"_s);
    row("255.255.255.255", u"broadcast"_s);
    row("::", u"unspecified"_s);
    row("::1", u"loopback"_s);
    row("::7f00:1", u"reserved"_s);
    row("::ffff:127.0.0.1", u"loopback"_s);
    row("::ffff:169.254.169.254", u"link-local"_s);
    row("::ffff:0:127.0.0.1", u"reserved"_s);
    row("64:ff9b::7f00:1", u"loopback"_s);
    row("64:ff9b::10.0.0.1", u"private"_s);
    row("64:ff9b:1::1", u"local NAT64"_s);
    row("100::1", u"reserved"_s);
    row("2001:0:7f00:1::1", u"loopback"_s);
    row("2001:0:808:808:0:0:80ff:fffe", u"loopback"_s);
    row("2002:7f00:1::", u"loopback"_s);
    row("2002:a9fe:a9fe::1", u"link-local"_s);
    row("2001:2::1", u"reserved"_s);
    row("2001:20::1", u"reserved"_s);
    row("2001:db8::5efe:10.0.0.1", u"private"_s);
    row("2001:db8::200:5efe:127.0.0.1", u"loopback"_s);
    row("fc00::1", u"unique-local"_s);
    row("fd00:ec2::254", u"unique-local"_s);
    row("fe80::1", u"link-local"_s);
    row("fec0::1", u"site-local"_s);
    row("ff02::1", u"multicast"_s);
    row("4000::1", u"reserved"_s);
}

void TestAddressTable::forbidsWhatIsNotPublic()
{
    QFETCH(const QString, why);
    const auto address = IpAddress::fromText(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(address.has_value());
    QCOMPARE(AddressTable::forbidden(*address), why);
}

void TestAddressTable::allowsWhatIsPublic_data()
{
    QTest::addColumn<int>("unused");
    for (const char *address : {"1.1.1.1",
                                "9.255.255.255",
                                "11.0.0.0",
                                "100.63.255.255",
                                "100.128.0.0",
                                "126.255.255.255",
                                "128.0.0.0",
                                "169.253.255.255",
                                "169.255.0.0",
                                "172.15.255.255",
                                "172.32.0.0",
                                "192.0.2.1",
                                "192.167.255.255",
                                "192.169.0.0",
                                "198.17.255.255",
                                "198.20.0.0",
                                "198.51.100.7",
                                "203.0.113.80",
                                "223.255.255.255",
                                "2001:db8::1",
                                "2001:4860:4860::8888",
                                "2606:4700::1111",
                                "3fff::1",
                                "::ffff:1.1.1.1",
                                "64:ff9b::1.1.1.1",
                                "2002:101:101::1",
                                "2001:0:808:808:0:0:fefe:fefe",
                                "2001:db8::5efe:1.1.1.1"})
        QTest::newRow(address) << 0;
}

void TestAddressTable::allowsWhatIsPublic()
{
    const auto address = IpAddress::fromText(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(address.has_value());
    QCOMPARE(AddressTable::forbidden(*address), QString());
}

void TestAddressTable::endsEveryRangeWhereItEnds()
{
    const auto network = *IpAddress::fromText(u"172.16.0.0"_s);
    QVERIFY(IpAddress::fromText(u"172.31.255.255"_s)->isWithin(network, 12));
    QVERIFY(!IpAddress::fromText(u"172.32.0.0"_s)->isWithin(network, 12));
    QVERIFY(IpAddress::fromText(u"1.2.3.4"_s)->isWithin(network, 0));
    QVERIFY(!IpAddress::fromText(u"::1"_s)->isWithin(network, 0));
    QVERIFY(!IpAddress::fromText(u"172.16.0.0"_s)->isWithin(network, 33));
}

void TestAddressTable::readsEverySpellingOfLoopback_data()
{
    QTest::addColumn<int>("unused");
    for (const char *text : {"127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0X7F.1",
                             "017700000001", "0177.0.0.1", "0177.0x0.0.01", "127.0x000001"})
        QTest::newRow(text) << 0;
}

void TestAddressTable::readsEverySpellingOfLoopback()
{
    const auto address = IpAddress::fromAnySpelling(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(address.has_value());
    QCOMPARE(address->text(), u"127.0.0.1"_s);
}

void TestAddressTable::takesNamesForNames()
{
    for (const QString &text : {u"example.org"_s, u"1.example.org"_s, u"1.2.3.4.example"_s, u"256.256.256.256"_s, u""_s,
                                u"0x7g.1"_s, u"[]"_s, u"127.0.0.1\0.example"_s})
        QVERIFY2(!IpAddress::fromAnySpelling(text), qPrintable(text));
    QCOMPARE(IpAddress::fromAnySpelling(u"[::1]"_s)->text(), u"::1"_s);
    QCOMPARE(IpAddress::fromAnySpelling(u"fe80::1%lo"_s)->text(), u"fe80::1"_s);
    QVERIFY(!IpAddress::fromText(u"127.1"_s));
}

QTEST_GUILESS_MAIN(TestAddressTable)
#include "tst_addresstable.moc"
