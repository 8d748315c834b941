// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/prompts.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;

class tst_Prompts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyPromptIsBuiltInAndCanBeFilled();
    void aMissingValueIsAnError();
    void bracesInAValueStay();
    void aMissingPromptIsAnError();
};

void tst_Prompts::everyPromptIsBuiltInAndCanBeFilled()
{
    static const QRegularExpression slot(u"\\{\\{([^}]*)\\}\\}"_s);
    int seen = 0;
    for (QDirIterator it(QStringLiteral(BW_SOURCE_DIR "/resources/prompts"), {u"*.md"_s}); it.hasNext(); ++seen) {
        QFile file(it.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QMap<QString, QString> values;
        const QString text = QString::fromUtf8(file.readAll());
        for (auto match = slot.globalMatch(text); match.hasNext();)
            values.insert(match.next().captured(1), u"VALUE"_s);
        const auto filled = agent::prompt(it.fileInfo().completeBaseName(), values);
        QVERIFY2(filled, qPrintable(it.fileName()));
        QVERIFY2(!filled->contains(u"{{"_s) && !filled->contains(u"}}"_s), qPrintable(it.fileName()));
        QCOMPARE(filled->count(u"VALUE"_s), text.count(u"{{"_s));
    }
    QVERIFY(seen >= 6);
}

void tst_Prompts::aMissingValueIsAnError()
{
    const auto filled = agent::prompt(u"code"_s, {});
    QVERIFY(!filled);
    QVERIFY(filled.error().detail.contains(u"spec_file"_s));
}

void tst_Prompts::bracesInAValueStay()
{
    const auto filled = agent::prompt(u"code"_s, {{u"spec_file"_s, u"{{id}}"_s}});
    QVERIFY(filled);
    QVERIFY(filled->contains(u"{{id}}"_s));
}

void tst_Prompts::aMissingPromptIsAnError()
{
    QVERIFY(agent::prompt(u"no-such-prompt"_s).error().code == ErrorCode::Internal);
}

QTEST_GUILESS_MAIN(tst_Prompts)
#include "tst_prompts.moc"
