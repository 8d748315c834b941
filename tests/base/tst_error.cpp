// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/result.h"

#include <QSet>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;

class tst_Error : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCodeHasAKeyOfItsOwnThatLeadsBack();
    void anUnknownKeyIsNoCode();
    void anErrorTravelsUnchanged();
};

void tst_Error::everyCodeHasAKeyOfItsOwnThatLeadsBack()
{
    static const QRegularExpression form(u"^[a-z]+(_[a-z]+)*$"_s);
    QSet<QString> seen;
    for (int i = 0; i <= static_cast<int>(ErrorCode::ArchiveInvalid); ++i) {
        const auto code = static_cast<ErrorCode>(i);
        const QString key = toKey(code);
        QVERIFY2(form.match(key).hasMatch(), qPrintable(key));
        QVERIFY2(!seen.contains(key), qPrintable(key));
        seen.insert(key);
        QCOMPARE(errorCodeFromKey(key), code);
    }
    QVERIFY(toKey(static_cast<ErrorCode>(static_cast<int>(ErrorCode::ArchiveInvalid) + 1)).isEmpty());
}

void tst_Error::anUnknownKeyIsNoCode()
{
    QCOMPARE(errorCodeFromKey(u"of_a_later_version"_s), std::nullopt);
    QCOMPARE(errorCodeFromKey({}), std::nullopt);
    QCOMPARE(errorCodeFromKey(u"Internal"_s), std::nullopt);
}

void tst_Error::anErrorTravelsUnchanged()
{
    Error error {ErrorCode::RateLimited, u"429"_s, {{u"service"_s, u"Claude"_s}}, std::chrono::milliseconds(1500)};
    const Status first = fail(error);
    const Result<int> second = fail(first.error());
    QCOMPARE(second.error(), error);
    const Status made = fail(ErrorCode::NotFound, u"none"_s, {{u"kind"_s, u"build"_s}});
    QCOMPARE(made.error().code, ErrorCode::NotFound);
    QCOMPARE(made.error().args.value(u"kind"_s), u"build"_s);
    QVERIFY(!made.error().retryAfter);
}

QTEST_GUILESS_MAIN(tst_Error)
#include "tst_error.moc"
