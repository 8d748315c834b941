// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifact/excludes.h"

#include <QtTest>

using namespace bw::artifact;

class tst_Excludes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void leavesOutWhatCanBeMadeAgain_data();
    void leavesOutWhatCanBeMadeAgain();
    void keepsWhatPeopleShip_data();
    void keepsWhatPeopleShip();
};

namespace
{

void rows(std::initializer_list<const char *> paths)
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : paths)
        QTest::newRow(path) << QByteArray(path);
}

}  // namespace

void tst_Excludes::leavesOutWhatCanBeMadeAgain_data()
{
    rows({"node_modules", "node_modules/left-pad/index.js", "packages/a/node_modules/b", ".git", ".git/config",
          "sub/.git/HEAD", ".cache/x", "src/__pycache__/a.cpython-313.pyc", "a.pyc", ".venv/bin/python",
          ".npm/_cacache", ".DS_Store", "deep/down/Thumbs.db", ".next/server/a.js", "tsconfig.tsbuildinfo",
          ".a.txt.swp"});
}

void tst_Excludes::leavesOutWhatCanBeMadeAgain()
{
    QFETCH(QByteArray, path);
    QVERIFY(isExcluded(path));
}

void tst_Excludes::keepsWhatPeopleShip_data()
{
    rows({"dist", "dist/index.html", "build/app.js", "out/a", "target/x", "public/dist/main.css", ".gitignore",
          ".github/workflows/ci.yml", ".gitattributes", "my_node_modules/a", "node_modules.txt", "src/cache/a.js",
          "package-lock.json", ".env.example", "a.py", "gitlab", "vendor/x.js", "", "a/.gitkeep"});
}

void tst_Excludes::keepsWhatPeopleShip()
{
    QFETCH(QByteArray, path);
    QVERIFY(!isExcluded(path));
}

QTEST_GUILESS_MAIN(tst_Excludes)
#include "tst_excludes.moc"
