// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/places.h"

#include "desktopfixture.h"
#include "store/chatstore.h"
#include "store/specstore.h"

#include <algorithm>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

class tst_Places : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKindIsFoundWithWhatItIs()
    {
        DesktopFixture f;
        QVERIFY(f.write(DesktopFixture::build(u"one"_s, u"Todo\x1b[31m"_s, BuildState::Paused)));
        SystemClock clock;
        auto database = store::Database::open(f.data(), store::DataDirectory::Mode::Owner, clock);
        QVERIFY(database);
        store::Chat titled;
        titled.title = u"About a shop"_s;
        QVERIFY(store::ChatStore(**database).create(titled));
        QVERIFY(store::ChatStore(**database).create({}));
        store::SpecVersion first;
        first.content = "# Shop\n";
        first.author = u"person"_s;
        store::Spec named;
        named.name = u"Shop"_s;
        QVERIFY(store::SpecStore(**database).create(named, first));
        const auto places = placesOf(*engine::ReadSide::over(**database));
        QVERIFY(places);
        QStringList found;
        for (const Place &place : *places)
            found << place.page + u"|"_s + place.title + u"|"_s + place.detail.section(u" · "_s, 0, 0);
        std::ranges::sort(found);
        QCOMPARE(found,
                 (QStringList {u"builds|Todo|Build, paused"_s, u"chat|About a shop|Chat"_s, u"chat|New chat|Chat"_s,
                               u"specs|Shop|Specification, version 1"_s}));
        QCOMPARE(placesOf(*engine::ReadSide::over(**database), 1)->size(), 3);
    }
};

QTEST_GUILESS_MAIN(tst_Places)
#include "tst_places.moc"
