// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "models/speclistmodel.h"

#include "desktopfixture.h"
#include "engine/specservice.h"
#include "models/specdrafts.h"
#include "models/spectexts.h"
#include "spec/specvalidator.h"
#include "store/projectstore.h"

#include <QAbstractItemModelTester>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;
using engine::SpecAction;

namespace
{

QByteArray specText(const QString &name, const QString &tier, int features)
{
    QByteArray text = "# " + name.toUtf8() + "\n\n";
    if (!tier.isEmpty())
        text += "Complexity tier: " + tier.toUtf8() + "\n\n";
    text += "## Features\n\n### Basics\n\n";
    for (int i = 1; i <= features; ++i)
        text += "- Thing number " + QByteArray::number(i) + " of " + name.toUtf8() + " can be done.\n";
    return text;
}

}  // namespace

class tst_SpecListModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEmptyDirectoryIsAnEmptyList()
    {
        DesktopFixture f;
        const auto session = f.session();
        SpecDrafts drafts(session->dataFolder());
        SpecListModel model(*session, drafts);
        BW_TRY_COMPARE(model.load(), SpecListModel::Load::Ready);
        QCOMPARE(model.rowCount(), 0);
    }

    void aBrokenDirectoryIsAnError()
    {
        DesktopFixture f;
        QFile file(f.data());
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto session = f.session();
        SpecDrafts drafts(session->dataFolder());
        SpecListModel model(*session, drafts);
        BW_TRY_COMPARE(model.load(), SpecListModel::Load::Failed);
        QVERIFY(model.error().code != ErrorCode::NotFound);
    }

    void saysWhatEachIs()
    {
        DesktopFixture f;
        QVERIFY(make(f));
        const auto session = f.session();
        SpecDrafts drafts(session->dataFolder());
        SpecListModel model(*session, drafts);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        BW_TRY_COMPARE(model.rowCount(), 3);
        const QModelIndex shop = model.index(rowOf(model, u"Shop"_s));
        QVERIFY(shop.data(SpecListModel::FactsRole).toString().contains("4 features"_L1));
        QVERIFY(shop.data(SpecListModel::OriginRole).toString().startsWith("Garden"_L1));
        QCOMPARE(shop.data(SpecListModel::WhenRole).toString(), u"just now"_s);
        const QString heard = shop.data(Qt::AccessibleTextRole).toString();
        QVERIFY2(heard.contains("Shop"_L1) && heard.contains("by you"_L1), qPrintable(heard));
        QVERIFY(shop.data(Qt::ToolTipRole).toString().contains(QString::number(QDate::currentDate().year())));
    }

    void sortsAndKeepsWhatIsSelected()
    {
        DesktopFixture f;
        QVERIFY(make(f));
        const auto session = f.session();
        SpecDrafts drafts(session->dataFolder());
        SpecListModel model(*session, drafts);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        BW_TRY_COMPARE(model.rowCount(), 3);
        QCOMPARE(names(model).first(), u"Shop"_s);  // the last one that was made
        const QPersistentModelIndex shop = model.index(0);
        using Order = SpecListModel::Order;
        model.setOrder(Order::Name);
        QCOMPARE(names(model), QStringList({u"Albums"_s, u"Notes"_s, u"Shop"_s}));
        QCOMPARE(shop.row(), 2);
        model.setOrder(Order::Size);
        QCOMPARE(names(model).first(), u"Notes"_s);
        model.setOrder(Order::Project);
        QCOMPARE(names(model).first(), u"Shop"_s);
        QCOMPARE(shop.row(), 0);
        model.setOrder(Order::Changed);
        QCOMPARE(names(model).first(), u"Shop"_s);
    }

    void findsByNameAndText()
    {
        DesktopFixture f;
        QVERIFY(make(f));
        const auto session = f.session();
        SpecDrafts drafts(session->dataFolder());
        SpecListModel model(*session, drafts);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        BW_TRY_COMPARE(model.rowCount(), 3);
        model.setSearch(u"number 7 of"_s);
        BW_TRY_COMPARE(names(model), QStringList {u"Notes"_s});
        model.setSearch(u"nothing of the kind"_s);
        BW_TRY_COMPARE(model.rowCount(), 0);
        model.setSearch({});
        BW_TRY_COMPARE(model.rowCount(), 3);
    }

    void hearsOfChangesAndDrafts()
    {
        DesktopFixture f;
        QVERIFY(make(f));
        const auto session = f.session();
        SpecDrafts drafts(session->dataFolder());
        SpecListModel model(*session, drafts);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        BW_TRY_COMPARE(model.rowCount(), 3);
        const SpecId albums = model.spec(rowOf(model, u"Albums"_s)).id;
        const SpecId notes = model.spec(rowOf(model, u"Notes"_s)).id;
        act(*session, {.kind = SpecAction::Kind::Rename, .spec = albums, .name = u"Pictures"_s});
        BW_TRY_COMPARE(names(model).first(), u"Pictures"_s);
        act(*session, {.kind = SpecAction::Kind::Delete, .spec = notes});
        BW_TRY_COMPARE(model.rowCount(), 2);
        QCOMPARE(model.rowOf(notes), -1);
        act(*session, {.kind = SpecAction::Kind::Undelete, .spec = notes});
        BW_TRY_COMPARE(model.rowCount(), 3);
        drafts.keep(albums, {.base = 1, .text = u"typed"_s});
        BW_TRY_VERIFY(model.index(model.rowOf(albums)).data(SpecListModel::DraftRole).toBool());
        drafts.drop(albums);
        BW_TRY_VERIFY(!model.index(model.rowOf(albums)).data(SpecListModel::DraftRole).toBool());
    }

    void theEmptyBeginningHasNothingWrongWithIt()
    {
        const auto parsed = spec::readSpec(starterSpec());
        QVERIFY(parsed.usable());
        QCOMPARE(parsed.spec.name, u"Untitled App"_s);
        QCOMPARE(parsed.spec.features.size(), 1);
        QCOMPARE(spec::validateSpec(parsed).size(), 0);
    }

    void aFileGetsANameThatFilesCanHave()
    {
        QCOMPARE(specFileName(u"To-do list / 2"_s, u"md"_s), u"to-do-list-2.md"_s);
        QCOMPARE(specFileName(u"../…"_s, u"xml"_s), u"specification.xml"_s);
    }

private:
    static QStringList names(const SpecListModel &model)
    {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all << model.index(row).data(Qt::DisplayRole).toString();
        return all;
    }
    static int rowOf(const SpecListModel &model, const QString &name)
    {
        return static_cast<int>(names(model).indexOf(name));
    }
    void act(DataSession &session, const SpecAction &action)
    {
        session.act(
            this, [action](api::ActingSide &side, std::stop_token stop) { return side.act(action, stop); },
            [](const Result<engine::SpecOutcome> &outcome) { QVERIFY(outcome.has_value()); });
    }
    static bool make(const DesktopFixture &f)
    {
        SystemClock clock;
        auto database = store::Database::open(f.data(), store::DataDirectory::Mode::Owner, clock);
        if (!database)
            return false;
        store::Project project;
        project.name = u"Garden"_s;
        const auto garden = store::ProjectStore(**database).create(project);
        engine::SpecService specs(**database);
        return garden && specs.create({}, specText(u"Albums"_s, {}, 2), {})
            && specs.create({}, specText(u"Notes"_s, {}, 9), {u"import"_s, u"notes.md"_s})
            && specs.create({}, specText(u"Shop"_s, {}, 4), {}, garden->id);
    }
};

QTEST_GUILESS_MAIN(tst_SpecListModel)
#include "tst_speclistmodel.moc"
