// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/modelchoice.h"

#include "engine/specsource.h"
#include "net/httptransport.h"
#include "spec/appspec.h"
#include "support/fakeclock.h"

#include <QTest>

using namespace bw;
using namespace Qt::StringLiterals;

namespace
{

// Choosing a model must not talk to anybody.
class SilentTransport final : public net::HttpTransport
{
public:
    Result<net::HttpResponse> send(const net::HttpRequest &, std::stop_token) override
    {
        return fail(ErrorCode::Internal);
    }
    Result<net::HttpResponse> stream(const net::HttpRequest &, net::StreamHandler &, std::stop_token) override
    {
        return fail(ErrorCode::Internal);
    }
};

}  // namespace

class tst_ModelChoice : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theDemonstrationFitsItsTemplateAndNoOther();
    void theTemplateHoldsTheFeaturesOfTheDemonstration();
    void aMissingKeyIsNoReasonToPlayARecording();
    void aServerOnThisMachineNeedsNoKey();
    void aKeyMakesAClientOfTheApi();
    void anAddressThatIsNoneIsRefused();
    void aRecordingThatIsNotThereIsNamed();

private:
    Result<engine::ModelChoice> choose(const QString &model, const engine::ModelPurpose &purpose = {});
    SilentTransport m_transport;
    test::FakeClock m_clock;
    BuildOptions m_options;
};

void tst_ModelChoice::init()
{
    for (const char *name : {"ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL"})
        qunsetenv(name);
    m_options = {};
}

Result<engine::ModelChoice> tst_ModelChoice::choose(const QString &model, const engine::ModelPurpose &purpose)
{
    m_options.model = model;
    return engine::chooseModel(m_options, purpose, m_transport, m_clock);
}

void tst_ModelChoice::theDemonstrationFitsItsTemplateAndNoOther()
{
    const auto demo = choose(u"demo"_s, {u"todo"_s, "x", false});
    QVERIFY(demo);
    QVERIFY(demo->demonstration);
    QVERIFY(demo->model->isDemonstration());
    QVERIFY(demo->modelId.startsWith(u"claude-"_s));
    QCOMPARE(choose(u"demo"_s, {{}, "# Other", false}).error().code, ErrorCode::RecordingMismatch);
    QCOMPARE(choose(u"demo"_s, {{}, {}, true}).error().code, ErrorCode::RecordingMismatch);
}

void tst_ModelChoice::theTemplateHoldsTheFeaturesOfTheDemonstration()
{
    engine::BuildRequest request;
    request.templateId = u"todo"_s;
    const auto source = engine::readSpecSource(request);
    QVERIFY(source);
    QCOMPARE(source->author, u"template"_s);
    QCOMPARE(source->spec->tier, std::optional(Tier::Simple));
    QCOMPARE(source->spec->targetFeatures, std::optional(static_cast<int>(source->spec->features.size())));
    QVERIFY(source->spec->features.size() >= 12);
    const auto demo = choose(u"demo"_s, {u"todo"_s, source->text, false});
    QVERIFY(demo);
    claude::TurnObserver observer;
    for (const spec::SpecFeature &feature : source->spec->features) {
        claude::ModelRequest first;
        first.purpose = u"code:"_s + feature.id;
        QVERIFY2(demo->model->send(first, observer, {}), qPrintable(feature.id));
    }
}

void tst_ModelChoice::aMissingKeyIsNoReasonToPlayARecording()
{
    const auto none = choose(engine::defaultModel(), {u"todo"_s, "x", false});
    QCOMPARE(none.error().code, ErrorCode::KeyMissing);
    QCOMPARE(none.error().args.value(u"variable"_s), u"ANTHROPIC_API_KEY"_s);
}

void tst_ModelChoice::aServerOnThisMachineNeedsNoKey()
{
    for (const QString &address : {u"http://localhost:11434"_s, u"http://127.0.0.1:8080/v"_s, u"http://[::1]:1"_s}) {
        m_options.baseUrl = address;
        QVERIFY2(choose(u"llama"_s), qPrintable(address));
    }
    m_options.baseUrl = u"https://localhost.example.org"_s;
    QCOMPARE(choose(u"llama"_s).error().code, ErrorCode::KeyMissing);
}

void tst_ModelChoice::aKeyMakesAClientOfTheApi()
{
    qputenv("ANTHROPIC_API_KEY", "test");
    const auto chosen = choose(u"claude-x"_s);
    QVERIFY(chosen);
    QVERIFY(!chosen->demonstration);
    QCOMPARE(chosen->modelId, u"claude-x"_s);
}

void tst_ModelChoice::anAddressThatIsNoneIsRefused()
{
    qputenv("ANTHROPIC_API_KEY", "test");
    m_options.baseUrl = u"not an address"_s;
    QCOMPARE(choose(u"claude-x"_s).error().code, ErrorCode::InvalidArgument);
}

void tst_ModelChoice::aRecordingThatIsNotThereIsNamed()
{
    const auto none = choose(u"recording:/no/such/file"_s);
    QCOMPARE(none.error().code, ErrorCode::FileUnreadable);
    QCOMPARE(none.error().args.value(u"path"_s), u"/no/such/file"_s);
}

QTEST_GUILESS_MAIN(tst_ModelChoice)
#include "tst_modelchoice.moc"
