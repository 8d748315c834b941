// SPDX-License-Identifier: GPL-3.0-or-later
#include "usertext/usertext.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;

class tst_UserText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyErrorHasATextOfItsOwn();
    void noPlaceholderIsLeft();
    void everyErrorSaysWhatToDoOrWhatWasKept();
    void namedPartsAreShown();
    void aPartIsShownAsItIs();
    void sentencesEndOnce();
    void everyStatePhaseAndStatusHasAText();
    void everyReasonHasAText_data();
    void everyReasonHasAText();
    void anUnknownReasonIsShownAsItIs();
    void problemsOfASpecificationAreSentences_data();
    void problemsOfASpecificationAreSentences();
};

namespace
{

const QStringList parts {u"what"_s,     u"remedy"_s,    u"kind"_s,     u"name"_s,      u"matches"_s, u"limit"_s,
                         u"build"_s,    u"state"_s,     u"possible"_s, u"path"_s,      u"why"_s,     u"pid"_s,
                         u"found"_s,    u"supported"_s, u"line"_s,     u"key"_s,       u"host"_s,    u"service"_s,
                         u"variable"_s, u"status"_s,    u"model"_s,    u"recording"_s, u"spec"_s,    u"worst_case"_s,
                         u"sandbox"_s,  u"tool"_s,      u"value"_s,    u"names"_s};

QList<ErrorCode> codes()
{
    QList<ErrorCode> all;
    for (int i = 0; !toKey(static_cast<ErrorCode>(i)).isEmpty(); ++i)
        all << static_cast<ErrorCode>(i);
    return all;
}

Error filled(ErrorCode code)
{
    Error error {code, u"DETAIL"_s, {}, {}};
    for (const QString &part : parts)
        error.args.insert(part, part.toUpper());
    error.args.insert(u"remedy"_s, u"Do this instead."_s);
    return error;
}

}  // namespace

void tst_UserText::everyErrorHasATextOfItsOwn()
{
    QSet<QString> texts;
    for (const ErrorCode code : codes()) {
        const QString text = usertext::errorText(filled(code));
        QVERIFY2(text.size() > 20, qPrintable(toKey(code)));
        QVERIFY2(!texts.contains(text), qPrintable(text));
        texts.insert(text);
        QVERIFY2(!text.contains(toKey(code)) || !toKey(code).contains(u'_'), qPrintable(text));
    }
    QVERIFY(codes().size() > 40);
}

void tst_UserText::noPlaceholderIsLeft()
{
    for (const ErrorCode code : codes()) {
        for (const Error &error : {filled(code), Error {code, {}, {}, {}}}) {
            const QString text = usertext::errorText(error);
            QVERIFY2(!text.contains(u'{') && !text.contains(u'}') && !text.contains(u'%'), qPrintable(text));
            QVERIFY2(!text.contains(u"  "_s) && text == text.trimmed(), qPrintable(text));
        }
    }
}

void tst_UserText::everyErrorSaysWhatToDoOrWhatWasKept()
{
    for (const ErrorCode code : codes()) {
        const QString text = usertext::errorText(filled(code));
        QVERIFY2(text.endsWith(u'.'), qPrintable(text));
        // What happened is one sentence; a second one is what was kept, or the remedy.
        static const QRegularExpression second(u"[.;!] \\S.*\\.$"_s);
        QVERIFY2(second.match(text).hasMatch(), qPrintable(text));
    }
}

void tst_UserText::namedPartsAreShown()
{
    const QString text =
        usertext::errorText({ErrorCode::DataDirInUse, {}, {{u"path"_s, u"/d"_s}, {u"pid"_s, u"42"_s}}, {}});
    QVERIFY(text.contains(u"/d"_s) && text.contains(u"42"_s) && text.contains(u"--data"_s));
    const QString missing = usertext::errorText({ErrorCode::DataDirInUse, {}, {{u"path"_s, u"/d"_s}}, {}});
    QVERIFY(missing.contains(u"unknown"_s));
    QVERIFY(usertext::errorText({ErrorCode::Internal, u"the detail"_s, {}, {}}).contains(u"the detail"_s));
}

void tst_UserText::aPartIsShownAsItIs()
{
    // What a part says is never taken for a place of another part.
    const QString text = usertext::errorText(
        {ErrorCode::FileUnreadable, {}, {{u"path"_s, u"/{why}/%1/\\1"_s}, {u"why"_s, u"{path}"_s}}, {}});
    QVERIFY2(text.contains(u"/{why}/%1/\\1"_s) && text.contains(u": {path}."_s), qPrintable(text));
}

void tst_UserText::sentencesEndOnce()
{
    const QString text = usertext::errorText(
        {ErrorCode::SandboxUnavailable, {}, {{u"why"_s, u"There is no wall."_s}, {u"remedy"_s, u"Build one."_s}}, {}});
    QVERIFY2(!text.contains(u".."_s), qPrintable(text));
    QVERIFY2(text.endsWith(u"Build one."_s), qPrintable(text));
    for (const ErrorCode code : codes()) {
        Error error = filled(code);
        for (QString &value : error.args)
            value = u"A sentence."_s;
        QVERIFY2(!usertext::errorText(error).contains(u".."_s), qPrintable(usertext::errorText(error)));
    }
}

void tst_UserText::everyStatePhaseAndStatusHasAText()
{
    QSet<QString> texts;
    int count = 0;
    for (int i = 0; !toKey(static_cast<BuildState>(i)).isEmpty(); ++i, ++count)
        texts << usertext::stateText(static_cast<BuildState>(i));
    QCOMPARE(count, 13);
    for (int i = 0; i <= static_cast<int>(Phase::Package); ++i, ++count)
        texts << usertext::phaseText(static_cast<Phase>(i));
    for (int i = 0; i <= static_cast<int>(FeatureStatus::Skipped); ++i, ++count)
        texts << usertext::statusText(static_cast<FeatureStatus>(i));
    QVERIFY(!texts.contains(QString()));
    QCOMPARE(texts.size(), count);
    for (const QString &text : texts)
        QVERIFY2(!text.contains(u'_'), qPrintable(text));
}

void tst_UserText::everyReasonHasAText_data()
{
    QTest::addColumn<QString>("reason");
    for (const char *reason :
         {"queue", "person", "crash", "budget", "time_limit", "stuck", "features_unverified", "needs_you", "plan_empty",
          "recording_ended", "unauthorized", "network", "sandbox", "refused", "storage", "internal"})
        QTest::newRow(reason) << QString::fromLatin1(reason);
    for (const ErrorCode code : codes())
        QTest::addRow("error %s", qPrintable(toKey(code))) << toKey(code);
}

void tst_UserText::everyReasonHasAText()
{
    QFETCH(QString, reason);
    const QString text = usertext::reasonText(reason);
    QVERIFY2(text.size() > 15 && text.endsWith(u'.') && text != reason && !text.contains(u'{'), qPrintable(text));
}

void tst_UserText::anUnknownReasonIsShownAsItIs()
{
    QCOMPARE(usertext::reasonText(u"of_a_later_version"_s), u"of_a_later_version"_s);
    QCOMPARE(usertext::reasonText({}), QString());
}

void tst_UserText::problemsOfASpecificationAreSentences_data()
{
    QTest::addColumn<QString>("key");
    for (const char *key : {"empty",
                            "too_large",
                            "not_utf8",
                            "broken_xml",
                            "no_features",
                            "no_name",
                            "unknown_tier",
                            "no_number",
                            "duplicate_id",
                            "duplicate_feature",
                            "unknown_dependency",
                            "dependency_on_itself",
                            "empty_group",
                            "endpoint_without_table",
                            "tier_and_count",
                            "target_and_count",
                            "large",
                            "bwspec_not_json",
                            "bwspec_no_version",
                            "bwspec_newer",
                            "bwspec_wrong_type",
                            "bwspec_wrong_value",
                            "bwspec_no_source"})
        QTest::newRow(key) << QString::fromLatin1(key);
}

void tst_UserText::problemsOfASpecificationAreSentences()
{
    QFETCH(QString, key);
    const QString text = usertext::specProblemText(key, u"<tag>"_s);
    QVERIFY2(text != key && text.contains(u' ') && !text.contains(u'{') && !text.contains(u"<<"_s), qPrintable(text));
    const Error error {ErrorCode::SpecInvalid, {}, {{u"path"_s, u"my.md"_s}, {u"line"_s, u"7"_s}, {u"why"_s, key}}, {}};
    const QString whole = usertext::errorText(error);
    QVERIFY2(whole.startsWith(u"my.md, line 7: "_s) && !whole.contains(key.contains(u'_') ? key : u"\x01"_s),
             qPrintable(whole));
    QCOMPARE(usertext::specProblemText(u"of_a_later_version"_s, u"x"_s), u"of_a_later_version: x"_s);
}

QTEST_GUILESS_MAIN(tst_UserText)
#include "tst_usertext.moc"
