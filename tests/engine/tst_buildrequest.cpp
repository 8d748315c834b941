// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/buildrequest.h"

#include <QTest>

using namespace bw;
using namespace Qt::StringLiterals;

class tst_BuildRequest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void survivesTheSocketByteForByte();
    void withoutOptionsItIsRefused();
};

void tst_BuildRequest::survivesTheSocketByteForByte()
{
    engine::BuildRequest request;
    request.specText = QByteArray("\xff\x00 # not UTF-8\r\n", 16);
    request.specName = u"a „b“.md"_s;
    request.options.model = u"demo"_s;
    request.options.network = NetworkPolicy::None;
    request.options.budgetUsd = Money {1'234'567'891};
    request.options.timeLimitMs = 60'000;
    const auto bytes = toBytes(engine::toJson(request));
    const auto again = engine::buildRequestFromJson(*parseJson(bytes));
    QVERIFY(again);
    QCOMPARE(*again, request);
}

void tst_BuildRequest::withoutOptionsItIsRefused()
{
    QCOMPARE(engine::buildRequestFromJson(Json::object()).error().code, ErrorCode::ProtocolError);
    QVERIFY(!engine::buildRequestFromJson(Json {{"options", {{"network", "everywhere"}}}}));
}

QTEST_GUILESS_MAIN(tst_BuildRequest)
#include "tst_buildrequest.moc"
