// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "models/jsonstate.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace bw::desktop;
using namespace Qt::StringLiterals;

class tst_JsonState : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aChangeIsOnDiskAMomentLater()
    {
        QTemporaryDir folder;
        JsonState state(folder.filePath(u"sub/state.json"_s));
        state.setValue(u"page"_s, u"builds"_s);
        // Nobody ended the program properly.
        BW_TRY_COMPARE(JsonState(state.path()).value(u"page"_s).toString(), u"builds"_s);
    }
    void theEndWritesWhatIsLeft()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"state.json"_s);
        JsonState(path).setValue(u"a"_s, 1);
        QCOMPARE(JsonState(path).value(u"a"_s).toInt(), 1);
    }
    void aBrokenFileCountsAsNone()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"state.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"a\":");
        file.close();
        JsonState state(file.fileName());
        QVERIFY(state.value(u"a"_s).isUndefined());
        state.setValue(u"a"_s, 2);
        QVERIFY(state.save());
        QCOMPARE(JsonState(file.fileName()).value(u"a"_s).toInt(), 2);
    }
    void aPlaceThatCannotBeWrittenIsAnErrorAndNoCrash()
    {
        JsonState state(u"/proc/none/state.json"_s);
        state.setValue(u"a"_s, 1);
        QVERIFY(!state.save());
    }
};

QTEST_GUILESS_MAIN(tst_JsonState)
#include "tst_jsonstate.moc"
