// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/worksummary.h"

#include <QTest>

using namespace Qt::StringLiterals;
using bw::agent::WorkSummary;

class tst_WorkSummary : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesFilesCommandsAndWords();
    void staysShort();
};

void tst_WorkSummary::namesFilesCommandsAndWords()
{
    WorkSummary summary;
    summary.add(u"write_file"_s, R"({"path":"a.js","content":"x"})", u"written"_s, false);
    summary.add(u"edit_file"_s, R"({"path":"b.js"})", u"edited"_s, false);
    summary.add(u"edit_file"_s, R"({"path":"a.js"})", u"edited"_s, false);
    summary.add(u"write_file"_s, R"({"path":"refused.js"})", u"no"_s, true);
    summary.add(u"read_file"_s, R"({"path":"read.js"})", u"text"_s, false);
    summary.add(u"bash"_s, R"({"command":"node  --test\n a.test.js"})", u"exit code 1\nlong output"_s, false);
    summary.add(u"bash"_s, "{broken", u"x"_s, true);
    summary.heard(u"A person says: use blue"_s);
    summary.said({});
    summary.said(u"Two tests fail."_s);
    const QString text = summary.text();
    QVERIFY(text.contains(u"- b.js\n- a.js\n"_s));
    QVERIFY(!text.contains(u"refused.js"_s) && !text.contains(u"read.js"_s));
    QVERIFY(text.contains(u"- node --test a.test.js  →  exit code 1\n"_s));
    QVERIFY(!text.contains(u"long output"_s));
    QVERIFY(text.contains(u"use blue"_s) && text.contains(u"Two tests fail."_s));
}

void tst_WorkSummary::staysShort()
{
    WorkSummary summary;
    for (int i = 0; i < 500; ++i) {
        const QByteArray name = QByteArray::number(i);
        summary.add(u"write_file"_s, R"({"path":"file)" + name + R"("})", u"written"_s, false);
        summary.add(u"bash"_s, R"({"command":"run)" + name + ' ' + QByteArray(5'000, 'x') + R"("})",
                    QString(9'000, u'y'), false);
    }
    summary.said(QString(50'000, u'z'));
    const QString text = summary.text();
    QVERIFY2(text.size() < 12'000, qPrintable(QString::number(text.size())));
    QVERIFY(text.contains(u"file499"_s) && !text.contains(u"file0\n"_s));
    QVERIFY(text.contains(u"run499"_s) && !text.contains(u"run0 "_s));
}

QTEST_GUILESS_MAIN(tst_WorkSummary)
#include "tst_worksummary.moc"
