// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"

#include <QtTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace bw;

class tst_Paths : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void followTheVariables_data();
    void followTheVariables();
    void ignoreVariablesThatAreNotAbsolute();
    void ownVariableOfTheDataFolderCountsFirst();
    void runtimeFolderFallsBackToTmp();
    void askingMakesNothing();
    void makesFoldersThatOnlyTheUserMayEnter();
    void acceptsAFolderThatIsThere();
    void acceptsALinkOfTheUsersOwn();
    void refusesAFileInTheWay();
    void refusesAFolderOfSomebodyElse();
    void saysWhyAFolderCannotBeMade();

private:
    QHash<QByteArray, QByteArray> m_before;
    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace
{

constexpr const char *variables[] {"HOME",           "BUILDWRIGHT_DATA", "XDG_DATA_HOME",
                                   "XDG_STATE_HOME", "XDG_CONFIG_HOME",  "XDG_CACHE_HOME",
                                   "XDG_RUNTIME_DIR"};

mode_t modeOf(const QString &path)
{
    struct stat info {};
    return stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_mode & 07777U : 0;
}

}  // namespace

void tst_Paths::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_before.clear();
    for (const char *name : variables) {
        if (qEnvironmentVariableIsSet(name))
            m_before.insert(name, qgetenv(name));
        qunsetenv(name);
    }
    qputenv("HOME", QFile::encodeName(m_folder->path()));
}

void tst_Paths::cleanup()
{
    for (const char *name : variables)
        m_before.contains(name) ? qputenv(name, m_before.value(name)) : qunsetenv(name);
}

void tst_Paths::followTheVariables_data()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::addColumn<QString>("standard");
    QTest::newRow("data") << QByteArray("XDG_DATA_HOME") << u"/.local/share/buildwright"_s;
    QTest::newRow("state") << QByteArray("XDG_STATE_HOME") << u"/.local/state/buildwright"_s;
    QTest::newRow("config") << QByteArray("XDG_CONFIG_HOME") << u"/.config/buildwright"_s;
    QTest::newRow("cache") << QByteArray("XDG_CACHE_HOME") << u"/.cache/buildwright"_s;
}

void tst_Paths::followTheVariables()
{
    QFETCH(QByteArray, variable);
    QFETCH(QString, standard);
    const auto ask = [&] {
        return variable == "XDG_DATA_HOME"  ? paths::dataFolder()
            : variable == "XDG_STATE_HOME"  ? paths::stateFolder()
            : variable == "XDG_CONFIG_HOME" ? paths::configFolder()
                                            : paths::cacheFolder();
    };
    QCOMPARE(ask(), m_folder->path() + standard);
    qputenv(variable.constData(), "/somewhere//else/");
    QCOMPARE(ask(), u"/somewhere/else/buildwright"_s);
    qputenv(variable.constData(), "");
    QCOMPARE(ask(), m_folder->path() + standard);
}

void tst_Paths::ignoreVariablesThatAreNotAbsolute()
{
    qputenv("XDG_DATA_HOME", "relative/folder");
    QCOMPARE(paths::dataFolder(), m_folder->path() + u"/.local/share/buildwright"_s);
    qputenv("XDG_RUNTIME_DIR", "run");
    QVERIFY(paths::runtimeFolder().startsWith(u"/tmp/"_s));
}

void tst_Paths::ownVariableOfTheDataFolderCountsFirst()
{
    qputenv("XDG_DATA_HOME", "/xdg");
    qputenv("BUILDWRIGHT_DATA", "/own/place/");
    QCOMPARE(paths::dataFolder(), u"/own/place"_s);
    qputenv("BUILDWRIGHT_DATA", "here/../there");
    QCOMPARE(paths::dataFolder(), QDir::currentPath() + u"/there"_s);
}

void tst_Paths::runtimeFolderFallsBackToTmp()
{
    QCOMPARE(paths::runtimeFolder(), u"/tmp/buildwright-%1"_s.arg(getuid()));
    qputenv("XDG_RUNTIME_DIR", "/run/user/7");
    QCOMPARE(paths::runtimeFolder(), u"/run/user/7/buildwright"_s);
}

void tst_Paths::askingMakesNothing()
{
    for (const QString &path : {paths::dataFolder(), paths::stateFolder(), paths::configFolder(), paths::cacheFolder()})
        QVERIFY2(!QFile::exists(path), qPrintable(path));
    QVERIFY(QDir(m_folder->path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void tst_Paths::makesFoldersThatOnlyTheUserMayEnter()
{
    const mode_t mask = umask(0);
    const QString made = m_folder->filePath(u"a/b/c"_s);
    const Status status = paths::ensurePrivate(made);
    umask(mask);
    QVERIFY(status);
    for (const QString &path : {made, m_folder->filePath(u"a/b"_s), m_folder->filePath(u"a"_s)})
        QCOMPARE(modeOf(path), mode_t(0700));
}

void tst_Paths::acceptsAFolderThatIsThere()
{
    QVERIFY(paths::ensurePrivate(m_folder->path()));
    QVERIFY(paths::ensurePrivate(m_folder->path() + u"/"_s));
}

void tst_Paths::acceptsALinkOfTheUsersOwn()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"real"_s));
    QVERIFY(QFile::link(m_folder->filePath(u"real"_s), m_folder->filePath(u"link"_s)));
    QVERIFY(paths::ensurePrivate(m_folder->filePath(u"link"_s)));
    QVERIFY(QFile::link(m_folder->filePath(u"nowhere"_s), m_folder->filePath(u"broken"_s)));
    QVERIFY(!paths::ensurePrivate(m_folder->filePath(u"broken"_s)));
}

void tst_Paths::refusesAFileInTheWay()
{
    QFile file(m_folder->filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    for (const QString &path : {file.fileName(), file.fileName() + u"/below"_s}) {
        const Status status = paths::ensurePrivate(path);
        QVERIFY(!status);
        QCOMPARE(status.error().code, ErrorCode::FileUnwritable);
        QVERIFY(!status.error().args.value(u"why"_s).isEmpty());
        QVERIFY(!status.error().args.value(u"path"_s).isEmpty());
    }
}

void tst_Paths::refusesAFolderOfSomebodyElse()
{
    QString foreign = u"/usr"_s;
    if (getuid() == 0) {
        foreign = m_folder->filePath(u"foreign"_s);
        QVERIFY(QDir().mkdir(foreign));
        QCOMPARE(chown(QFile::encodeName(foreign).constData(), 4321, 4321), 0);
    }
    const Status status = paths::ensurePrivate(foreign);
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::FileUnwritable);
    const QString link = m_folder->filePath(u"link"_s);
    QVERIFY(QFile::link(foreign, link));
    QVERIFY(!paths::ensurePrivate(link));
}

void tst_Paths::saysWhyAFolderCannotBeMade()
{
    const Status status = paths::ensurePrivate(u"/proc/self/none"_s);
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::FileUnwritable);
    QVERIFY(status.error().detail.contains(u"/proc/self/none"_s));
}

QTEST_GUILESS_MAIN(tst_Paths)
#include "tst_paths.moc"
