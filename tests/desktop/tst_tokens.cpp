// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tokens.h"

#include "widgets/icons.h"

#include <QFile>
#include <QtTest>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

class tst_Tokens : public QObject
{
    Q_OBJECT
    static void schemes()
    {
        QTest::addColumn<int>("scheme");
        QTest::newRow("light") << static_cast<int>(Scheme::Light);
        QTest::newRow("dark") << static_cast<int>(Scheme::Dark);
        QTest::newRow("high contrast") << static_cast<int>(Scheme::HighContrast);
    }
private Q_SLOTS:
    void contrastIsWhatWcagSays()
    {
        QCOMPARE(qRound(contrast(Qt::black, Qt::white)), 21);
        QCOMPARE(qRound(contrast(Qt::white, Qt::white)), 1);
        QVERIFY(qAbs(contrast(QColor(0x767676), Qt::white) - 4.54) < 0.01);
    }
    void textsStandOutEverywhere_data() { schemes(); }
    void textsStandOutEverywhere()
    {
        QFETCH(const int, scheme);
        const Tokens &t = tokensOf(static_cast<Scheme>(scheme));
        const QList<std::pair<const char *, QColor>> grounds {{"window", t.window},
                                                              {"surface", t.surface},
                                                              {"sunken", t.sunken},
                                                              {"hover", t.hover},
                                                              {"selection", t.selection}};
        const QList<std::pair<const char *, QColor>> texts {
            {"text", t.text},       {"muted", t.muted}, {"quiet", t.quiet}, {"busy", t.busy},
            {"waiting", t.waiting}, {"good", t.good},   {"bad", t.bad},     {"accent", t.accent}};
        for (const auto &[groundName, ground] : grounds)
            for (const auto &[textName, text] : texts)
                QVERIFY2(contrast(text, ground) >= 4.5,
                         qPrintable(u"%1 on %2: %3"_s.arg(QLatin1StringView(textName), QLatin1StringView(groundName))
                                        .arg(contrast(text, ground))));
        QVERIFY(contrast(t.text, t.pressed) >= 4.5);
        QVERIFY(contrast(t.onAccent, t.accent) >= 4.5);
        QVERIFY(contrast(t.onAccent, t.accentHover) >= 4.5);
    }
    void whatCanBeUsedHasAnEdge_data() { schemes(); }
    void whatCanBeUsedHasAnEdge()
    {
        QFETCH(const int, scheme);
        const Tokens &t = tokensOf(static_cast<Scheme>(scheme));
        for (const QColor &ground : {t.window, t.surface, t.sunken}) {
            QVERIFY2(contrast(t.border, ground) >= 3.0, qPrintable(QString::number(contrast(t.border, ground))));
            QVERIFY(contrast(t.focus, ground) >= 3.0);
        }
    }
    void everyStateHasADrawingAndANextStep()
    {
        QSet<QString> names;
        for (int i = 0; i <= static_cast<int>(BuildState::Cancelled); ++i) {
            const auto look = usertext::stateLook(static_cast<BuildState>(i));
            QVERIFY2(QFile::exists(u":/buildwright/icons/%1.svg"_s.arg(look.icon)), qPrintable(look.icon));
            QVERIFY(!look.nextStep.isEmpty() && look.sign.size() == 1);
            names.insert(look.name);
        }
        QCOMPARE(names.size(), static_cast<int>(BuildState::Cancelled) + 1);
    }
    void drawingsAreSharpAtEveryScale()
    {
        for (const qreal ratio : {1.0, 1.25, 1.5, 2.0}) {
            const QPixmap drawn = icons::pixmap(u"search"_s, Qt::red, 20, ratio);
            QCOMPARE(drawn.width(), qCeil(20 * ratio));
            QCOMPARE(drawn.devicePixelRatio(), ratio);
        }
        QVERIFY(icons::icon(u"none such"_s).isNull());
    }
};

QTEST_MAIN(tst_Tokens)
#include "tst_tokens.moc"
