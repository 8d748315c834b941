// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/wholefile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bw;
using namespace Qt::StringLiterals;

class tst_WholeFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void replacesWhatStoodThere()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"file"_s);
        QVERIFY(writeWhole(path, "a much longer first text"));
        QVERIFY(writeWhole(path, "second"));
        QCOMPARE(contentOf(path), "second");
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList {u"file"_s});
    }

    void ownerOnlyAlsoOverAWiderOne()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"file"_s);
        QVERIFY(writeWhole(path, "open"));
        QVERIFY(
            QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
        QVERIFY(writeWhole(path, "closed", FileRights::OwnerOnly));
        QVERIFY(!(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther)));
    }

    void aPlaceThatIsNoneIsNamed()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"missing/file"_s);
        const Status written = writeWhole(path, "x");
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::FileUnwritable);
        QCOMPARE(written.error().args.value(u"path"_s), path);
        QVERIFY(!written.error().args.value(u"why"_s).isEmpty());
    }

private:
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

QTEST_GUILESS_MAIN(tst_WholeFile)
#include "tst_wholefile.moc"
