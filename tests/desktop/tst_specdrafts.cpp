// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "models/specdrafts.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

class tst_SpecDrafts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void outlivesItsProcess()
    {
        const QTemporaryDir folder;
        {
            SpecDrafts drafts(folder.path());
            drafts.keep({u"one"_s}, {.base = 3, .text = u"first"_s});
            drafts.keep({u"one"_s}, {.base = 3, .text = u"ä\r\n\u2028 end"_s});
            drafts.keep({u"two"_s}, {.base = 1, .text = u"gone"_s});
            drafts.drop({u"two"_s});
            // Counts at once, whatever the disk does.
            QCOMPARE(drafts.reader().of({u"one"_s})->text, u"ä\r\n\u2028 end"_s);
            QVERIFY(!drafts.reader().of({u"two"_s}));
        }
        const SpecDrafts again(folder.path());
        QCOMPARE(again.reader().of({u"one"_s}), (SpecDraft {.base = 3, .text = u"ä\r\n\u2028 end"_s}));
        QCOMPARE(again.reader().all(), QSet<SpecId>({{u"one"_s}}));
    }

    void nobodyElseReadsThem()
    {
        const QTemporaryDir folder;
        {
            SpecDrafts drafts(folder.path());
            drafts.keep({u"one"_s}, {.base = 1, .text = u"x"_s});
        }
        const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(folder.filePath(u"drafts/one.json"_s)) & others));
        QVERIFY(!(QFile::permissions(folder.filePath(u"drafts"_s)) & others));
    }

    void aBrokenFileAndAStrangeNameCountAsNone()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir(u"drafts"_s));
        QFile file(folder.filePath(u"drafts/one.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"text\":");
        file.close();
        SpecDrafts drafts(folder.path());
        QVERIFY(!drafts.reader().of({u"one"_s}));
        drafts.keep({u"../evil"_s}, {.base = 1, .text = u"x"_s});
        QVERIFY(!drafts.reader().of({u"../evil"_s}));
        QVERIFY(!QFile::exists(folder.filePath(u"evil.json"_s)));
    }

    void aDiskThatTakesNothingIsSaidAndTheTextStays()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"drafts"_s));  // where the folder would stand
        QVERIFY(file.open(QIODevice::WriteOnly));
        SpecDrafts drafts(folder.path());
        QSignalSpy failures(&drafts, &SpecDrafts::failed);
        drafts.keep({u"one"_s}, {.base = 1, .text = u"x"_s});
        BW_TRY_COMPARE(failures.size(), 1);
        QCOMPARE(drafts.reader().of({u"one"_s})->text, u"x"_s);
    }

    void tellsOnceThatOneIsThere()
    {
        const QTemporaryDir folder;
        SpecDrafts drafts(folder.path());
        QSignalSpy changes(&drafts, &SpecDrafts::changed);
        drafts.keep({u"one"_s}, {.base = 1, .text = u"x"_s});
        drafts.keep({u"one"_s}, {.base = 1, .text = u"xy"_s});
        QCOMPARE(changes.size(), 1);
        drafts.drop({u"one"_s});
        QCOMPARE(changes.size(), 2);
    }
};

QTEST_GUILESS_MAIN(tst_SpecDrafts)
#include "tst_specdrafts.moc"
