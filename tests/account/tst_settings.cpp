// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/settings.h"

#include "base/secretstring.h"

#include <QtTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bw::account;

class tst_Settings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void withoutFilesEverythingIsTheDefault();
    void optionEnvironmentProjectFileDefault();
    void aProjectMaySetOnlyWhatIsHarmless();
    void unknownKeysAreKept();
    void badEntriesAreNamedWithTheirLine();
    void anAreaThatIsNoObjectIsNamed();
    void aBrokenFileIsNamedAndLeftAlone_data();
    void aBrokenFileIsNamedAndLeftAlone();
    void badVariablesAreNamed();
    void writingIsAtomicAndPrivate();
    void aFailedWriteChangesNothing();
    void anEmptyTextTakesAKeyOut();
    void noSecretIsEverKept_data();
    void noSecretIsEverKept();
    void unknownAndInvalidAreDifferentErrors();
    void areasGiveWhatCounts();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"config/settings.json"_s); }
    void write(const QString &path, const QByteArray &bytes);
    [[nodiscard]] QByteArray content() const;
    std::unique_ptr<QTemporaryDir> m_folder;
    QHash<QByteArray, QByteArray> m_before;
};

void tst_Settings::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_before.clear();
    for (const SettingKey &key : settingKeys()) {
        if (key.environment == nullptr)
            continue;
        if (qEnvironmentVariableIsSet(key.environment))
            m_before.insert(key.environment, qgetenv(key.environment));
        qunsetenv(key.environment);
    }
}

void tst_Settings::cleanup()
{
    for (const SettingKey &key : settingKeys())
        if (key.environment != nullptr)
            m_before.contains(key.environment) ? qputenv(key.environment, m_before.value(key.environment))
                                               : qunsetenv(key.environment);
}

void tst_Settings::write(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray tst_Settings::content() const
{
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_Settings::withoutFilesEverythingIsTheDefault()
{
    const Settings settings = Settings::load(path());
    QVERIFY(settings.problems().isEmpty());
    for (const SettingKey &key : settingKeys()) {
        const QString name = QString::fromLatin1(key.name);
        QVERIFY2(settings.get(name), key.name);
        QCOMPARE(settings.origin(name), u"default"_s);
    }
    QVERIFY(!QFile::exists(path()));
    QVERIFY(!settings.budget().usd);
    QVERIFY(!settings.budget().tokens);
    QCOMPARE(settings.sandbox().memoryBytes, 4LL << 30);
}

void tst_Settings::optionEnvironmentProjectFileDefault()
{
    const QString project = m_folder->filePath(u"project"_s);
    const auto model = [](const Settings &settings) {
        return settings.origin(u"build.model"_s) + u' ' + settings.build().model;
    };
    QCOMPARE(model(Settings::load(path(), project)), u"default "_s);
    write(path(), R"({"build":{"model":"of-the-file"}})");
    QCOMPARE(model(Settings::load(path(), project)), u"file of-the-file"_s);
    write(project + u"/.buildwright/settings.json"_s, R"({"build":{"model":"of-the-project"}})");
    QCOMPARE(model(Settings::load(path(), project)), u"project of-the-project"_s);
    QCOMPARE(model(Settings::load(path())), u"file of-the-file"_s);
    qputenv("BUILDWRIGHT_MODEL", "of-the-environment");
    Settings settings = Settings::load(path(), project);
    QCOMPARE(model(settings), u"environment of-the-environment"_s);
    QVERIFY(settings.setOption(u"build.model"_s, u"of-the-option"_s));
    QCOMPARE(model(settings), u"option of-the-option"_s);
    QVERIFY(settings.problems().isEmpty());
}

void tst_Settings::aProjectMaySetOnlyWhatIsHarmless()
{
    const QString project = m_folder->filePath(u"project"_s);
    write(
        project + u"/.buildwright/settings.json"_s,
        "{\"build\": {\"features\": 3,\n\"network\": \"open\"},\n\"model\": {\"base_url\": \"http://evil.example\"}}");
    const Settings settings = Settings::load(path(), project);
    QCOMPARE(settings.build().features, 3);
    QCOMPARE(settings.build().network, NetworkPolicy::Registries);
    QCOMPARE(settings.model().baseUrl, QString());
    QCOMPARE(settings.problems().size(), 2);
    QCOMPARE(settings.problems().at(0).args.value(u"line"_s), u"2"_s);
    QCOMPARE(settings.problems().at(1).args.value(u"line"_s), u"3"_s);
}

void tst_Settings::unknownKeysAreKept()
{
    write(path(), R"({"later":{"a":[1,{"b":null}]},"build":{"colour":"red","model":"m"},"z":1.50})");
    Settings settings = Settings::load(path());
    QVERIFY(settings.problems().isEmpty());
    QVERIFY(settings.set(u"build.tier"_s, u"simple"_s));
    QVERIFY(settings.set(u"ui.color"_s, u"false"_s));
    const Json written = *parseJson(content());
    QCOMPARE(written.at("later").dump(), std::string(R"({"a":[1,{"b":null}]})"));
    QCOMPARE(jsonString(written.at("build"), "colour"), u"red"_s);
    QCOMPARE(jsonString(written.at("build"), "model"), u"m"_s);
    QCOMPARE(jsonString(written.at("build"), "tier"), u"simple"_s);
    QCOMPARE(jsonDouble(written, "z"), 1.5);
    QVERIFY(!Settings::load(path()).ui().color);
}

void tst_Settings::badEntriesAreNamedWithTheirLine()
{
    write(path(),
          "{\n  \"build\": {\n    \"network\": \"everything\",\n    \"features\": \"5\",\n    \"model\": 7\n  },\n"
          "  \"sandbox\": {\"nice\": 99,\n \"processes\": 600, \"memory_mib\": 1.5},\n  \"budget\": {\"usd\": "
          "\"lots\"},\n"
          "  \"network\": {\"registries_add\": [\"ok.example.org\", \"http://not.a.host/\"]}\n}\n");
    const Settings settings = Settings::load(path());
    QStringList found;
    for (const Error &problem : settings.problems()) {
        QCOMPARE(problem.code, ErrorCode::SettingsInvalid);
        QCOMPARE(problem.args.value(u"path"_s), path());
        QVERIFY(!problem.args.value(u"why"_s).isEmpty());
        found << problem.args.value(u"line"_s) + u' ' + problem.args.value(u"key"_s);
    }
    found.sort();
    QCOMPARE(found,
             QStringList({u"10 network.registries_add"_s, u"3 build.network"_s, u"4 build.features"_s,
                          u"5 build.model"_s, u"7 sandbox.nice"_s, u"8 sandbox.memory_mib"_s, u"9 budget.usd"_s}));
    // What is good counts, the rest is as if it were not there.
    QCOMPARE(settings.sandbox().processes, 600);
    QCOMPARE(settings.sandbox().niceness, 10);
    QCOMPARE(settings.build().network, NetworkPolicy::Registries);
}

void tst_Settings::anAreaThatIsNoObjectIsNamed()
{
    write(path(), "{\n\"build\": 5,\n\"ui\": [],\n\"other\": 1}");
    const Settings settings = Settings::load(path());
    QStringList found;
    for (const Error &problem : settings.problems())
        found << problem.args.value(u"line"_s) + u' ' + problem.args.value(u"key"_s);
    found.sort();
    QCOMPARE(found, QStringList({u"2 build"_s, u"3 ui"_s}));
}

void tst_Settings::aBrokenFileIsNamedAndLeftAlone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("line");
    QTest::newRow("cut") << QByteArray("{\n\"build\": {") << u"2"_s;
    QTest::newRow("comma") << QByteArray("{\n\n\"a\": 1,\n}") << u"4"_s;
    QTest::newRow("array") << QByteArray("[]") << u"1"_s;
    QTest::newRow("empty") << QByteArray("") << u"1"_s;
    QTest::newRow("not UTF-8") << QByteArray("{\"a\": \"\xff\"}") << u"1"_s;
    QTest::newRow("NUL") << QByteArray("{}\0", 3) << u"1"_s;
    QTest::newRow("nested") << QByteArray(500, '[') << u"1"_s;
    QTest::newRow("large") << QByteArray(2'000'000, ' ') << u"0"_s;
}

void tst_Settings::aBrokenFileIsNamedAndLeftAlone()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, line);
    write(path(), bytes);
    Settings settings = Settings::load(path());
    QCOMPARE(settings.problems().size(), 1);
    QCOMPARE(settings.problems().first().args.value(u"line"_s), line);
    QCOMPARE(settings.build().parallel, 3);
    const Status set = settings.set(u"build.model"_s, u"x"_s);
    QVERIFY(!set);
    QCOMPARE(set.error().code, ErrorCode::SettingsInvalid);
    QCOMPARE(set.error().args.value(u"path"_s), path());
    QCOMPARE(content(), bytes);
}

void tst_Settings::badVariablesAreNamed()
{
    qputenv("BUILDWRIGHT_NETWORK", "all");
    qputenv("MAX_CONCURRENT_BUILDS", "0");
    const Settings settings = Settings::load(path());
    QStringList keys;
    for (const Error &problem : settings.problems())
        keys << problem.args.value(u"key"_s);
    QCOMPARE(keys, QStringList({u"BUILDWRIGHT_NETWORK"_s, u"MAX_CONCURRENT_BUILDS"_s}));
    QCOMPARE(settings.build().parallel, 3);
}

void tst_Settings::writingIsAtomicAndPrivate()
{
    Settings settings = Settings::load(path());
    QVERIFY(settings.set(u"build.features"_s, u"12"_s));
    struct stat info {};
    QCOMPARE(stat(QFile::encodeName(path()).constData(), &info), 0);
    QCOMPARE(info.st_mode & 0777U, 0600U);
    const auto first = info.st_ino;
    QFile reader(path());
    QVERIFY(reader.open(QIODevice::ReadOnly));
    QVERIFY(settings.set(u"build.features"_s, u"13"_s));
    // A new file took the name: whoever reads the old one still sees it whole.
    QCOMPARE(stat(QFile::encodeName(path()).constData(), &info), 0);
    QVERIFY(info.st_ino != first);
    QVERIFY(reader.readAll().contains("12"));
    QCOMPARE(QFileInfo(path()).dir().entryList(QDir::Files | QDir::Hidden), QStringList(u"settings.json"_s));
    QCOMPARE(settings.build().features, 13);
    QCOMPARE(settings.origin(u"build.features"_s), u"file"_s);
}

void tst_Settings::aFailedWriteChangesNothing()
{
    Settings settings = Settings::load(u"/proc/self/none/settings.json"_s);
    const Status set = settings.set(u"build.features"_s, u"12"_s);
    QVERIFY(!set);
    QCOMPARE(set.error().code, ErrorCode::FileUnwritable);
    QCOMPARE(settings.build().features, 0);
    QCOMPARE(settings.origin(u"build.features"_s), u"default"_s);
}

void tst_Settings::anEmptyTextTakesAKeyOut()
{
    write(path(), R"({"build":{"model":"m","other":1}})");
    Settings settings = Settings::load(path());
    QVERIFY(settings.set(u"build.model"_s, QString()));
    QCOMPARE(settings.origin(u"build.model"_s), u"default"_s);
    const Json written = *parseJson(content());
    QVERIFY(!written.at("build").contains("model"));
    QVERIFY(written.at("build").contains("other"));
    QVERIFY(settings.set(u"build.features"_s, u"4"_s));
    QVERIFY(settings.set(u"build.features"_s, QString()));
    QVERIFY(settings.set(u"build.network"_s, QString()));
    QCOMPARE(settings.build().features, 0);
    QCOMPARE(settings.build().network, NetworkPolicy::Registries);
}

void tst_Settings::noSecretIsEverKept_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("text");
    // Made from parts, so that no scanner of this repository takes them for keys.
    QTest::newRow("Anthropic") << u"build.model"_s << u"sk-"_s + u"ant-api03-abcdefghijklmnopqrstuvwxyz0123456789"_s;
    QTest::newRow("E2B") << u"ui.language"_s << u"e2"_s + u"b_0123456789abcdef0123456789abcdef"_s;
    QTest::newRow("password") << u"model.base_url"_s << u"https://me:hunter22@host.example"_s;
    QTest::newRow("known") << u"build.model"_s << u"what this test registered"_s;
}

void tst_Settings::noSecretIsEverKept()
{
    QFETCH(QString, key);
    QFETCH(QString, text);
    const SecretString known("what this test registered");
    Settings settings = Settings::load(path());
    const Status set = settings.set(key, text);
    QVERIFY(!set);
    QCOMPARE(set.error().code, ErrorCode::InvalidArgument);
    QVERIFY(!set.error().detail.contains(text));
    QVERIFY(!QFile::exists(path()));
    const QStringList parts = key.split(u'.');
    write(path(), toBytes(Json {{toStd(parts.at(0)), Json {{toStd(parts.at(1)), toStd(text)}}}}));
    const Settings read = Settings::load(path());
    QCOMPARE(read.problems().size(), 1);
    QVERIFY(!read.problems().first().detail.contains(text));
    QCOMPARE(read.origin(key), u"default"_s);
}

void tst_Settings::unknownAndInvalidAreDifferentErrors()
{
    Settings settings = Settings::load(path());
    for (const QString &key : {u"build.colour"_s, u"build"_s, QString(), u"build.model.x"_s}) {
        QCOMPARE(settings.get(key).error().code, ErrorCode::NotFound);
        QCOMPARE(settings.set(key, u"x"_s).error().args.value(u"kind"_s), u"setting"_s);
        QCOMPARE(settings.setOption(key, u"x"_s).error().code, ErrorCode::NotFound);
    }
    const Status bad = settings.setOption(u"build.tier"_s, u"huge"_s);
    QCOMPARE(bad.error().code, ErrorCode::InvalidArgument);
    QVERIFY(bad.error().args.value(u"remedy"_s).contains(u"simple, standard, production"_s));
}

void tst_Settings::areasGiveWhatCounts()
{
    write(path(), R"({"budget":{"usd":2.5,"tokens":1000,"minutes":7},"network":{"registries":["a.example.org"],
        "registries_add":["*.b.example.org"],"allowed_addresses":["10.0.0.0/8","fd00::1"]},
        "sandbox":{"memory_mib":256,"disk_mib":512},"log":{"level":"debug"},"ui":{"language":"de"}})");
    const Settings settings = Settings::load(path());
    QVERIFY(settings.problems().isEmpty());
    QVERIFY(settings.budget().usd == Money::fromDecimal(u"2.5"_s));
    QVERIFY(settings.budget().tokens == 1000 && settings.budget().minutes == 7);
    QCOMPARE(settings.network().allowedHosts, QStringList({u"a.example.org"_s, u"*.b.example.org"_s}));
    QCOMPARE(settings.network().allowedAddresses, QStringList({u"10.0.0.0/8"_s, u"fd00::1"_s}));
    QCOMPARE(settings.sandbox().memoryBytes, 256LL << 20);
    QCOMPARE(settings.sandbox().diskBytes, 512LL << 20);
    QCOMPARE(settings.log().level, u"debug"_s);
    QCOMPARE(settings.ui().language, u"de"_s);
    QVERIFY(Settings::load(u"/nowhere"_s).network().allowedHosts.size() > 10);
}

QTEST_GUILESS_MAIN(tst_Settings)
#include "tst_settings.moc"
