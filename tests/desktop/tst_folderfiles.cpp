// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/folderfiles.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

class tst_FolderFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyWhatCouldBeSentIsListed()
    {
        const QTemporaryDir folder;
        write(folder, u"b.txt"_s);
        write(folder, u"src/a.cpp"_s);
        write(folder, u"node_modules/x/index.js"_s);
        write(folder, u".git/config"_s);
        write(folder, u"empty"_s, {});
        QVERIFY(QFile::link(u"/etc/hostname"_s, folder.filePath(u"link"_s)));
        const auto found = filesBelow(folder.path());
        QVERIFY(found.has_value());
        QStringList names;
        for (const FolderFile &file : found->files)
            names << file.relative;
        QCOMPARE(names, QStringList({u"b.txt"_s, u"src/a.cpp"_s}));
        QCOMPARE(found->files.first().bytes, 4);
        QVERIFY(!found->more);
    }

    void aFolderWithTooManyIsCutAndSaysSo()
    {
        const QTemporaryDir folder;
        for (int i = 0; i < 1010; ++i)
            write(folder, u"file%1"_s.arg(i));
        const auto found = filesBelow(folder.path());
        QVERIFY(found && found->more);
        QCOMPARE(found->files.size(), 1000);
    }

    void aFolderThatIsNotThereIsAnError()
    {
        const auto found = filesBelow(u"/nowhere/at/all"_s);
        QVERIFY(!found && found.error().code == ErrorCode::FileUnreadable);
    }

private:
    static void write(const QTemporaryDir &folder, const QString &name, const QByteArray &bytes = "text")
    {
        const QString path = folder.filePath(name);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
};

QTEST_GUILESS_MAIN(tst_FolderFiles)
#include "tst_folderfiles.moc"
