// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/artifactcopy.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bw;
using namespace Qt::StringLiterals;

class tst_ArtifactCopy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void copiesEveryByteOverWhatWasThere();
    void namesWhatCannotBeRead();
    void aFolderThatIsMissingIsNamedAndNothingIsLeft();

private:
    QString write(const QString &name, const QByteArray &bytes);
    QString path(const QString &name) const { return m_folder->filePath(name); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_ArtifactCopy::init() { m_folder = std::make_unique<QTemporaryDir>(); }

QString tst_ArtifactCopy::write(const QString &name, const QByteArray &bytes)
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
    return path(name);
}

void tst_ArtifactCopy::copiesEveryByteOverWhatWasThere()
{
    const QByteArray bytes = QByteArray(3'000'001, 'z') + QByteArray("\0end", 4);
    const QString from = write(u"a.zip"_s, bytes);
    const QString to = write(u"b.zip"_s, "older");
    QVERIFY(engine::copyArtifact(from, to));
    QFile file(to);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 2);
}

void tst_ArtifactCopy::namesWhatCannotBeRead()
{
    const QString to = write(u"b.zip"_s, "older");
    const auto copied = engine::copyArtifact(path(u"none.zip"_s), to);
    QCOMPARE(copied.error().code, ErrorCode::FileUnreadable);
    QCOMPARE(copied.error().args.value(u"path"_s), path(u"none.zip"_s));
    QCOMPARE(QFile(to).size(), 5);
}

void tst_ArtifactCopy::aFolderThatIsMissingIsNamedAndNothingIsLeft()
{
    const auto copied = engine::copyArtifact(write(u"a.zip"_s, "x"), path(u"no/b.zip"_s));
    QCOMPARE(copied.error().code, ErrorCode::FileUnwritable);
    QCOMPARE(copied.error().args.value(u"path"_s), path(u"no/b.zip"_s));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList {u"a.zip"_s});
}

QTEST_GUILESS_MAIN(tst_ArtifactCopy)
#include "tst_artifactcopy.moc"
